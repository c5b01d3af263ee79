import { assertMayWrite, assertPresent, type BotStanding } from './access';
import { ApiError } from './apiError';
import { chatOf, membersIn } from './learning';
import type { BotChat, BotChatMember, BotJoinRequest, BotSelf, BotUser, UpdateContent } from './types';

interface KnownChat {
  chat: BotChat;
  members: Map<number, BotChatMember>;
  requests: Map<number, BotJoinRequest>;
  /** Null = as many as are known. */
  memberCount: number | null;
  standing: BotStanding;
}

/** What `setChat` tells the sandbox. */
export interface ChatSetup {
  chat: BotChat;
  members?: BotChatMember[];
  memberCount?: number;
  /** What the bot is there, or why it cannot write; an administrator unless something else is said or learned. */
  standing?: BotStanding;
}

/** The chats and members that the sandbox can be asked about: told by tests, and learned from pushed updates. */
export class World {
  private readonly chats = new Map<number, KnownChat>();

  constructor(private readonly bot: BotSelf) {}

  setChat({ chat, members, memberCount, standing }: ChatSetup): void {
    const known = this.know(chat);
    members?.forEach((member) => known.members.set(member.user.id, member));
    known.memberCount = memberCount ?? known.memberCount;
    known.standing = standing ?? known.standing;
  }

  /** Learns chats, members, requests and changes of membership from an update. */
  learn(update: UpdateContent): void {
    const chat = chatOf(update);
    if (!chat) return;
    const known = this.know(chat);
    const { seen, changed } = membersIn(update);
    seen
      .filter(({ id }) => !known.members.has(id) && id !== this.bot.id)
      .forEach((user) => known.members.set(user.id, { status: 'member', user }));
    changed.forEach((member) => {
      known.members.set(member.user.id, member);
      known.requests.delete(member.user.id);
    });
    if (update.chat_join_request) known.requests.set(update.chat_join_request.from.id, update.chat_join_request);
    if (update.my_chat_member) known.standing = standingOf(chat, update.my_chat_member.new_chat_member);
    const movedTo = update.message?.migrate_to_chat_id;
    if (movedTo) known.standing = { migratedTo: movedTo };
  }

  /** What is known of a chat; the bot must be able to see it. */
  chat(id: string | undefined): BotChat {
    const { chat, standing } = this.find(id);
    if (typeof standing === 'string') assertPresent(chat, standing);
    return chat;
  }

  /** A chat to write to; who is unknown is taken for a user who has started the bot. */
  chatToWriteTo(id: string | undefined): BotChat {
    const number = Number(id);
    if (number > 0 && !this.chats.has(number)) return { id: number, type: 'private' };
    const { chat, standing } = this.find(id);
    assertMayWrite(chat, standing);
    return chat;
  }

  /** A chat in which the bot may do what administrators do. */
  chatToAdminister(id: string | undefined): BotChat {
    const chat = this.chatToWriteTo(id);
    if (this.find(id).standing !== 'administrator') {
      throw new ApiError(400, 'Bad Request: not enough rights to manage chat invite link');
    }
    return chat;
  }

  /** Known accounts with their status; strangers are told apart from people who have left. */
  member(chatId: string | undefined, userId: number): BotChatMember {
    this.chat(chatId);
    const { members, standing } = this.find(chatId);
    if (userId === this.bot.id && !members.has(userId)) {
      return { status: standing === 'member' ? 'member' : 'administrator', user: this.botUser };
    }
    const member = members.get(userId);
    if (!member) throw new ApiError(400, 'Bad Request: user not found');
    return member;
  }

  memberCount(chatId: string | undefined): number {
    this.chat(chatId);
    const { memberCount, members } = this.find(chatId);
    const present = [...members.values()].filter(({ status }) => status !== 'left' && status !== 'kicked');
    return memberCount ?? present.length;
  }

  administrators(chatId: string | undefined): BotChatMember[] {
    if (this.chat(chatId).type === 'private') {
      throw new ApiError(400, 'Bad Request: there are no administrators in the private chat');
    }
    const members = [...this.find(chatId).members.values()];
    return members.filter(({ status }) => status === 'creator' || status === 'administrator');
  }

  /** Ends a request to join. */
  takeRequest(chatId: string | undefined, userId: number): BotJoinRequest {
    const { requests } = this.find(chatId);
    const request = requests.get(userId);
    if (!request) throw new ApiError(400, 'Bad Request: HIDE_REQUESTER_MISSING');
    requests.delete(userId);
    return request;
  }

  get botUser(): BotUser {
    const { id, is_bot, first_name, username } = this.bot;
    return { id, is_bot, first_name, username };
  }

  private find(id: string | undefined): KnownChat {
    if (id === undefined || id === '') throw new ApiError(400, 'Bad Request: chat_id is empty');
    const byName = [...this.chats.values()].find(({ chat }) => id.startsWith('@') && `@${chat.username}` === id);
    const known = this.chats.get(Number(id)) ?? byName;
    if (!known) throw new ApiError(400, 'Bad Request: chat not found');
    return known;
  }

  private know(chat: BotChat): KnownChat {
    const known: KnownChat = this.chats.get(chat.id) ?? {
      chat,
      members: new Map(),
      requests: new Map(),
      memberCount: null,
      standing: 'administrator',
    };
    known.chat = { ...known.chat, ...chat };
    this.chats.set(chat.id, known);
    return known;
  }
}

function standingOf(chat: BotChat, { status }: BotChatMember): BotStanding {
  if (chat.type === 'private') return status === 'kicked' ? 'blocked' : 'member';
  if (status === 'kicked' || status === 'left') return status;
  return status === 'administrator' || status === 'creator' ? 'administrator' : 'member';
}
