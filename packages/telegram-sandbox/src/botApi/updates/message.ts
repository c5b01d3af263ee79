import { detectEntities } from '../entities';
import type { BotChat, BotMessage, BotUser, ForwardOrigin, UpdateContent } from '../types';

/** What every message needs. */
export interface MessageInput {
  chat: BotChat;
  from: BotUser;
  messageId: number;
  /** Seconds since 1970. */
  date: number;
  /** Commands, hashtags, mentions and links in it become entities. */
  text?: string;
  /** Other fields of the message, e.g. `{ photo: [...] }` or `{ sender_chat }`; they win. */
  extras?: Partial<BotMessage>;
}

export function messageOf({ chat, from, messageId, date, text, extras }: MessageInput): BotMessage {
  const entities = text === undefined ? [] : detectEntities(text);
  return {
    message_id: messageId,
    from,
    chat,
    date,
    ...(text === undefined ? {} : { text }),
    ...(entities.length > 0 ? { entities } : {}),
    ...extras,
  };
}

/** What is written in a channel: it has no sender but the channel itself. */
export type PostInput = Omit<MessageInput, 'from'> & {
  /** Shown when the channel signs its posts. */
  signature?: string;
};

function postOf({ signature, ...input }: PostInput): BotMessage {
  const { from: _nobody, ...post } = messageOf({ ...input, from: NOBODY });
  return { ...post, sender_chat: input.chat, ...(signature ? { author_signature: signature } : {}), ...input.extras };
}

const NOBODY: BotUser = { id: 0, is_bot: false, first_name: '' };

/** Who Telegram shows as the sender where there is a chat behind it. */
const TELEGRAM: BotUser = { id: 777_000, is_bot: false, first_name: 'Telegram' };
const GROUP_ANONYMOUS: BotUser = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** Messages of people, and what looks like them. */
export const messageUpdates = {
  /** Somebody writes. */
  message: (input: MessageInput): UpdateContent => ({ message: messageOf(input) }),

  /** Somebody answers; Telegram includes the answered message, but not what that one answered. */
  reply(input: MessageInput & { to: BotMessage }): UpdateContent {
    const answered = { ...input.to };
    delete answered.reply_to_message;
    return { message: { ...messageOf(input), reply_to_message: answered } };
  },

  /** Somebody forwards. */
  forward: (input: MessageInput & { origin: ForwardOrigin }): UpdateContent => ({
    message: { ...messageOf(input), forward_origin: input.origin },
  }),

  /** Somebody edits; `date` is when it was written, `editDate` (seconds) when it was changed. */
  edited: (input: MessageInput & { editDate: number }): UpdateContent => ({
    edited_message: { ...messageOf(input), edit_date: input.editDate },
  }),

  /** An administrator writes in the name of the group. */
  anonymous: (input: Omit<MessageInput, 'from'>): UpdateContent => ({
    message: { ...messageOf({ ...input, from: GROUP_ANONYMOUS }), sender_chat: input.chat },
  }),

  /** A channel's post arrives in its linked group. */
  automaticForward: (input: Omit<MessageInput, 'from'> & { channel: BotChat; postId: number }): UpdateContent => ({
    message: {
      ...messageOf({ ...input, from: TELEGRAM }),
      sender_chat: input.channel,
      is_automatic_forward: true,
      forward_origin: { type: 'channel', date: input.date, chat: input.channel, message_id: input.postId },
    },
  }),

  /** A channel publishes. */
  channelPost: (input: PostInput): UpdateContent => ({ channel_post: postOf(input) }),

  /** A channel changes what it has published. */
  editedChannelPost: (input: PostInput & { editDate: number }): UpdateContent => ({
    edited_channel_post: { ...postOf(input), edit_date: input.editDate },
  }),
};
