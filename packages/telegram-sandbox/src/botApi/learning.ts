import type { BotChat, BotChatMember, BotUser, UpdateContent } from './types';

/** The chat that an update happened in, if it says so. */
export function chatOf(update: UpdateContent): BotChat | undefined {
  const content = Object.values(update).find((value) => typeof value === 'object' && value !== null);
  const { chat, message } = (content ?? {}) as { chat?: BotChat; message?: { chat?: BotChat } };
  return chat ?? message?.chat;
}

/** Whom an update shows: seen in the chat, and with a status of their own. */
export function membersIn(update: UpdateContent): { seen: BotUser[]; changed: BotChatMember[] } {
  const message = update.message ?? update.edited_message;
  const seen = message?.sender_chat ? [] : [message?.from, ...(message?.new_chat_members ?? [])];
  seen.push(update.message_reaction?.user, update.callback_query?.message && update.callback_query.from);
  const left = message?.left_chat_member;
  const changes = [update.chat_member?.new_chat_member, update.my_chat_member?.new_chat_member];
  if (left) changes.push({ status: 'left', user: left });
  const present = <T>(value: T | undefined): value is T => value !== undefined;
  return { seen: seen.filter(present).filter(({ id }) => id !== left?.id), changed: changes.filter(present) };
}
