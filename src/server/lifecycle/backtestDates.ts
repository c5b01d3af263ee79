import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { Store } from '../store';

/**
 * Days that are lived through before the first date that counts: long enough that whoever would be at risk for 30 days
 * has been, whatever the placement on the first of them was.
 */
const WARM_UP_DAYS = 35;

export interface DatesInput {
  /** Milliseconds. */
  asOf: number;
  weeks: number;
  stepDays: number;
}

/**
 * Ends of community days, the last one yesterday's, so many days apart; none before anybody was seen.
 *
 * @returns instants in milliseconds, in order
 */
export async function backtestDates(
  store: Store,
  zone: CommunityZone,
  { asOf, weeks, stepDays }: DatesInput,
): Promise<{ warmUp: number[]; dates: number[] }> {
  const [row] = await store.select(
    `SELECT MIN(${store.sql.epochMs('m."firstSeenAt"')}) AS "first" FROM {communityMembers} AS m
     WHERE m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}`,
  );
  if (row.first === null) return { warmUp: [], dates: [] };
  const firstDay = zone.dayNumber(Number(row.first));
  const lastDay = zone.dayNumber(asOf) - 1;
  const counted = Math.floor((weeks * 7) / stepDays);
  const before = Math.ceil(WARM_UP_DAYS / stepDays);
  const ends = (from: number, to: number): number[] => {
    const days: number[] = [];
    for (let step = from; step >= to; step -= 1) days.push(lastDay - step * stepDays);
    return days.filter((day) => day >= firstDay).map((day) => zone.dayStart(dayLabel(day + 1)) - 1);
  };
  return { warmUp: ends(counted + before, counted + 1), dates: ends(counted, 0) };
}
