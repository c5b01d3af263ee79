const DAY = 86_400_000;
const QUARTER_HOUR = 900_000;
const FIXED_OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}$/;

/** A name that is neither an IANA zone nor a fixed offset. */
export class UnknownZoneError extends Error {
  constructor(readonly zone: string) {
    super(`"${zone}" is not a time zone. Use a name such as "Europe/Berlin" or an offset such as "+03:30".`);
    this.name = 'UnknownZoneError';
  }
}

export interface Zone {
  readonly name: string;
  /** Milliseconds that the zone is ahead of UTC at an instant. */
  offsetAt(epochMs: number): number;
  /**
   * The instant of a wall clock reading. A reading that happens twice (clocks set back) means the earlier one; one that
   * never happens (clocks set forward) is moved forward by the size of the gap.
   *
   * @param wallMs the reading as if it were UTC, e.g. `Date.UTC(2024, 2, 31, 2, 30)`
   */
  toEpoch(wallMs: number): number;
}

/**
 * @param name an IANA zone (`Asia/Shanghai`, `UTC`) or a fixed offset (`+03:30`, `-5`, `UTC+8`)
 * @throws UnknownZoneError
 */
export function parseZone(name: string): Zone {
  const text = name.trim();
  const fixed = FIXED_OFFSET.exec(text);
  if (fixed) return fixedZone(text, fixed);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: text,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new UnknownZoneError(name);
  }
  return ianaZone(text, format);
}

/** Midnights by `YYYY-MM-DD` as if it were UTC; NaN where there is no such day. An import asks for the same few again and again. */
const midnights = new Map<string, number>();
const MOST_MIDNIGHTS = 20_000;

/** `YYYY-MM-DDTHH:MM:SS` as if it were UTC, in milliseconds; null when it is not such a date (`2023-02-30` is none). */
export function parseWallClock(text: string): number | null {
  if (!LOCAL_DATE.test(text)) return null;
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const ms = midnightOf(text.slice(0, 10)) + ((hour * 60 + minute) * 60 + second) * 1000;
  return Number.isNaN(ms) ? null : ms;
}

const twoDigits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 48 * 11;

function midnightOf(day: string): number {
  let ms = midnights.get(day);
  if (ms === undefined) {
    const [year, month, date] = day.split('-').map(Number);
    ms = Date.UTC(year, month - 1, date);
    const real = new Date(ms);
    if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date) ms = Number.NaN;
    if (midnights.size >= MOST_MIDNIGHTS) midnights.clear();
    midnights.set(day, ms);
  }
  return ms;
}

function fixedZone(name: string, [, sign, hours, minutes]: RegExpExecArray): Zone {
  if (Number(hours) > 14 || Number(minutes ?? 0) > 59) throw new UnknownZoneError(name);
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000;
  return { name, offsetAt: () => offset, toEpoch: (wallMs) => wallMs - offset };
}

function ianaZone(name: string, format: Intl.DateTimeFormat): Zone {
  const cache = new Map<number, number>();

  const measure = (epochMs: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(epochMs)) part[type] = Number(value);
    const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return wall - epochMs;
  };

  const measured = (epochMs: number): number => {
    let offset = cache.get(epochMs);
    if (offset === undefined) {
      offset = measure(epochMs);
      if (cache.size > 50_000) cache.clear();
      cache.set(epochMs, offset);
    }
    return offset;
  };

  // formatting costs tens of microseconds and an import asks a million times: a day that begins and ends with the same
  // offset has it throughout, and changes happen on quarter hours only
  const offsetAt = (epochMs: number): number => {
    const day = Math.floor(epochMs / DAY) * DAY;
    const offset = measured(day);
    if (offset === measured(day + DAY)) return offset;
    return measured(Math.floor(epochMs / QUARTER_HOUR) * QUARTER_HOUR);
  };

  const toEpoch = (wallMs: number): number => {
    // far enough apart to lie on both sides of any change near the reading
    const before = offsetAt(wallMs - DAY);
    const after = offsetAt(wallMs + DAY);
    if (before === after) return wallMs - before;
    const candidates = [wallMs - before, wallMs - after].filter((at) => offsetAt(at) === wallMs - at);
    return candidates.length ? Math.min(...candidates) : wallMs - before;
  };

  return { name, offsetAt, toEpoch };
}
