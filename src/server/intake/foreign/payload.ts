import { cleanText } from '../text';
import { ItemError } from './itemError';

/** Bytes of JSON and levels of nesting that an item may carry along. */
export const MOST_PAYLOAD_BYTES = 4096;
export const MOST_PAYLOAD_LEVELS = 5;

/**
 * What an item carries along, made storable in every database.
 *
 * @throws ItemError PAYLOAD_TOO_LARGE, PAYLOAD_TOO_DEEP
 */
export function boundedPayload(payload: Record<string, unknown>): Record<string, unknown> {
  const clean = cleaned(payload, 1) as Record<string, unknown>;
  const size = Buffer.byteLength(JSON.stringify(clean));
  if (size > MOST_PAYLOAD_BYTES) throw new ItemError('PAYLOAD_TOO_LARGE', { size, most: MOST_PAYLOAD_BYTES });
  return clean;
}

function cleaned(value: unknown, level: number): unknown {
  if (typeof value === 'string') return cleanText(value, MOST_PAYLOAD_BYTES + 1);
  if (typeof value !== 'object' || value === null) return value;
  if (level > MOST_PAYLOAD_LEVELS) throw new ItemError('PAYLOAD_TOO_DEEP', { most: MOST_PAYLOAD_LEVELS });
  if (Array.isArray(value)) return value.map((one) => cleaned(one, level + 1));
  // defineProperty semantics of fromEntries keep a key named __proto__ a plain key
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [cleanText(key), cleaned(one, level + 1)]));
}
