import {
  activityVersion,
  emptyActivity,
  type ActivityPayload,
  type ActivityRecord,
  type ActorRef,
  type ChatRef,
} from '@community-crm/community-model';
import { messageKey, utteranceKind } from '../../telegramIds';
import { storedText } from '../../text';
import { readCommand } from './command';
import { readDirect } from './direct';
import { readForward } from './forward';
import { isUtterance, readMedia } from './media';
import {
  chatOf,
  instantAt,
  integerAt,
  isPrivate,
  isRaw,
  PLATFORM,
  senderOf,
  personOf,
  tieBreak,
  type Raw,
} from './reading';
import { readMembership, readMigration } from './service';
import { readText } from './text';
import type { NormalizeContext, Reading } from './update';

/** `message` and `channel_post`. */
export function readMessage(message: Raw, updateId: number, context: NormalizeContext): Reading {
  return read(message, updateId, context, false);
}

/**
 * `edited_message` and `edited_channel_post`: the same message described anew. Telegram also sends them when nobody edited
 * anything, so they are no activity of their own and prove nothing about the time of the edit.
 */
export function readEdited(message: Raw, updateId: number, context: NormalizeContext): Reading {
  return read(message, updateId, context, true);
}

function read(message: Raw, updateId: number, context: NormalizeContext, edited: boolean): Reading {
  const chat = chatOf(message);
  const migrations = readMigration(message, chat, context);
  if (migrations.length) return { migrations };
  if (isPrivate(chat)) return readDirect(message, updateId, context);
  if (message.new_chat_members !== undefined || message.left_chat_member !== undefined)
    return { records: readMembership(message, chat, context) };
  if (!isUtterance(message)) return { skipped: 'service' };
  const tie = tieBreak(updateId);
  const at = instantAt(message, 'date', context.receivedAt);
  const editedAt = message.edit_date === undefined ? null : instantAt(message, 'edit_date', context.receivedAt) + tie;
  const described = editedAt ?? (edited ? at + tie : at);
  return { records: [utterance(message, chat, { at, described }, context)] };
}

function utterance(
  message: Raw,
  chat: ChatRef,
  { at, described }: { at: number; described: number },
  context: NormalizeContext,
): ActivityRecord {
  const payload: ActivityPayload = {};
  const text = readText(message, payload, context.fingerprint);
  if (text.isCommand) Object.assign(payload, readCommand(message));
  const media = readMedia(message);
  if (media) payload.media = media;
  const forwarded = readForward(message);
  if (forwarded) payload.forward = forwarded.forward;
  const reply = replyOf(message);
  const isForward = forwarded !== undefined;
  return {
    ...emptyActivity({
      source: PLATFORM,
      externalKey: messageKey(chat.externalId, integerAt(message, 'message_id')),
      version: activityVersion(described, 'live'),
      chat,
      actor: senderOf(message),
      kind: utteranceKind({ command: text.isCommand, reply: reply !== undefined, forward: isForward }),
      occurredAt: at,
    }),
    isReply: reply !== undefined,
    isForward,
    textLength: text.length,
    replyToKey: reply ? messageKey(chat.externalId, reply.id) : null,
    replyTo: reply?.author ?? null,
    threadId: message.is_topic_message === true ? String(integerAt(message, 'message_thread_id')) : null,
    forwardSource: forwarded?.source ?? null,
    payload,
    text: storedText(text.text, at, context.textsSince),
  };
}

/** The message that is answered. A post in a topic formally answers the topic's opening message, which is no reply. */
function replyOf(message: Raw): { id: number; author: ActorRef | null } | undefined {
  const target = message.reply_to_message;
  if (!isRaw(target)) return undefined;
  const id = integerAt(target, 'message_id', 'reply_to_message.message_id');
  const opensTopic = message.is_topic_message === true && message.message_thread_id === id;
  if (opensTopic || target.forum_topic_created !== undefined) return undefined;
  const author =
    isRaw(target.sender_chat) || !isRaw(target.from) ? null : personOf(target.from, 'reply_to_message.from');
  return { id, author };
}
