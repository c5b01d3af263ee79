import { detectEntities } from './entities';
import type {
  BotChat,
  BotChatMember,
  BotMessage,
  BotUser,
  ForwardOrigin,
  MemberStatus,
  ReactionType,
  UpdateContent,
} from './types';

/** A person; only the id is needed. */
export function user(id: number, extras: Partial<BotUser> = {}): BotUser {
  return { id, is_bot: false, first_name: `User ${id}`, language_code: 'en', ...extras };
}

/** A supergroup (id `-100…`) or, for other negative ids, a basic group. */
export function groupChat(id: number, extras: Partial<BotChat> = {}): BotChat {
  const type = String(id).startsWith('-100') ? 'supergroup' : 'group';
  return { id, type, title: `Group ${id}`, ...extras };
}

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

function messageOf({ chat, from, messageId, date, text, extras }: MessageInput): BotMessage {
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

/** What a change of membership needs. */
export interface MembershipInput {
  chat: BotChat;
  user: BotUser;
  date: number;
  /** Who did it; by default the person. */
  by?: BotUser;
  /** Name of the invite link that was used. */
  inviteLinkName?: string;
}

function membership(input: MembershipInput, from: MemberStatus, to: MemberStatus): UpdateContent {
  const { chat, date } = input;
  const by = input.by ?? input.user;
  const state = (status: MemberStatus): BotChatMember => ({
    status,
    user: input.user,
    ...(status === 'kicked' ? { until_date: 0 } : {}),
  });
  const link = input.inviteLinkName && {
    invite_link: {
      invite_link: 'https://t.me/+sandbox…',
      name: input.inviteLinkName,
      creator: by,
      creates_join_request: false,
      is_primary: false,
      is_revoked: false,
    },
  };
  return { chat_member: { chat, from: by, date, old_chat_member: state(from), new_chat_member: state(to), ...link } };
}

const emoji = (list: readonly string[]): ReactionType[] => list.map((one) => ({ type: 'emoji', emoji: one }));

/** Builders of realistic updates, to be handed to `push`. */
export const updates = {
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

  /** Somebody sets (`now`) or takes back (`now: []`) reactions. */
  reaction: (input: {
    chat: BotChat;
    user: BotUser;
    messageId: number;
    date: number;
    now: readonly string[];
    before?: readonly string[];
  }): UpdateContent => ({
    message_reaction: {
      chat: input.chat,
      message_id: input.messageId,
      user: input.user,
      date: input.date,
      old_reaction: emoji(input.before ?? []),
      new_reaction: emoji(input.now),
    },
  }),

  /** `chat_member`: somebody joins. */
  join: (input: MembershipInput): UpdateContent => membership(input, 'left', 'member'),

  /** `chat_member`: somebody leaves. */
  leave: (input: MembershipInput): UpdateContent => membership(input, 'member', 'left'),

  /** `chat_member`: somebody is thrown out; `by` says by whom. */
  ban: (input: MembershipInput): UpdateContent => membership(input, 'member', 'kicked'),

  /** Service message: people joined or were added. */
  joinedMessage: (input: MessageInput & { members: BotUser[] }): UpdateContent => ({
    message: { ...messageOf(input), new_chat_members: input.members },
  }),

  /** Service message: somebody left. */
  leftMessage: (input: MessageInput & { member: BotUser }): UpdateContent => ({
    message: { ...messageOf(input), left_chat_member: input.member },
  }),

  /** Service message: the basic group became a supergroup. */
  migrated: (input: MessageInput & { toChatId: number }): UpdateContent => ({
    message: { ...messageOf(input), migrate_to_chat_id: input.toChatId },
  }),
};
