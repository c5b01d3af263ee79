import type { ActivityPayload } from '@community-crm/community-model';
import { addOnce } from '../../payload';
import { cleanText, codePoints, FINGERPRINT_MIN_CODE_POINTS, hashtag, linkHost, type Fingerprint } from '../../text';
import { isRaw, type Raw } from './reading';

export interface TextFacts {
  text: string;
  length: number;
  isCommand: boolean;
}

const MAX_ENTITIES = 1000;

/**
 * Measures a message's text or caption.
 *
 * @param payload receives entities, hashtags, link hosts and the fingerprint
 */
export function readText(message: Raw, payload: ActivityPayload, fingerprint: Fingerprint): TextFacts {
  const isText = typeof message.text === 'string';
  const text = isText ? (message.text as string) : typeof message.caption === 'string' ? message.caption : '';
  const entities = isText ? message.entities : message.caption_entities;
  const length = codePoints(text);
  if (length >= FINGERPRINT_MIN_CODE_POINTS) payload.fingerprint = fingerprint(text);
  let isCommand = false;
  for (const entity of Array.isArray(entities) ? entities.slice(0, MAX_ENTITIES) : []) {
    if (!isRaw(entity) || typeof entity.type !== 'string') continue;
    if (entity.type === 'bot_command' && entity.offset === 0) isCommand = true;
    readEntity(entity, entity.type, text, payload);
  }
  return { text, length, isCommand };
}

function readEntity(entity: Raw, rawType: string, text: string, payload: ActivityPayload): void {
  const type = cleanText(rawType, 40);
  const counts = (payload.entities ??= {});
  counts[type] = (Object.hasOwn(counts, type) ? counts[type] : 0) + 1;
  // offsets are in UTF-16 units, as are JavaScript's
  const start = Number(entity.offset);
  const part = (): string => text.slice(start, start + Number(entity.length));
  if (type === 'hashtag') payload.hashtags = addOnce(payload.hashtags, hashtag(part()));
  if (type === 'url') payload.linkHosts = addOnce(payload.linkHosts, linkHost(part()));
  if (type === 'text_link' && typeof entity.url === 'string')
    payload.linkHosts = addOnce(payload.linkHosts, linkHost(entity.url));
}
