import type { CommunityZone } from '@community-crm/community-model';
import type { MembersBasis } from '../../common/groupHealth';
import { shifted, type HealthSql, type Period } from './groupHealthQuery';

type Count = number | string;

/** Days of the windows in which leaves are counted. */
const WEEK = 7;
const MONTH = 30;

/** How many members a group had, joined it and left it, for one period. */
export interface Movement {
  /** In the group at some time of the period. */
  members: number;
  membersAtEnd: number;
  joins: number;
  leaves: number;
  /** Leaves within the last 7 and 30 days of the period, and the members at the beginning of those. */
  weekLeaves: number;
  weekMembers: number;
  monthLeaves: number;
  monthMembers: number;
}

export interface CountedGroup {
  id: number;
  /** Telegram's own count now; null where it is not known or may not be told. */
  reported: number | null;
}

export interface Movements {
  of(group: CountedGroup, period: 0 | 1): Movement;
  /** Joins and leaves of all groups on these days. */
  between(from: string, to: string): { joins: number; leaves: number };
}

export const basisOf = ({ reported }: CountedGroup): MembersBasis => (reported === null ? 'known' : 'reported');

/** Reads joins and leaves, and where Telegram's count is not known, the members seen in the groups. */
export async function movements(
  sql: HealthSql,
  zone: CommunityZone,
  groups: readonly CountedGroup[],
): Promise<Movements> {
  const events = await readEvents(sql);
  const periods: [Period, Period] = [sql.earlier, sql.query];
  const known = groups.some((group) => basisOf(group) === 'known') ? await readKnown(sql, zone, periods) : null;
  const all = [...events.values()].flat();
  return {
    of(group, period) {
      const { from, to } = periods[period];
      const own = events.get(group.id) ?? [];
      const since = (day: string, kind: Event['kind'], until?: string) => total(own, kind, shifted(day, 1), until);
      const [weekAgo, monthAgo, dayBefore] = [shifted(to, -WEEK), shifted(to, -MONTH), shifted(from, -1)];
      const [joins, leaves] = [since(dayBefore, 'join', to), since(dayBefore, 'leave', to)];
      const seen = known?.get(group.id)?.[period];
      // where a group had how many members at the end of a day: counted back from now
      const reported = group.reported;
      const at = (day: string) => Math.max(0, (reported ?? 0) - since(day, 'join') + since(day, 'leave'));
      return {
        joins,
        leaves,
        weekLeaves: since(weekAgo, 'leave', to),
        monthLeaves: since(monthAgo, 'leave', to),
        ...(reported === null
          ? (seen ?? NOBODY)
          : {
              members: at(dayBefore) + joins,
              membersAtEnd: at(to),
              weekMembers: at(weekAgo),
              monthMembers: at(monthAgo),
            }),
      };
    },
    between: (from, to) => ({ joins: total(all, 'join', from, to), leaves: total(all, 'leave', from, to) }),
  };
}

interface Event {
  day: string;
  kind: 'join' | 'leave';
  count: number;
}

const total = (events: readonly Event[], kind: Event['kind'], from: string, to?: string): number =>
  events.reduce(
    (sum, event) =>
      event.kind === kind && event.day >= from && (to === undefined || event.day <= to) ? sum + event.count : sum,
    0,
  );

/** Joins and leaves up to the present by group and day, as their facts say: several witnesses of one are one. */
async function readEvents(sql: HealthSql): Promise<Map<number, Event[]>> {
  const { store, earlier } = sql;
  const monthBefore = shifted(earlier.to, -MONTH);
  const rows = await store.select<{ groupId: Count; day: string; kind: Event['kind']; n: Count }>(
    `SELECT f."groupId", ${store.sql.dayText('f."day"')} AS "day", f."kind", SUM(f."count") AS "n"
     FROM {communityDailyFacts} AS f WHERE f."kind" IN ('join', 'leave') AND f."day" >= $since AND ${sql.people('f."memberId"')}
       AND ${sql.scope.groups('f."groupId"')} GROUP BY f."groupId", f."day", f."kind"`,
    { bind: { ...sql.bind, since: monthBefore < earlier.from ? monthBefore : earlier.from } },
  );
  const asked = new Set((JSON.parse(String(sql.bind.healthGroups)) as number[][]).map(([id]) => id));
  const events = new Map<number, Event[]>();
  for (const { groupId, day, kind, n } of rows) {
    if (!asked.has(Number(groupId))) continue;
    const list = events.get(Number(groupId)) ?? [];
    list.push({ day, kind, count: Number(n) });
    events.set(Number(groupId), list);
  }
  return events;
}

type Known = Pick<Movement, 'members' | 'membersAtEnd' | 'weekMembers' | 'monthMembers'>;

const NOBODY: Known = { members: 0, membersAtEnd: 0, weekMembers: 0, monthMembers: 0 };

/**
 * Members seen in a group who had not left it. A membership keeps its last stay: who left and came back counts as having
 * been there all the time.
 */
async function readKnown(
  sql: HealthSql,
  zone: CommunityZone,
  periods: readonly [Period, Period],
): Promise<Map<number, [Known, Known]>> {
  const { store } = sql;
  const bind = { ...sql.bind };
  const instants: string[] = [];
  const instant = (day: string) => {
    bind[`at${instants.length}`] = store.instant(zone.dayStart(day));
    instants.push(day);
    return store.instantParam(`$at${instants.length - 1}`);
  };
  const within = (since: string, until: string) =>
    `SUM(CASE WHEN (x."firstSeenAt" IS NULL OR x."firstSeenAt" < ${until}) AND (x."status" <> 'left' OR x."leftAt" >= ${since}) THEN 1 ELSE 0 END)`;
  // the end of a day is the beginning of the next
  const at = (day: string) => {
    const end = instant(shifted(day, 1));
    return within(end, end);
  };
  const columns = periods.flatMap(({ from, to }, i) => [
    `${within(instant(from), instant(shifted(to, 1)))} AS "members${i}"`,
    `${at(to)} AS "membersAtEnd${i}"`,
    `${at(shifted(to, -WEEK))} AS "weekMembers${i}"`,
    `${at(shifted(to, -MONTH))} AS "monthMembers${i}"`,
  ]);
  const rows = await store.select<Record<string, Count>>(
    `SELECT x."groupId", ${columns.join(', ')} FROM ${sql.ofGroups('communityMemberships', 'x', sql.people('x."memberId"'))} GROUP BY x."groupId"`,
    { bind },
  );
  const numbers = (row: Record<string, Count>, i: number): Known => ({
    members: Number(row[`members${i}`]),
    membersAtEnd: Number(row[`membersAtEnd${i}`]),
    weekMembers: Number(row[`weekMembers${i}`]),
    monthMembers: Number(row[`monthMembers${i}`]),
  });
  return new Map(rows.map((row) => [Number(row.groupId), [numbers(row, 0), numbers(row, 1)]]));
}
