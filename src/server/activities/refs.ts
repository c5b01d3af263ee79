import type { ActorRef, ChatRef } from '@community-crm/community-model';
import type { ActivityHead } from '../intake/sink';

/** Key of an account or chat within a batch. */
export const refKey = (ref: { platform: string; externalId: string }): string => `${ref.platform}:${ref.externalId}`;

/** What was said about an account or a chat, each with its version; see `activityVersion`. */
export interface Described<T> {
  /** Its platform and id, which all descriptions share. */
  ref: T;
  told: Array<{ ref: T; version: number }>;
  /** Earliest moment at which it was seen in this batch, milliseconds. */
  firstAt: number;
}

export const described = <T>(ref: T, version: number, firstAt: number): Described<T> => ({
  ref,
  told: [{ ref, version }],
  firstAt,
});

/** A field of a description and when it was true. */
export interface Field {
  value: string;
  version: number;
}

/**
 * The later of two descriptions of a field. What is not told changes nothing, and of two descriptions of the same instant
 * the greater wins: so the order in which they arrive never matters.
 */
export function newer(a: Field | null, b: Field | null): Field | null {
  if (!a || !b) return a ?? b;
  if (a.version !== b.version) return a.version > b.version ? a : b;
  return a.value >= b.value ? a : b;
}

/** A field as the latest description that tells it has it. */
export function toldField<T>({ told }: Described<T>, pick: (ref: T) => string | null | undefined): Field | null {
  let field: Field | null = null;
  for (const { ref, version } of told) {
    const value = pick(ref);
    if (value) field = newer(field, { value, version });
  }
  return field;
}

/** A field as the database has it. */
export function storedField(value: string | null, version: number | string | null): Field | null {
  return value ? { value, version: version === null ? -Infinity : Number(version) } : null;
}

/** Every account that the records mention. */
export function actorsIn(records: readonly ActivityHead[]): Map<string, Described<ActorRef>> {
  const found = new Map<string, Described<ActorRef>>();
  for (const record of records) {
    if (record.actor) describe(found, record.actor, record);
    if (record.replyTo) describe(found, record.replyTo, record);
  }
  return found;
}

/** Every chat that the records mention. */
export function chatsIn(records: readonly ActivityHead[]): Map<string, Described<ChatRef>> {
  const found = new Map<string, Described<ChatRef>>();
  for (const record of records) if (record.chat) describe(found, record.chat, record);
  return found;
}

function describe<T extends ActorRef | ChatRef>(
  found: Map<string, Described<T>>,
  ref: T,
  { version, occurredAt }: ActivityHead,
): void {
  const key = refKey(ref);
  const known = found.get(key);
  if (!known) {
    found.set(key, described(ref, version, occurredAt));
    return;
  }
  known.firstAt = Math.min(known.firstAt, occurredAt);
  // an import names an account by the same object again and again
  const last = known.told[known.told.length - 1];
  if (last.ref === ref) last.version = Math.max(last.version, version);
  else known.told.push({ ref, version });
}
