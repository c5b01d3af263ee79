import { isoInstant } from '../../foreign/reading';
import type { Zone } from '../../zone';

const LOCAL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?$/;
const ENGLISH = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4}|\d{2}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?(AM|PM))?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Seconds since 1970 stay below this for centuries, milliseconds have been above it since 1973. */
const SECONDS_BELOW = 1e11;

export interface TableTime {
  at: number;
  /** True when the zone had to be told from elsewhere. */
  local: boolean;
}

/** A time as tables write it; null when it is none. Days alone begin at midnight. */
export function readTime(value: unknown, zone: Zone): TableTime | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (/^\d{9,16}(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return { at: Math.trunc(number < SECONDS_BELOW ? number * 1000 : number), local: false };
  }
  const exact = isoInstant(text);
  if (exact !== null) return { at: exact, local: false };
  const wall = localWall(text) ?? englishWall(text);
  return wall === null ? null : { at: zone.toEpoch(wall), local: true };
}

function localWall(text: string): number | null {
  const match = LOCAL.exec(text);
  if (!match) return null;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return wallOf(year, month, day, hour, minute, second);
}

function englishWall(text: string): number | null {
  const match = ENGLISH.exec(text);
  if (!match) return null;
  const [, day, name, year, hour, minute, second, half] = match;
  const whole = Number(year) < 100 ? 2000 + Number(year) : Number(year);
  const clock = half ? (Number(hour) % 12) + (half === 'PM' ? 12 : 0) : Number(hour);
  return wallOf(whole, MONTHS.indexOf(name) + 1, Number(day), clock, Number(minute), Number(second ?? 0));
}

/** The reading as if it were UTC; null for a day or hour that does not exist. */
function wallOf(year: number, month: number, day: number, hour: number, minute: number, second: number): number | null {
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? ms : null;
}
