import type { Fingerprint } from '../../text';
import { ImportError, shown } from '../importError';
import { NOBODY, type ActorTable } from './actors';
import type { ChatState } from './chat';
import type { ExportDates } from './dates';
import type { Json, JsonObject } from './document';
import type { StagedRow } from './stageFormat';

/** What turning messages into rows needs besides the messages. */
export interface MessageContext {
  actors: ActorTable;
  dates: ExportDates;
  fingerprint: Fingerprint;
  /** Texts written since this instant (milliseconds) are stored; null = none are. */
  textsSince: number | null;
  row(chat: ChatState, row: StagedRow): void;
}

/** The account that `from`/`from_id` or `actor`/`actor_id` name, learning its name on the way. */
export function accountOf(message: JsonObject, field: 'from' | 'actor', chat: ChatState, actors: ActorTable): number {
  const raw = message[`${field}_id`];
  const actor = actors.add(raw);
  if (actor === undefined) throw badNumber(chat, `${field}_id`, raw);
  const name = message[field];
  if (actor !== NOBODY && typeof name === 'string' && name !== '') {
    actors.name(actor, name);
    chat.learn(name, actor);
  }
  return actor;
}

/** A number that no message can have. */
export function badNumber(chat: ChatState, field: string, value: Json | undefined): ImportError {
  return new ImportError('BAD_NUMBER', {
    chat: chat.chat,
    message: chat.message,
    field,
    value: shown(value ?? 'nothing'),
  });
}
