import { activityVersion, emptyActivity, type ActivityRecord, type ChatRef } from '@community-crm/community-model';
import { boostKey } from '../../telegramIds';
import {
  chatOf,
  identifierAt,
  instantAt,
  isRaw,
  objectAt,
  PLATFORM,
  personOf,
  textAt,
  tieBreak,
  type Raw,
} from './reading';
import type { NormalizeContext, Reading } from './update';

/** `chat_boost`: someone boosts a chat, or prolongs it. */
export function readBoost(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const boost = objectAt(update, 'boost');
  return { records: [boostRecord(chatOf(update), boost, instantAt(boost, 'add_date', context.receivedAt), updateId)] };
}

/** `removed_chat_boost`: a boost has ended; it no longer counts. */
export function readRemovedBoost(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const record = boostRecord(chatOf(update), update, instantAt(update, 'remove_date', context.receivedAt), updateId);
  return { records: [{ ...record, retracted: true }] };
}

/** A boost that came of a giveaway may be nobody's yet. */
function boostRecord(chat: ChatRef, boost: Raw, at: number, updateId: number): ActivityRecord {
  const source = objectAt(boost, 'source', 'boost.source');
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: boostKey(chat.externalId, identifierAt(boost, 'boost_id')),
    version: activityVersion(at + tieBreak(updateId), 'live'),
    chat,
    actor: isRaw(source.user) ? personOf(source.user, 'boost.source.user') : null,
    kind: 'boost',
    occurredAt: at,
  });
  const from = textAt(source, 'source', 40);
  record.payload = from ? { boostSource: from } : {};
  return record;
}
