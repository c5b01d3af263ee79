import { isDay, zoneOffset } from './calendar';
import { seedNumber } from './random';

/** What community to invent. The same options always give the same community. */
export interface CommunityOptions {
  /** People who have joined by day {@link horizon}; newcomers go on arriving at the same pace afterwards. */
  members?: number;
  /** Chats. */
  groups?: number;
  /** Days to live through. More days only append: everything of the shorter run stays as it is. */
  days?: number;
  seed?: number | string;
  /** First day, `YYYY-MM-DD`, in `timeZone`. */
  start: string;
  /** IANA name or `±HH:MM`: the zone that people live in and that the export's `date` is written in. */
  timeZone?: string;
  /** Nothing after this instant (milliseconds since 1970) has happened yet. */
  until?: number;
  /** The day by which `members` people have joined. */
  horizon?: number;
}

/** Options with every default filled in and checked. */
export interface CommunityPlan {
  members: number;
  groups: number;
  days: number;
  seed: number;
  start: string;
  timeZone: string;
  until: number;
  horizon: number;
}

const DEFAULTS = { members: 3200, groups: 42, days: 180, horizon: 180 } as const;

/**
 * Fills in defaults: 3,200 members, 42 groups, 180 days, seed 1, UTC.
 *
 * @throws RangeError when a number is not a whole number above zero, or the day or the zone does not exist
 */
export function planOf(options: CommunityOptions): CommunityPlan {
  const count = (name: keyof typeof DEFAULTS): number => {
    const value = options[name] ?? DEFAULTS[name];
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`"${name}" must be a whole number above zero, not ${String(value)}.`);
    }
    return value;
  };
  if (!isDay(options.start)) {
    throw new RangeError(`"start" must be a day such as 2026-01-31, not ${String(options.start)}.`);
  }
  const timeZone = options.timeZone ?? 'UTC';
  zoneOffset(timeZone, 0);
  return {
    members: count('members'),
    groups: count('groups'),
    days: count('days'),
    horizon: count('horizon'),
    seed: seedNumber(options.seed ?? 1),
    start: options.start,
    timeZone,
    until: options.until ?? Number.POSITIVE_INFINITY,
  };
}
