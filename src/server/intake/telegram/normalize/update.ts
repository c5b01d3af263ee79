import type { ActivityRecord, ChatRef } from '@community-crm/community-model';
import type { Fingerprint } from '../../text';
import { readChatMember, readMyChatMember } from './chatMember';
import { readMessage } from './message';
import { readReaction } from './reaction';
import { isRaw, MalformedUpdateError, type Raw } from './reading';

export interface NormalizeContext {
  /** When the update reached us, in milliseconds. */
  receivedAt: number;
  fingerprint: Fingerprint;
}

/** A group got a new id by becoming a supergroup. */
export interface Migration {
  from: string;
  to: string;
}

/** What the bot is in a group, as of `at` (milliseconds). */
export interface GroupStatus {
  chat: ChatRef;
  status: 'member' | 'administrator' | 'left';
  at: number;
}

/** What a reader of one kind of update finds in it. */
export interface Reading {
  records?: ActivityRecord[];
  migrations?: Migration[];
  groupStatus?: GroupStatus;
  /** Why nothing follows from it. */
  skipped?: SkipReason;
}

/**
 * `private` conversation with the bot, `service` message without meaning for us, `unchanged` membership, or a kind of
 * update that we cannot read yet (`unknown`).
 */
export type SkipReason = 'private' | 'service' | 'unchanged' | 'unknown';

export interface NormalizedUpdate {
  /** Name of the update's field, e.g. `message`; `unknown` when there is none that is an object. */
  kind: string;
  records: ActivityRecord[];
  migrations: Migration[];
  groupStatus: GroupStatus | null;
  skipped: SkipReason | null;
}

type Reader = (content: Raw, updateId: number, context: NormalizeContext) => Reading;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['message', readMessage],
  ['edited_message', readMessage],
  ['channel_post', readMessage],
  ['edited_channel_post', readMessage],
  ['message_reaction', readReaction],
  ['chat_member', readChatMember],
  ['my_chat_member', readMyChatMember],
]);

/** Kinds that we ask Telegram for: what is read now, and what shall not be lost until it is. */
export const ALLOWED_UPDATES: readonly string[] = [
  ...READERS.keys(),
  'message_reaction_count',
  'chat_join_request',
  'callback_query',
  'poll',
  'poll_answer',
  'chat_boost',
  'removed_chat_boost',
];

const KIND_NAME = /^[a-z_]{1,60}$/;

/** Name of the field that carries an update's content; `unknown` when there is none. */
export function updateKind(update: Raw): string {
  const kind = Object.keys(update).find((field) => field !== 'update_id' && isRaw(update[field]));
  return kind !== undefined && KIND_NAME.test(kind) ? kind : 'unknown';
}

/**
 * What an update of the Bot API means. Pure: the same update always gives the same result.
 *
 * @throws MalformedUpdateError when it lacks what the Bot API promises
 */
export function normalizeUpdate(update: unknown, context: NormalizeContext): NormalizedUpdate {
  if (!isRaw(update)) throw new MalformedUpdateError('content');
  const kind = updateKind(update);
  const read = READERS.get(kind);
  const updateId = typeof update.update_id === 'number' ? update.update_id : 0;
  const reading: Reading = read ? read(update[kind] as Raw, updateId, context) : { skipped: 'unknown' };
  return {
    kind,
    records: reading.records ?? [],
    migrations: reading.migrations ?? [],
    groupStatus: reading.groupStatus ?? null,
    skipped: reading.skipped ?? null,
  };
}
