import type { ActivityPayload, ActivityRecord, ActorRef, ChatRef } from '@community-crm/community-model';
import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { invitedKey } from '../../telegramIds';
import { isRaw, PLATFORM, personOf, textAt, type Raw } from './reading';

/** Who brought someone, as far as Telegram tells. */
export interface Invited {
  /** By a link, by being added, by a request that was approved, or nobody knows. */
  via: 'link' | 'adder' | 'request' | 'unknown';
  inviter: ActorRef | null;
  linkName?: string;
  linkCreator?: string;
}

/** How names of links and `/start` payloads tell that a member invites: `ref_` and the member's Telegram id. */
const REFERRAL = /^ref_([1-9]\d{0,15})$/;

/** The account that a link's name or a `/start` payload names; null when it is just a name. */
export function referrer(text: string | undefined, invitee: string): ActorRef | null {
  const id = REFERRAL.exec(text ?? '')?.[1];
  if (id === undefined || id === invitee || !Number.isSafeInteger(Number(id))) return null;
  return personOf({ id: Number(id) }, 'referrer');
}

/**
 * Who brought the user of a `chat_member` update that is a join: whoever made the link, unless a bot did (then the
 * member that the link's name tells), else whoever added the user. Who approves a request has invited nobody.
 */
export function invitedBy(update: Raw, userId: string): Invited {
  const link = update.invite_link;
  if (isRaw(link)) {
    const linkName = textAt(link, 'name');
    const creator = isRaw(link.creator) ? personOf(link.creator, 'invite_link.creator') : null;
    const byCreator = creator && !creator.isBot && creator.externalId !== userId ? creator : null;
    return {
      via: 'link',
      inviter: byCreator ?? referrer(linkName, userId),
      ...(linkName ? { linkName } : {}),
      ...(creator ? { linkCreator: creator.externalId } : {}),
    };
  }
  if (update.via_join_request === true) return { via: 'request', inviter: null };
  const from = isRaw(update.from) ? personOf(update.from, 'from') : null;
  if (!from || from.isBot || from.externalId === userId) return { via: 'unknown', inviter: null };
  return { via: 'adder', inviter: from };
}

/** What a join keeps of who invited. */
export function invitedPayload({ via, inviter, linkName, linkCreator }: Invited): ActivityPayload {
  return {
    invitedVia: via,
    ...(inviter ? { invitedBy: inviter.externalId } : {}),
    ...(linkName ? { inviteLinkName: linkName } : {}),
    ...(linkCreator ? { inviteLinkCreator: linkCreator } : {}),
  };
}

/** The invitation that a join tells of; none when nobody knows who invited. */
export function invitation(
  invited: Invited,
  { chat, userId, at, tie }: { chat: ChatRef; userId: string; at: number; tie: number },
): ActivityRecord[] {
  if (!invited.inviter) return [];
  return [
    {
      ...emptyActivity({
        source: PLATFORM,
        externalKey: invitedKey(chat.externalId, userId, at / 1000),
        version: activityVersion(at + tie, 'live'),
        chat,
        actor: invited.inviter,
        kind: 'invite',
        occurredAt: at,
      }),
      payload: {
        action: 'chat_member',
        invitee: userId,
        invitedVia: invited.via,
        ...(invited.linkName ? { inviteLinkName: invited.linkName } : {}),
      },
    },
  ];
}
