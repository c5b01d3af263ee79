import { cleanText } from '../../text';
import { plausibleNumber } from '../../payload';
import { NOBODY } from './actors';
import type { ChatState } from './chat';
import type { Json, JsonObject } from './document';
import type { MessageContext } from './context';
import { REACTION } from './stageFormat';

/**
 * Rows for the reactions that an exported message lists. `recent` is only a sample of who reacted; one row per account,
 * with all its emojis.
 *
 * @returns how many reactions the message has in all
 */
export function readReactions(
  message: JsonObject,
  id: number,
  messageAt: number,
  chat: ChatState,
  context: MessageContext,
): number {
  if (!Array.isArray(message.reactions)) return 0;
  let total = 0;
  const byActor = new Map<number, { at: number; emojis: string[] }>();
  for (const reaction of message.reactions) {
    if (!isObject(reaction)) continue;
    total += plausibleNumber(reaction.count) ?? 0;
    const emoji = emojiOf(reaction);
    for (const entry of Array.isArray(reaction.recent) ? reaction.recent : []) {
      if (!isObject(entry)) continue;
      const actor = context.actors.add(entry.from_id) ?? NOBODY;
      // a channel's reaction names no person and could not be told from another's
      if (actor === NOBODY) continue;
      if (typeof entry.from === 'string' && entry.from !== '') {
        context.actors.name(actor, entry.from);
        chat.learn(entry.from, actor);
      }
      const at = context.dates.within(message, entry.date, messageAt);
      const known = byActor.get(actor);
      if (!known) byActor.set(actor, { at, emojis: [emoji] });
      else {
        known.at = Math.max(known.at, at);
        if (!known.emojis.includes(emoji)) known.emojis.push(emoji);
      }
    }
  }
  for (const [actor, { at, emojis }] of byActor) {
    chat.count('reactions');
    chat.happened(at);
    context.row(chat, [REACTION, id, 0, actor, at, 0, 0, 0, 0, 0, 0, 0, { reactions: emojis }]);
  }
  return total;
}

/** A reaction's emoji, or what stands for it. Custom emojis are files; their name says which. */
function emojiOf(reaction: JsonObject): string {
  if (typeof reaction.emoji === 'string') return cleanText(reaction.emoji, 40);
  if (reaction.type === 'paid') return 'paid';
  return typeof reaction.document_id === 'string' ? `custom:${cleanText(reaction.document_id, 100)}` : 'custom';
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
