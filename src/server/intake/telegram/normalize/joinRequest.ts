import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { joinRequestKey } from '../../telegramIds';
import { invitedBy, invitedPayload } from './inviter';
import { chatOf, instantAt, objectAt, PLATFORM, personOf, tieBreak, type Raw } from './reading';
import type { NormalizeContext, Reading } from './update';

/** `chat_join_request`: someone asks to be let in. They are no member yet. */
export function readJoinRequest(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  const at = instantAt(update, 'date', context.receivedAt);
  const user = objectAt(update, 'from');
  const actor = personOf(user, 'from');
  const userId = String(user.id);
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: joinRequestKey(chat.externalId, userId, at / 1000),
    version: activityVersion(at + tieBreak(updateId), 'live'),
    chat,
    actor,
    kind: 'join_request',
    occurredAt: at,
  });
  record.payload = { action: 'chat_join_request', ...invitedPayload(invitedBy(update, userId)) };
  return { records: [record] };
}
