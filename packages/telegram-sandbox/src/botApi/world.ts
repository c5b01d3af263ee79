import { ApiError } from './apiError';
import type { BotChat, BotChatMember, BotSelf, BotUser, UpdateContent } from './types';

interface KnownChat {
  chat: BotChat;
  members: Map<number, BotChatMember>;
  /** Null = as many as are known. */
  memberCount: number | null;
}

/** What `setChat` tells the sandbox. */
export interface ChatSetup {
  chat: BotChat;
  members?: BotChatMember[];
  memberCount?: number;
}

/** The chats and members that the sandbox can be asked about: told by tests, and learned from pushed updates. */
export class World {
  private readonly chats = new Map<number, KnownChat>();

  constructor(private readonly bot: BotSelf) {}

  setChat({ chat, members, memberCount }: ChatSetup): void {
    const known = this.know(chat);
    members?.forEach((member) => known.members.set(member.user.id, member));
    known.memberCount = memberCount ?? known.memberCount;
  }

  /** Learns chats, members and changes of membership from an update. */
  learn(update: UpdateContent): void {
    const message = update.message ?? update.edited_message;
    if (message) {
      const { members } = this.know(message.chat);
      const seen = [message.from, ...(message.new_chat_members ?? [])].filter((user) => user !== undefined);
      seen.filter((user) => !members.has(user.id)).forEach((user) => members.set(user.id, { status: 'member', user }));
      if (message.left_chat_member) {
        members.set(message.left_chat_member.id, { status: 'left', user: message.left_chat_member });
      }
    }
    for (const change of [update.chat_member, update.my_chat_member]) {
      if (change) {
        this.know(change.chat).members.set(change.new_chat_member.user.id, change.new_chat_member);
      }
    }
    if (update.message_reaction) {
      this.know(update.message_reaction.chat);
    }
  }

  chat(id: string | undefined): BotChat {
    return this.find(id).chat;
  }

  /** A chat to write to; who is unknown is taken for a user who has started the bot. */
  chatToWriteTo(id: string | undefined): BotChat {
    const number = Number(id);
    return number > 0 && !this.chats.has(number) ? { id: number, type: 'private' } : this.chat(id);
  }

  /** Known accounts with their status; strangers are told apart from people who have left. */
  member(chatId: string | undefined, userId: number): BotChatMember {
    const { members } = this.find(chatId);
    if (userId === this.bot.id && !members.has(userId)) {
      return { status: 'administrator', user: this.botUser() };
    }
    const member = members.get(userId);
    if (!member) {
      throw new ApiError(400, 'Bad Request: user not found');
    }
    return member;
  }

  memberCount(chatId: string | undefined): number {
    const { memberCount, members } = this.find(chatId);
    const present = [...members.values()].filter(({ status }) => status !== 'left' && status !== 'kicked');
    return memberCount ?? present.length;
  }

  administrators(chatId: string | undefined): BotChatMember[] {
    const members = [...this.find(chatId).members.values()];
    return members.filter(({ status }) => status === 'creator' || status === 'administrator');
  }

  private botUser(): BotUser {
    const { id, is_bot, first_name, username } = this.bot;
    return { id, is_bot, first_name, username };
  }

  private find(id: string | undefined): KnownChat {
    const byName = [...this.chats.values()].find(({ chat }) => id?.startsWith('@') && `@${chat.username}` === id);
    const known = this.chats.get(Number(id)) ?? byName;
    if (!known) {
      throw new ApiError(400, 'Bad Request: chat not found');
    }
    return known;
  }

  private know(chat: BotChat): KnownChat {
    const known = this.chats.get(chat.id) ?? { chat, members: new Map<number, BotChatMember>(), memberCount: null };
    known.chat = { ...known.chat, ...chat };
    this.chats.set(chat.id, known);
    return known;
  }
}
