import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { clickKey } from '../../telegramIds';
import { chatOf, identifierAt, isPrivate, isRaw, objectAt, PLATFORM, personOf, textAt, type Raw } from './reading';
import type { NormalizeContext, Reading } from './update';

const MAX_DATA = 64;

/** `callback_query`: someone pressed a button of the bot's. It carries no date, so its arrival counts. */
export function readClick(update: Raw, _updateId: number, context: NormalizeContext): Reading {
  const actor = personOf(objectAt(update, 'from'), 'from');
  const message = isRaw(update.message) ? update.message : null;
  const chat = message ? chatOf(message) : null;
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: clickKey(identifierAt(update, 'id')),
    version: activityVersion(context.receivedAt, 'live'),
    // a message of the bot's in a private chat, or one that was sent through the bot anywhere
    chat: chat && !isPrivate(chat) ? chat : null,
    actor,
    kind: 'click',
    occurredAt: context.receivedAt,
  });
  record.timeSource = 'received';
  const data = textAt(update, 'data', MAX_DATA);
  const game = textAt(update, 'game_short_name', MAX_DATA);
  record.payload = {
    ...(data ? { data } : {}),
    ...(game ? { game } : {}),
    ...(message && Number.isSafeInteger(message.message_id) ? { messageId: String(message.message_id) } : {}),
  };
  return { records: [record] };
}
