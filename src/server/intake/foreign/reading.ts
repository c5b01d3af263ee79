import { cleanText } from '../text';
import { ItemError, refused } from './itemError';

/** Readers of single fields. Each answers null where the field is absent and throws where it is wrong. */

export type Fields = Record<string, unknown>;

const absent = (value: unknown): value is undefined | null | '' =>
  value === undefined || value === null || value === '';

export function object(value: unknown, field: string): Fields | null {
  if (absent(value)) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Fields;
  throw refused('BAD_OBJECT', field, value);
}

/** @throws ItemError FIELD_UNKNOWN: a misspelt field must not be lost silently */
export function onlyKnown(values: Fields, allowed: readonly string[], prefix = ''): void {
  const unknown = Object.keys(values).find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw refused('FIELD_UNKNOWN', cleanText(`${prefix}${unknown}`, 60), '', { allowed: allowed.join(', ') });
}

/** A text, or a number as text; without white space around it. */
export function text(value: unknown, field: string, most: number): string | null {
  if (absent(value)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw refused('BAD_TEXT', field, value, { most });
  const clean = cleanText(String(value), most + 1).trim();
  if (!clean || clean.length > most) throw refused('BAD_TEXT', field, value, { most });
  return clean;
}

/** A text that is only shown: one that is too long is cut. */
export function label(value: unknown, field: string, most = 255): string | null {
  if (absent(value)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw refused('BAD_TEXT', field, value, { most });
  return cleanText(String(value).trim(), most) || null;
}

const SLUG = /^[a-z0-9][a-z0-9._-]{0,31}$/;

/** The name of a system or platform, in lower case. */
export function slug(value: unknown, field: string): string | null {
  if (absent(value)) return null;
  const name = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (!SLUG.test(name)) throw refused('BAD_SLUG', field, value);
  return name;
}

export function boolean(value: unknown, field: string): boolean | null {
  if (absent(value)) return null;
  if (typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', '1', 'yes'].includes(word)) return true;
  if (['false', '0', 'no'].includes(word)) return false;
  throw refused('BAD_BOOLEAN', field, value);
}

interface Limits {
  least: number;
  most: number;
}

export function number(value: unknown, field: string, { least, most }: Limits): number | null {
  if (absent(value)) return null;
  const parsed = numeric(value);
  if (parsed !== null && parsed >= least && parsed <= most) return parsed;
  throw refused('BAD_NUMBER', field, value, { least, most });
}

export function wholeNumber(value: unknown, field: string, { least, most }: Limits): number | null {
  if (absent(value)) return null;
  const parsed = numeric(value);
  if (parsed !== null && Number.isInteger(parsed) && parsed >= least && parsed <= most) return parsed;
  throw refused('BAD_WHOLE_NUMBER', field, value, { least, most });
}

function numeric(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) return null;
  return Number(value);
}

/** Three letters, in upper case. */
export function currency(value: unknown, field: string): string | null {
  if (absent(value)) return null;
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (!/^[A-Z]{3}$/.test(code)) throw refused('BAD_CURRENCY', field, value);
  return code;
}

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})$/i;

/** ISO 8601 with a zone, or milliseconds since 1970, as milliseconds. */
export function instant(value: unknown, field: string): number | null {
  if (absent(value)) return null;
  const milliseconds = numeric(value);
  if (milliseconds !== null) return Math.trunc(milliseconds);
  const at = typeof value === 'string' ? isoInstant(value.trim()) : null;
  if (at === null) throw refused('BAD_TIME', field, value);
  return at;
}

/** Null when the text is not ISO 8601 with a zone, or names a day that does not exist. */
export function isoInstant(written: string): number | null {
  if (!ISO.test(written)) return null;
  const [, day, time, fraction = '', zone] = /^(\S{10})[T ]([\d:]+)(?:[.,](\d+))?\s?(.+)$/i.exec(written) ?? [];
  const zoned = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  // a day such as 31 February rolls over into March unless it is looked at
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return null;
  const at = Date.parse(`${day}T${time}${fraction ? `.${fraction.slice(0, 3).padEnd(3, '0')}` : ''}${zoned}`);
  return Number.isNaN(at) ? null : at;
}

export function required<T>(value: T | null, field: string): T {
  if (value === null) throw new ItemError('FIELD_MISSING', { field });
  return value;
}
