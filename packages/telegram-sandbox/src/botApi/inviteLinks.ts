import { ApiError } from './apiError';
import type { BotInviteLink, BotUser } from './types';

/** What a link is made of; all optional, as in the Bot API. */
export interface InviteLinkInput {
  name?: string;
  /** Seconds since 1970. */
  expireDate?: number;
  memberLimit?: number;
  createsJoinRequest?: boolean;
}

/** The invite links that the bot has made, by chat. */
export class InviteLinks {
  private readonly links = new Map<string, BotInviteLink>();
  private made = 0;

  constructor(private readonly creator: BotUser) {}

  create(chatId: number, input: InviteLinkInput): BotInviteLink {
    if (input.memberLimit && input.createsJoinRequest) {
      throw new ApiError(
        400,
        "Bad Request: member limit can't be specified for links requiring administrator approval",
      );
    }
    this.made += 1;
    const link = this.withValues(
      {
        invite_link: `https://t.me/+sandbox${String(this.made).padStart(6, '0')}`,
        creator: this.creator,
        creates_join_request: false,
        is_primary: false,
        is_revoked: false,
      },
      input,
    );
    this.links.set(keyOf(chatId, link.invite_link), link);
    return link;
  }

  edit(chatId: number, url: string, input: InviteLinkInput): BotInviteLink {
    return this.replace(chatId, url, (link) => this.withValues(link, input));
  }

  revoke(chatId: number, url: string): BotInviteLink {
    return this.replace(chatId, url, (link) => ({ ...link, is_revoked: true }));
  }

  private replace(chatId: number, url: string, change: (link: BotInviteLink) => BotInviteLink): BotInviteLink {
    const link = this.links.get(keyOf(chatId, url));
    if (!link) throw new ApiError(400, 'Bad Request: INVITE_HASH_EXPIRED');
    const changed = change(link);
    this.links.set(keyOf(chatId, url), changed);
    return changed;
  }

  private withValues(link: BotInviteLink, input: InviteLinkInput): BotInviteLink {
    return {
      ...link,
      creates_join_request: input.createsJoinRequest ?? link.creates_join_request,
      ...(input.name ? { name: input.name } : {}),
      ...(input.expireDate ? { expire_date: input.expireDate } : {}),
      ...(input.memberLimit ? { member_limit: input.memberLimit } : {}),
    };
  }
}

const keyOf = (chatId: number, url: string): string => `${chatId} ${url}`;
