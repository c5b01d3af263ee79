import type { ActivityPayload } from '@community-crm/community-model';
import { codePoints, FINGERPRINT_MIN_CODE_POINTS, hashtag, linkHost, type Fingerprint } from '../../text';
import { addOnce } from '../../payload';
import type { Json, JsonObject } from './document';

/** What is known of a message's text. */
export interface TextFacts {
  text: string;
  length: number;
  isCommand: boolean;
  fingerprint: string | null;
}

/** Entity types whose names differ from the Bot API's. */
const ENTITY_NAMES: Record<string, string> = {
  link: 'url',
  phone: 'phone_number',
  mention_name: 'text_mention',
};

/**
 * Measures the text of an exported message (a string, or a list of strings and marked parts).
 *
 * @param payload receives entities, hashtags and link hosts
 */
export function readText(message: JsonObject, payload: ActivityPayload, fingerprint: Fingerprint): TextFacts {
  const text = message.text ?? message.text_entities;
  if (typeof text === 'string') return facts(text, false, fingerprint);
  if (!Array.isArray(text)) return { text: '', length: 0, isCommand: false, fingerprint: null };
  let whole = '';
  let isCommand = false;
  for (const part of text) {
    if (typeof part === 'string') {
      whole += part;
    } else if (part !== null && typeof part === 'object' && !Array.isArray(part)) {
      const partText = typeof part.text === 'string' ? part.text : '';
      if (whole === '' && part.type === 'bot_command') isCommand = true;
      whole += partText;
      readEntity(part, partText, payload);
    }
  }
  return facts(whole, isCommand, fingerprint);
}

function facts(text: string, isCommand: boolean, fingerprint: Fingerprint): TextFacts {
  const length = codePoints(text);
  return { text, length, isCommand, fingerprint: length >= FINGERPRINT_MIN_CODE_POINTS ? fingerprint(text) : null };
}

function readEntity(part: JsonObject, text: string, payload: ActivityPayload): void {
  if (typeof part.type !== 'string' || part.type === 'plain') return;
  const type = ENTITY_NAMES[part.type] ?? part.type.slice(0, 40);
  const entities = (payload.entities ??= {});
  entities[type] = (Object.hasOwn(entities, type) ? entities[type] : 0) + 1;
  if (type === 'hashtag') payload.hashtags = addOnce(payload.hashtags, hashtag(text));
  if (type === 'url') payload.linkHosts = addOnce(payload.linkHosts, linkHost(text));
  if (type === 'text_link') payload.linkHosts = addOnce(payload.linkHosts, linkHost(asString(part.href)));
}

function asString(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
