/** The Bot API's own objects, as far as the sandbox speaks of them. Dates are seconds since 1970. */

export interface BotUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface BotSelf extends BotUser {
  can_join_groups: boolean;
  can_read_all_group_messages: boolean;
  supports_inline_queries: boolean;
}

export interface BotChat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  username?: string;
  first_name?: string;
  is_forum?: boolean;
}

export interface BotEntity {
  type: string;
  /** In UTF-16 code units, as is `length`. */
  offset: number;
  length: number;
  url?: string;
  user?: BotUser;
}

export type ForwardOrigin =
  | { type: 'user'; date: number; sender_user: BotUser }
  | { type: 'hidden_user'; date: number; sender_user_name: string }
  | { type: 'chat'; date: number; sender_chat: BotChat; author_signature?: string }
  | { type: 'channel'; date: number; chat: BotChat; message_id: number; author_signature?: string };

export interface BotMessage {
  message_id: number;
  date: number;
  chat: BotChat;
  from?: BotUser;
  sender_chat?: BotChat;
  message_thread_id?: number;
  is_topic_message?: boolean;
  edit_date?: number;
  reply_to_message?: BotMessage;
  forward_origin?: ForwardOrigin;
  text?: string;
  entities?: BotEntity[];
  caption?: string;
  new_chat_members?: BotUser[];
  left_chat_member?: BotUser;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  /** Photos, stickers, polls and whatever else a test needs. */
  [field: string]: unknown;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export interface BotChatMember {
  status: MemberStatus;
  user: BotUser;
  is_member?: boolean;
  until_date?: number;
  [field: string]: unknown;
}

export interface BotInviteLink {
  invite_link: string;
  creator: BotUser;
  name?: string;
  creates_join_request: boolean;
  is_primary: boolean;
  is_revoked: boolean;
  expire_date?: number;
  member_limit?: number;
}

export interface BotChatMemberUpdated {
  chat: BotChat;
  from: BotUser;
  date: number;
  old_chat_member: BotChatMember;
  new_chat_member: BotChatMember;
  invite_link?: BotInviteLink;
  via_join_request?: boolean;
  via_chat_folder_invite_link?: boolean;
}

export interface BotJoinRequest {
  chat: BotChat;
  from: BotUser;
  /** The bot may write there for a few minutes. */
  user_chat_id: number;
  date: number;
  bio?: string;
  invite_link?: BotInviteLink;
}

export interface BotCallbackQuery {
  id: string;
  from: BotUser;
  message?: BotMessage;
  chat_instance: string;
  data?: string;
}

export interface BotPoll {
  id: string;
  question: string;
  options: { text: string; voter_count: number }[];
  total_voter_count: number;
  is_closed: boolean;
  is_anonymous: boolean;
  type: 'regular' | 'quiz';
  allows_multiple_answers: boolean;
}

export interface BotPollAnswer {
  poll_id: string;
  user?: BotUser;
  voter_chat?: BotChat;
  option_ids: number[];
}

export type ReactionType = { type: 'emoji'; emoji: string } | { type: 'custom_emoji'; custom_emoji_id: string };

export interface BotMessageReaction {
  chat: BotChat;
  message_id: number;
  user?: BotUser;
  actor_chat?: BotChat;
  date: number;
  old_reaction: ReactionType[];
  new_reaction: ReactionType[];
}

/** An update before the server has numbered it: one field, named by its kind. */
export interface UpdateContent {
  message?: BotMessage;
  edited_message?: BotMessage;
  channel_post?: BotMessage;
  edited_channel_post?: BotMessage;
  chat_member?: BotChatMemberUpdated;
  my_chat_member?: BotChatMemberUpdated;
  message_reaction?: BotMessageReaction;
  chat_join_request?: BotJoinRequest;
  callback_query?: BotCallbackQuery;
  poll?: BotPoll;
  poll_answer?: BotPollAnswer;
  /** Kinds that the sandbox has no builder for. */
  [kind: string]: unknown;
}

export interface BotUpdate extends UpdateContent {
  update_id: number;
}

/** `parameters` of an error answer. */
export interface ResponseParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

export type ApiAnswer =
  | { ok: true; result: unknown; description?: string }
  | { ok: false; error_code: number; description: string; parameters?: ResponseParameters };

/** Values of a call, by name; JSON bodies keep their types, other encodings give text. */
export type CallParams = Record<string, unknown>;
