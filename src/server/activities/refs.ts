import type { ActivityRecord, ActorRef, ChatRef } from '@community-crm/community-model';

/** Key of an account or chat within a batch. */
export const refKey = (ref: { platform: string; externalId: string }): string => `${ref.platform}:${ref.externalId}`;

export interface Described<T> {
  ref: T;
  /** Version of the record that describes it best; see `activityVersion`. */
  version: number;
  /** Earliest moment at which it was seen in this batch, milliseconds. */
  firstAt: number;
}

/** Every account that the records mention, with its latest description. */
export function actorsIn(records: readonly ActivityRecord[]): Map<string, Described<ActorRef>> {
  const found = new Map<string, Described<ActorRef>>();
  for (const record of records) {
    if (record.actor) describe(found, record.actor, record);
    if (record.replyTo) describe(found, record.replyTo, record);
  }
  return found;
}

/** Every chat that the records mention, with its latest description. */
export function chatsIn(records: readonly ActivityRecord[]): Map<string, Described<ChatRef>> {
  const found = new Map<string, Described<ChatRef>>();
  for (const record of records) if (record.chat) describe(found, record.chat, record);
  return found;
}

function describe<T extends ActorRef | ChatRef>(
  found: Map<string, Described<T>>,
  ref: T,
  record: ActivityRecord,
): void {
  const key = refKey(ref);
  const known = found.get(key);
  if (!known) {
    found.set(key, { ref, version: record.version, firstAt: record.occurredAt });
    return;
  }
  known.firstAt = Math.min(known.firstAt, record.occurredAt);
  if (record.version < known.version) return;
  known.version = record.version;
  known.ref = ref;
}
