import type { ActivityPayload } from '@community-crm/community-model';
import { isRaw, textAt, type Raw } from './reading';

/** Longest name of an origin; it becomes part of a column. */
const MAX_NAME = 200;

type Forward = NonNullable<ActivityPayload['forward']>;

/** Where a forwarded message comes from, as far as Telegram tells; undefined when it is not a forward. */
export function readForward(message: Raw): { forward: Forward; source: string | null } | undefined {
  const origin = message.forward_origin;
  if (!isRaw(origin)) return message.forward_date === undefined ? undefined : readOldForward(message);
  const forward: Forward = {};
  const type = textAt(origin, 'type', 40);
  if (type) forward.type = type;
  if (typeof origin.date === 'number' && Number.isSafeInteger(origin.date)) forward.date = origin.date * 1000;
  if (typeof origin.message_id === 'number') forward.messageId = String(origin.message_id);
  const author = [origin.sender_user, origin.sender_chat, origin.chat].find(isRaw);
  if (author && Number.isSafeInteger(author.id)) {
    forward.externalId = String(author.id);
    return { forward, source: `${isRaw(origin.sender_user) ? 'user' : 'chat'}:${forward.externalId}` };
  }
  const name = textAt(origin, 'sender_user_name', MAX_NAME);
  if (name) forward.name = name;
  return { forward, source: name ? `name:${name}` : null };
}

/** As Bot API servers before 7.0 tell it. */
function readOldForward(message: Raw): { forward: Forward; source: string | null } {
  const forward: Forward = {};
  if (typeof message.forward_date === 'number' && Number.isSafeInteger(message.forward_date))
    forward.date = message.forward_date * 1000;
  for (const [type, author] of [
    ['user', message.forward_from],
    ['chat', message.forward_from_chat],
  ] as const) {
    if (!isRaw(author) || !Number.isSafeInteger(author.id)) continue;
    return { forward: { ...forward, type, externalId: String(author.id) }, source: `${type}:${String(author.id)}` };
  }
  const name = textAt(message, 'forward_sender_name', MAX_NAME);
  return { forward: name ? { ...forward, name } : forward, source: name ? `name:${name}` : null };
}
