import type { ActivityPayload } from '@community-crm/community-model';
import { cleanText, storedText } from '../../text';
import { ImportError } from '../importError';
import type { ChatState } from './chat';
import { accountOf, badNumber, type MessageContext } from './context';
import { countUtterance, rememberEarlyReply } from './counting';
import type { Json, JsonObject } from './document';
import { readMedia } from './media';
import { readText } from './messageText';
import { readReactions } from './reactions';
import { readService } from './service';
import { IS_COMMAND, IS_FORWARD, UTTERANCE } from './stageFormat';

/** tdesktop adds this to message ids from before a group became a supergroup, even to the id 0 that means "none". */
const MIGRATED_SHIFT = -1_000_000_000;

/**
 * Turns one entry of an export's `messages` into rows of the stage.
 *
 * @throws ImportError BAD_MESSAGE, BAD_NUMBER, BAD_DATE, ABSURD_DATE
 */
export function readMessage(entry: Json, chat: ChatState, context: MessageContext): void {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry))
    throw new ImportError('BAD_MESSAGE', { chat: chat.chat, message: chat.message });
  chat.reached(entry.id);
  const id = wholeNumber(entry, 'id', chat);
  if (entry.type === 'message') readUtterance(entry, id, chat, context);
  else if (entry.type === 'service') readService(entry, id, chat, context);
  else chat.skip(entry.type === 'unsupported' ? 'unsupported' : 'unknown');
}

function readUtterance(message: JsonObject, id: number, chat: ChatState, context: MessageContext): void {
  const { actors, dates } = context;
  const at = dates.of(message, chat);
  const actor = accountOf(message, 'from', chat, actors);
  const payload: ActivityPayload = {};
  const text = readText(message, payload, context.fingerprint);
  const media = readMedia(message);
  if (media) payload.media = media;
  const isForward = message.forwarded_from !== undefined;
  const forwardFrom = typeof message.forwarded_from === 'string' ? cleanText(message.forwarded_from) : '';
  const reply = replyTarget(message, chat);
  const reactions = readReactions(message, id, at, chat, context);
  if (reactions) payload.reactionCount = reactions;

  const isReply = reply !== 0 && !chat.topics.has(reply);
  countUtterance(chat, { command: text.isCommand, reply: isReply, forward: isForward });
  if (isReply && reply > id) rememberEarlyReply(chat, reply, text.isCommand, isForward);
  chat.happened(at);
  context.row(chat, [
    UTTERANCE,
    id,
    0,
    actor,
    at,
    dates.edited(message) ?? 0,
    text.length,
    (text.isCommand ? IS_COMMAND : 0) | (isForward ? IS_FORWARD : 0),
    reply,
    threadOf(chat, id, reply),
    text.fingerprint ?? 0,
    forwardFrom || 0,
    isEmpty(payload) ? 0 : payload,
    storedText(text.text, at, context.textsSince) ?? 0,
  ]);
}

function wholeNumber(message: JsonObject, field: string, chat: ChatState): number {
  const value = message[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw badNumber(chat, field, value);
  return value;
}

/** The message of the same chat that is answered; 0 = none. */
function replyTarget(message: JsonObject, chat: ChatState): number {
  if (message.reply_to_message_id === undefined || message.reply_to_message_id === null) return 0;
  const target = wholeNumber(message, 'reply_to_message_id', chat);
  return message.reply_to_peer_id !== undefined || target === MIGRATED_SHIFT ? 0 : target;
}

/** Opening message of the topic in which this was posted; exports tell it by the chain of replies only. */
function threadOf(chat: ChatState, id: number, reply: number): number {
  if (!reply || !chat.topics.size) return 0;
  const thread = chat.topics.has(reply) ? reply : (chat.threads.get(reply) ?? 0);
  if (thread) chat.threads.set(id, thread);
  return thread;
}

function isEmpty(payload: ActivityPayload): boolean {
  for (const _ in payload) return false;
  return true;
}
