import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { messageKey, reactionKey } from '../../telegramIds';
import {
  chatOf,
  instantAt,
  integerAt,
  isPrivate,
  isRaw,
  listAt,
  objectAt,
  PLATFORM,
  personOf,
  textAt,
  tieBreak,
  type Raw,
} from './reading';
import type { NormalizeContext, Reading } from './update';

/** `message_reaction`: the reactions that someone has set on a message now; none = taken back. */
export function readReaction(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const chat = chatOf(update);
  if (isPrivate(chat)) return { skipped: 'private' };
  const message = integerAt(update, 'message_id');
  const at = instantAt(update, 'date', context.receivedAt);
  const asChat = isRaw(update.actor_chat) ? integerAt(update.actor_chat, 'id', 'actor_chat.id') : null;
  const actor = asChat === null ? personOf(objectAt(update, 'user'), 'user') : null;
  const reactions = listAt(update, 'new_reaction').map(emojiOf);
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: reactionKey(chat.externalId, message, asChat ?? integerAt(objectAt(update, 'user'), 'id')),
    version: activityVersion(at + tieBreak(updateId), 'live'),
    chat,
    actor,
    kind: 'reaction',
    occurredAt: at,
  });
  record.replyToKey = messageKey(chat.externalId, message);
  record.payload = { reactions };
  record.retracted = reactions.length === 0;
  return { records: [record] };
}

/** A reaction's emoji, or what stands for it. */
export function emojiOf(reaction: Raw): string {
  const emoji = textAt(reaction, 'emoji', 40);
  if (emoji) return emoji;
  const custom = textAt(reaction, 'custom_emoji_id', 100);
  return custom ? `custom:${custom}` : (textAt(reaction, 'type', 40) ?? 'unknown');
}
