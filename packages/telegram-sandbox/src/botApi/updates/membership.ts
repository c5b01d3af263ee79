import type {
  BotChat,
  BotChatMember,
  BotChatMemberUpdated,
  BotInviteLink,
  BotUser,
  MemberStatus,
  UpdateContent,
} from '../types';

/** What a change of membership needs. */
export interface MembershipInput {
  chat: BotChat;
  user: BotUser;
  date: number;
  /** Who did it; by default the person. */
  by?: BotUser;
  /** Name of the invite link that was used. */
  inviteLinkName?: string;
  /** The link itself, as `createChatInviteLink` answers it; outweighs the name. */
  inviteLink?: BotInviteLink;
  /** By a folder that somebody shared. */
  viaFolder?: boolean;
}

/** Requests to join, and what they say of themselves. */
export interface JoinRequestInput extends Omit<MembershipInput, 'by'> {
  bio?: string;
}

function change(input: MembershipInput, from: MemberStatus, to: MemberStatus): BotChatMemberUpdated {
  const link = linkOf(input, input.by ?? input.user);
  return {
    chat: input.chat,
    from: input.by ?? input.user,
    date: input.date,
    old_chat_member: state(input.user, from),
    new_chat_member: state(input.user, to),
    ...(link ? { invite_link: link } : {}),
    ...(input.viaFolder ? { via_chat_folder_invite_link: true } : {}),
  };
}

const membership = (input: MembershipInput, from: MemberStatus, to: MemberStatus): UpdateContent => ({
  chat_member: change(input, from, to),
});

function state(user: BotUser, status: MemberStatus): BotChatMember {
  if (status === 'kicked') return { status, user, until_date: 0 };
  return status === 'restricted' ? { status, user, is_member: true, until_date: 0 } : { status, user };
}

/** Telegram cuts the address of links that others have made. */
function linkOf({ inviteLink, inviteLinkName }: MembershipInput, creator: BotUser): BotInviteLink | undefined {
  if (inviteLink || !inviteLinkName) return inviteLink;
  return {
    invite_link: 'https://t.me/+sandbox…',
    name: inviteLinkName,
    creator,
    creates_join_request: false,
    is_primary: false,
    is_revoked: false,
  };
}

/** Who comes, goes, and is what. */
export const membershipUpdates = {
  /** `chat_member`: somebody joins. */
  join: (input: MembershipInput): UpdateContent => membership(input, 'left', 'member'),

  /** `chat_member`: somebody leaves. */
  leave: (input: MembershipInput): UpdateContent => membership(input, 'member', 'left'),

  /** `chat_member`: somebody is thrown out; `by` says by whom. */
  ban: (input: MembershipInput): UpdateContent => membership(input, 'member', 'kicked'),

  /** `chat_member`: any other change, e.g. a promotion. */
  memberChanged: (input: MembershipInput & { before: MemberStatus; after: MemberStatus }): UpdateContent =>
    membership(input, input.before, input.after),

  /** `my_chat_member`: the bot is added, removed or promoted; in a private chat: it is started or blocked. */
  botChanged: (
    input: Omit<MembershipInput, 'user' | 'by'> & {
      bot: BotUser;
      by: BotUser;
      before: MemberStatus;
      after: MemberStatus;
    },
  ): UpdateContent => ({ my_chat_member: change({ ...input, user: input.bot }, input.before, input.after) }),

  /** Somebody asks to be let in. */
  joinRequest: (input: JoinRequestInput): UpdateContent => {
    const link = linkOf(input, input.user);
    return {
      chat_join_request: {
        chat: input.chat,
        from: input.user,
        user_chat_id: input.user.id,
        date: input.date,
        ...(input.bio ? { bio: input.bio } : {}),
        ...(link ? { invite_link: link } : {}),
      },
    };
  },
};
