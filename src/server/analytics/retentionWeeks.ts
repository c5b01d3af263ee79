import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { Store } from '../store';

/** 1970-01-05, the first Monday of day numbers. */
const FIRST_MONDAY = 4;
const WEEK_MS = 7 * 86_400_000;

/** Number of the week, Monday to Sunday, that a day number lies in; the week of 1970-01-05 is 0. */
export const weekOfDayNumber = (day: number): number => Math.floor((day - FIRST_MONDAY) / 7);

/** The Monday of a week, `YYYY-MM-DD`. */
export const mondayOf = (week: number): string => dayLabel(FIRST_MONDAY + 7 * week);

/** Whole-number division as SQL. */
const divided = (store: Store, x: string, by: number): string =>
  store.dialect === 'mysql' ? `((${x}) DIV ${by})` : `((${x}) / ${by})`;

/** The same number of a day column as SQL; for days since 1970-01-05. */
export function weekOfDay(store: Store, day: string): string {
  const number = store.sql.dayNumber(day);
  const whole = store.dialect === 'sqlite' ? `CAST(${number} AS INTEGER)` : number;
  return divided(store, `${whole} - ${FIRST_MONDAY}`, 7);
}

/**
 * The same number of an instant column as SQL, for instants from week `first` to week `last`. A week in which the clocks
 * change is an hour shorter or longer: the weeks between two such are told by division, and what overhangs is cut off.
 */
export function weekOfInstant(store: Store, zone: CommunityZone, instant: string, first: number, last: number): string {
  const start = (week: number) => zone.dayStart(mondayOf(week));
  const ms = store.sql.epochMs(instant);
  const begins = [first];
  for (let week = first + 1; week <= last; week += 1) {
    if (start(week) - start(week - 1) !== WEEK_MS) begins.push(week);
  }
  const cases = begins.map((week, i) => {
    const until = begins[i + 1] ?? last + 1;
    const counted = `${week} + ${divided(store, `${ms} - ${start(week)}`, WEEK_MS)}`;
    return `WHEN ${ms} >= ${start(week)} THEN ${store.sql.least(counted, String(until - 1))}`;
  });
  return `(CASE ${cases.reverse().join(' ')} ELSE ${first} END)`;
}
