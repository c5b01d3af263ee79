import type { ActivityPayload } from '@community-crm/community-model';

/*
 * A staged import is a text file of one JSON value a line. First the activities, grouped by chat:
 *   number                       the following rows belong to this chat
 *   row                          see StagedRow
 * then what is known only when the whole file has been read:
 *   {"actors":[[id,name]|null]}  accounts, in order, in several lines
 *   {"chat":{…}}                 a StagedChat
 * and a last line of fixed length with the byte at which that second part begins.
 */

export const ROW_KINDS = ['utterance', 'reaction', 'join', 'leave', 'invite'] as const;
export const UTTERANCE = 0;
export const REACTION = 1;
export const JOIN = 2;
export const LEAVE = 3;
export const INVITE = 4;

export const IS_COMMAND = 1;
export const IS_FORWARD = 2;
/** The actor is the one whom `payload.names[0]` names, if exactly one account of the chat has that name. */
export const BY_NAME = 4;

export type StagedRow = [
  kind: number,
  message: number,
  /** Which of several members, or 0. */
  n: number,
  /** Number of the account; -1 = no person. */
  actor: number,
  at: number,
  /** Of the last edit; 0 = never. */
  editedAt: number,
  length: number,
  flags: number,
  /** Message answered; of a join, number of the account that invited, plus 1; 0 = none. */
  reply: number,
  thread: number,
  fingerprint: string | 0,
  forwardFrom: string | 0,
  payload: ActivityPayload | 0,
  /** What was written, where texts are stored. */
  text?: string | 0,
];

export interface StagedChat {
  index: number;
  externalId: string;
  title: string | null;
  type: string;
  /** Messages that open a topic: an answer to them is a post in the topic, not a reply. */
  topics: number[];
  /** Names of invited or removed members → number of the account, where that is clear. */
  names: Record<string, number>;
}

const TRAILER_LENGTH = 32;

export function trailer(offset: number): string {
  return `${JSON.stringify({ tail: offset }).padEnd(TRAILER_LENGTH - 1)}\n`;
}

export { TRAILER_LENGTH };
