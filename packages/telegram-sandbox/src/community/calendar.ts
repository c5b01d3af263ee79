/** Days and clocks of a time zone: an IANA name or a fixed offset such as `+03:30`. Instants are milliseconds UTC. */

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIXED_OFFSET = /^([+-])(\d{2}):(\d{2})$/;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** The day `count` days after (or before) a day. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * How far a zone's clocks are ahead of UTC at an instant, in milliseconds.
 *
 * @throws RangeError for a zone that does not exist
 */
export function zoneOffset(timeZone: string, instant: number): number {
  const fixed = FIXED_OFFSET.exec(timeZone);
  if (fixed) {
    return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * MINUTE;
  }
  const parts = formatterOf(timeZone).formatToParts(instant);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The instant as a wall clock shows it: `YYYY-MM-DDTHH:MM:SS`, without a zone, as Telegram Desktop writes it. */
export function wallClock(timeZone: string, instant: number): string {
  return clockText(instant, zoneOffset(timeZone, instant));
}

function clockText(instant: number, offset: number): string {
  return new Date(instant + offset).toISOString().slice(0, 19);
}

/** The day that an instant belongs to in a zone. */
export function dayAt(timeZone: string, instant: number): string {
  return wallClock(timeZone, instant).slice(0, 10);
}

/** The number of days from `start` to the day that contains `instant`, both included; 0 or less when it is earlier. */
export function daysThrough(start: string, timeZone: string, instant: number): number {
  return Math.round((Date.parse(dayAt(timeZone, instant)) - Date.parse(start)) / DAY) + 1;
}

/** The first instant of a day in a zone; on days whose midnight the clocks skip, the moment after the jump. */
export function startOfDay(timeZone: string, day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const candidates = [midnight - DAY, midnight + DAY].map((around) => midnight - zoneOffset(timeZone, around));
  const matching = candidates.filter((candidate) => dayAt(timeZone, candidate) === day);
  return Math.min(...(matching.length > 0 ? matching : candidates));
}

/** One day of a community's life. */
export interface CalendarDay {
  /** 0 = the first day. */
  index: number;
  /** 0 = Monday … 6 = Sunday. */
  weekday: number;
  /** First instant, and the first instant of the next day. */
  from: number;
  to: number;
  /** The instant of a second of the day (0 … 86,399), stretched or squeezed when clocks change. */
  instant(second: number): number;
  /** The wall clock's text for an instant of this day. */
  clock(instant: number): string;
}

/** The day that is `index` days after `start`. */
export function calendarDay(start: string, timeZone: string, index: number): CalendarDay {
  const day = addDays(start, index);
  const from = startOfDay(timeZone, day);
  const to = startOfDay(timeZone, addDays(day, 1));
  const offset = zoneOffset(timeZone, from);
  const steady = to - from === DAY && zoneOffset(timeZone, to - 1000) === offset;
  return {
    index,
    weekday: (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7,
    from,
    to,
    instant: (second) => from + Math.floor((second * (to - from)) / DAY) * 1000,
    clock: (instant) => (steady ? clockText(instant, offset) : wallClock(timeZone, instant)),
  };
}
