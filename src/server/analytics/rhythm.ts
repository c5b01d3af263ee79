import { dayNumberOf } from '@community-crm/community-model';
import type { RhythmAudience } from '../../common/rhythm';
import { strangers } from '../metrics';
import type { Bind, Store } from '../store';
import { weekdayOf, type HourCount } from './rhythmWindows';

export interface RhythmQuery {
  member: number | null;
  group: number | null;
  /** Community days, both included; null = no limit. */
  from: string | null;
  to: string | null;
  who: RhythmAudience;
}

/** What the caller may see, and of that what the request's filter leaves. */
export interface RhythmScope {
  /** Neither the role nor the request leaves anybody out: what no person said counts too. */
  everybody: boolean;
  members(column: string): string;
  groups(column: string): string;
  bind: Bind;
}

/**
 * Utterances by community day and hour, in no order. What no person said counts only where everybody does.
 */
export async function hourCounts(store: Store, query: RhythmQuery, scope: RhythmScope): Promise<HourCount[]> {
  const counted = await read(store, query, scope, null);
  if (query.who === 'everybody') return counted;
  // the index on day and hour gives the sum over all at once; taking away the few who do not count costs less than asking
  // of every row who said it
  const others = `h."memberId" IN (SELECT 0 AS "id" UNION ALL ${strangers(store)})`;
  const left = new Map(counted.map((count) => [count.day * 24 + count.hour, count]));
  for (const { day, hour, n } of await read(store, query, scope, others)) {
    const count = left.get(day * 24 + hour);
    if (count) count.n -= n;
  }
  return counted.filter(({ n }) => n > 0);
}

async function read(store: Store, query: RhythmQuery, scope: RhythmScope, only: string | null): Promise<HourCount[]> {
  const conditions = [scope.members('h."memberId"'), scope.groups('h."groupId"')];
  if (!scope.everybody) conditions.push('h."memberId" <> 0');
  if (only) conditions.push(only);
  const bind: Bind = { ...scope.bind };
  const add = (condition: string, name: 'member' | 'group' | 'from' | 'to') => {
    const value = query[name];
    if (value === null) return;
    conditions.push(`${condition} $${name}`);
    bind[name] = value;
  };
  add('h."memberId" =', 'member');
  add('h."groupId" =', 'group');
  add('h."day" >=', 'from');
  add('h."day" <=', 'to');
  const rows = await store.select<{ day: string; hour: number | string; n: number | string }>(
    `SELECT ${store.sql.dayText('h."day"')} AS "day", h."hour", SUM(h."utterances") AS "n" FROM {communityHourlyFacts} AS h
     WHERE ${conditions.join(' AND ')} GROUP BY h."day", h."hour"`,
    { bind },
  );
  return rows.map(({ day, hour, n }) => ({ day: dayNumberOf(day), hour: Number(hour), n: Number(n) }));
}

/** The same by weekday, Monday first, and hour. */
export function weekOfHours(counts: readonly HourCount[]): number[][] {
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { day, hour, n } of counts) week[weekdayOf(day)][hour] += n;
  return week;
}
