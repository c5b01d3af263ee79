import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { reactionCountKey } from '../../telegramIds';
import { plausibleNumber } from '../../payload';
import { emojiOf } from './reaction';
import { chatOf, instantAt, integerAt, isPrivate, listAt, objectAt, PLATFORM, tieBreak, type Raw } from './reading';
import type { NormalizeContext, Reading } from './update';

const MAX_EMOJIS = 50;

/** `message_reaction_count`: the totals of a message whose reactions are anonymous. Nobody in particular did it. */
export function readReactionCount(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  if (isPrivate(chat)) return { skipped: 'private' };
  const at = instantAt(update, 'date', context.receivedAt);
  const counts = listAt(update, 'reactions')
    .slice(0, MAX_EMOJIS)
    .map((reaction) => ({
      reaction: emojiOf(objectAt(reaction, 'type', 'reactions.type')),
      count: plausibleNumber(reaction.total_count) ?? 0,
    }));
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: reactionCountKey(chat.externalId, integerAt(update, 'message_id')),
    version: activityVersion(at + tieBreak(updateId), 'live'),
    chat,
    actor: null,
    kind: 'reaction_count',
    occurredAt: at,
  });
  record.payload = { counts, total: counts.reduce((sum, { count }) => sum + count, 0) };
  record.retracted = counts.length === 0;
  return { records: [record] };
}
