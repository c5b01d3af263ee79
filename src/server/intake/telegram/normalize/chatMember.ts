import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { membershipKey, roleKey } from '../../telegramIds';
import { invitation, invitedBy, invitedPayload } from './inviter';
import { chatOf, instantAt, isPrivate, isRaw, objectAt, PLATFORM, personOf, tieBreak, type Raw } from './reading';
import type { GroupStatus, NormalizeContext, Reading } from './update';

/**
 * `chat_member`: someone's membership changed. A join or a leave, with the invitation that a join tells of; between two
 * kinds of being in the chat (a promotion) a change of role.
 */
export function readChatMember(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  if (isPrivate(chat)) return { skipped: 'private' };
  const [before, now] = [objectAt(update, 'old_chat_member'), objectAt(update, 'new_chat_member')];
  const [was, is] = [roleOf(before), roleOf(now)];
  if (was === is) return { skipped: 'unchanged' };
  const at = instantAt(update, 'date', context.receivedAt);
  const user = objectAt(now, 'user', 'new_chat_member.user');
  const actor = personOf(user, 'new_chat_member.user');
  const userId = String(user.id);
  const tie = tieBreak(updateId);
  const record = (externalKey: string, kind: string): ActivityRecord =>
    emptyActivity({
      source: PLATFORM,
      externalKey,
      version: activityVersion(at + tie, 'live'),
      chat,
      actor,
      kind,
      occurredAt: at,
    });
  const by = isRaw(update.from) && update.from.id !== user.id ? personOf(update.from, 'from')?.externalId : undefined;
  const circumstances = { action: 'chat_member', ...(by ? { by } : {}), ...(is ? { role: is } : {}) };
  if (was !== null && is !== null) {
    const change = record(roleKey(chat.externalId, userId, at / 1000), 'role_change');
    change.payload = { ...circumstances, formerRole: was };
    return { records: [change] };
  }
  const passage = record(membershipKey(chat.externalId, userId, at / 1000), is ? 'join' : 'leave');
  if (!is) {
    passage.payload = circumstances;
    return { records: [passage] };
  }
  const invited = invitedBy(update, userId);
  passage.payload = { ...circumstances, ...invitedPayload(invited) };
  return { records: [passage, ...invitation(invited, { chat, userId, at, tie })] };
}

/** `my_chat_member`: the bot itself was added, promoted or removed; in a private chat: blocked, or let in again. */
export function readMyChatMember(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  const role = roleOf(objectAt(update, 'new_chat_member'));
  const version = activityVersion(instantAt(update, 'date', context.receivedAt) + tieBreak(updateId), 'live');
  if (isPrivate(chat)) {
    const actor = personOf(objectAt(update, 'from'), 'from');
    if (!actor) return { skipped: 'private' };
    return { reachability: { actor, state: role ? 'reachable' : 'blocked', version } };
  }
  const status = standingOf(objectAt(update, 'new_chat_member'));
  return { groupStatus: { chat, status, version } };
}

/** What a bot is in a chat, by its row of the members. */
export function standingOf(member: Raw): GroupStatus['status'] {
  const role = roleOf(member);
  if (role === null) return 'left';
  return role === 'administrator' || role === 'creator' ? 'administrator' : 'member';
}

/** What someone is in a chat; null = not in it. */
function roleOf(member: Raw): 'creator' | 'administrator' | 'member' | 'restricted' | null {
  const { status } = member;
  if (status === 'restricted') return member.is_member === true ? 'restricted' : null;
  return status === 'creator' || status === 'administrator' || status === 'member' ? status : null;
}
