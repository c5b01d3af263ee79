import type { ActivityRecord, ActorRef, ChatRef } from '@community-crm/community-model';
import type { Fingerprint } from '../../text';
import { readBoost, readRemovedBoost } from './boost';
import { readChatMember, readMyChatMember } from './chatMember';
import { readClick } from './click';
import { readJoinRequest } from './joinRequest';
import { readEdited, readMessage } from './message';
import { readPoll, readPollAnswer } from './poll';
import { readReaction } from './reaction';
import { readReactionCount } from './reactionCount';
import { isRaw, MalformedUpdateError, type Raw } from './reading';

export interface NormalizeContext {
  /** When the update reached us, in milliseconds. */
  receivedAt: number;
  fingerprint: Fingerprint;
  /** Which bot received it: numbers of private messages are each bot's own. */
  bot?: string;
  /** Texts written since this instant (milliseconds) are stored; null or nothing = none are. */
  textsSince?: number | null;
}

/** A group got a new id by becoming a supergroup. */
export interface Migration {
  from: string;
  to: string;
  /** The chat that told, as described then. */
  chat?: ChatRef;
  /** Orders descriptions; see `activityVersion`. */
  version?: number;
}

/** What the bot is in a group. The highest version is the present state. */
export interface GroupStatus {
  chat: ChatRef;
  status: 'member' | 'administrator' | 'left';
  version: number;
}

/** Whether the bot may write to an account. The highest version is the present state. */
export interface Reachability {
  actor: ActorRef;
  state: 'reachable' | 'blocked';
  version: number;
}

/** What a reader of one kind of update finds in it. */
export interface Reading {
  records?: ActivityRecord[];
  migrations?: Migration[];
  groupStatus?: GroupStatus;
  reachability?: Reachability;
  /** Why nothing follows from it. */
  skipped?: SkipReason;
}

/**
 * Something `private` that nothing follows from, a `service` message without meaning for us, an `unchanged` membership, a
 * kind that is left out on purpose (`ignored`), or one that we cannot read yet (`unknown`).
 */
export type SkipReason = 'private' | 'service' | 'unchanged' | 'ignored' | 'unknown';

export interface NormalizedUpdate {
  /** Name of the update's field, e.g. `message`; `unknown` when there is none that is an object. */
  kind: string;
  records: ActivityRecord[];
  migrations: Migration[];
  groupStatus: GroupStatus | null;
  reachability: Reachability | null;
  skipped: SkipReason | null;
}

type Reader = (content: Raw, updateId: number, context: NormalizeContext) => Reading;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['message', readMessage],
  ['edited_message', readEdited],
  ['channel_post', readMessage],
  ['edited_channel_post', readEdited],
  ['message_reaction', readReaction],
  ['message_reaction_count', readReactionCount],
  ['chat_member', readChatMember],
  ['my_chat_member', readMyChatMember],
  ['chat_join_request', readJoinRequest],
  ['callback_query', readClick],
  ['poll', readPoll],
  ['poll_answer', readPollAnswer],
  ['chat_boost', readBoost],
  ['removed_chat_boost', readRemovedBoost],
]);

/** Kinds that can be read, which are those that we ask Telegram for. */
export const ALLOWED_UPDATES: readonly string[] = [...READERS.keys()];

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
    reachability: reading.reachability ?? null,
    skipped: reading.skipped ?? null,
  };
}
