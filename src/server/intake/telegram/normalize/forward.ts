import type { ActivityPayload } from '@community-crm/community-model';
import { isRaw, textAt, type Raw } from './reading';

type Forward = NonNullable<ActivityPayload['forward']>;

/** Where a forwarded message comes from, as far as Telegram tells; undefined when it is not a forward. */
export function readForward(message: Raw): { forward: Forward; source: string | null } | undefined {
  const origin = message.forward_origin;
  if (!isRaw(origin)) return message.forward_date === undefined ? undefined : { forward: {}, source: null };
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
  const name = textAt(origin, 'sender_user_name');
  if (name) forward.name = name;
  return { forward, source: name ? `name:${name}` : null };
}
