import { activityVersion, emptyActivity, type ActivityPayload } from '@community-crm/community-model';
import { membershipKey } from '../../telegramIds';
import {
  chatOf,
  instantAt,
  integerAt,
  isPrivate,
  isRaw,
  objectAt,
  PLATFORM,
  personOf,
  textAt,
  type Raw,
} from './reading';
import type { GroupStatus, NormalizeContext, Reading } from './update';

/** `chat_member`: someone's membership changed. Joins and leaves become activities, promotions and the like do not. */
export function readChatMember(update: Raw, _updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  if (isPrivate(chat)) return { skipped: 'private' };
  const member = objectAt(update, 'new_chat_member');
  const wasIn = isIn(objectAt(update, 'old_chat_member'));
  if (wasIn === isIn(member)) return { skipped: 'unchanged' };
  const at = instantAt(update, 'date', context.receivedAt);
  const user = objectAt(member, 'user', 'new_chat_member.user');
  const actor = personOf(user, 'new_chat_member.user');
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: membershipKey(chat.externalId, integerAt(user, 'id'), at / 1000),
    version: activityVersion(at, 'live'),
    chat,
    actor,
    kind: wasIn ? 'leave' : 'join',
    occurredAt: at,
  });
  record.payload = { action: 'chat_member', ...circumstances(update, user) };
  return { records: [record] };
}

/** `my_chat_member`: the bot itself was added, promoted or removed. */
export function readMyChatMember(update: Raw, _updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  if (isPrivate(chat)) return { skipped: 'private' };
  const member = objectAt(update, 'new_chat_member');
  const status: GroupStatus['status'] = !isIn(member)
    ? 'left'
    : member.status === 'administrator' || member.status === 'creator'
      ? 'administrator'
      : 'member';
  return { groupStatus: { chat, status, at: instantAt(update, 'date', context.receivedAt) } };
}

function isIn(member: Raw): boolean {
  if (member.status === 'restricted') return member.is_member === true;
  return member.status === 'creator' || member.status === 'administrator' || member.status === 'member';
}

/** By whom and by which link, where Telegram tells. */
function circumstances(update: Raw, user: Raw): ActivityPayload {
  const payload: ActivityPayload = {};
  if (isRaw(update.from) && update.from.id !== user.id) payload.by = personOf(update.from, 'from')?.externalId;
  if (isRaw(update.invite_link)) {
    const name = textAt(update.invite_link, 'name');
    if (name) payload.inviteLinkName = name;
    if (isRaw(update.invite_link.creator))
      payload.inviteLinkCreator = personOf(update.invite_link.creator, 'invite_link.creator')?.externalId;
  }
  return payload;
}
