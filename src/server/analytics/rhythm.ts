import { dayNumberOf } from '@community-crm/community-model';
import type { Bind, Store } from '../store';

export interface RhythmQuery {
  memberId?: number;
  groupId?: number;
  /** Community days, both included. */
  from?: string;
  to?: string;
}

/** 1970-01-01 was a Thursday; Monday is 0. */
const weekday = (day: string): number => (((dayNumberOf(day) + 3) % 7) + 7) % 7;

/**
 * Utterances by weekday (Monday first) and hour of the community's time zone. What no person said counts in it, unless the
 * caller only sees some of the members.
 *
 * @param admitted conditions over `h."memberId"` and `h."groupId"`, with their bound values in `bind`
 */
export async function rhythm(store: Store, query: RhythmQuery, admitted: string[], bind: Bind): Promise<number[][]> {
  const conditions = [...admitted];
  const bound: Bind = { ...bind };
  const add = (condition: string, name: string, value: string | number | undefined) => {
    if (value === undefined) return;
    conditions.push(`${condition} $${name}`);
    bound[name] = value;
  };
  add('h."memberId" =', 'memberId', query.memberId);
  add('h."groupId" =', 'groupId', query.groupId);
  add('h."day" >=', 'from', query.from);
  add('h."day" <=', 'to', query.to);
  const rows = await store.select<{ day: string; hour: number | string; n: number | string }>(
    `SELECT ${store.sql.dayText('h."day"')} AS "day", h."hour", SUM(h."utterances") AS "n" FROM {communityHourlyFacts} AS h
     WHERE ${conditions.join(' AND ') || store.bool(true)} GROUP BY h."day", h."hour"`,
    { bind: bound },
  );
  const counts = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { day, hour, n } of rows) counts[weekday(day)][Number(hour)] += Number(n);
  return counts;
}
