import { COLD_PAST_PERIODS, type ColdGroup, type ColdThresholds, type OverlapPair } from '../../common/overlap';
import { rowsJson, rowSource, type Bind, type Store } from '../store';
import { readOverlap, readTitles, type OverlapScope } from './overlap';

export interface ColdGroupsQuery {
  /** Group ids; null = all. */
  groups: readonly number[] | null;
  presentOnly: boolean;
  thresholds: ColdThresholds;
  /** Pairs that share fewer members are not related. */
  minShared: number;
  /** First day of the last stretch, first day of the stretches before, and the last day of all; `YYYY-MM-DD`. */
  days: { pastFrom: string; recentFrom: string; to: string };
}

/** The scope of an overlap, and the same over hourly facts `h`. */
export interface ColdGroupsScope extends OverlapScope {
  admittedFacts: readonly string[];
}

/** Groups that a group is compared with at most. */
export const MOST_RELATED = 10;

/**
 * Groups in which less is said than before, or than in the groups that share their members. Activity is counted in active
 * hours (an hour in which a member said something), so that one loud member is no lively group, and per member, so that
 * large groups compare with small ones.
 */
export async function coldGroups(
  store: Store,
  query: ColdGroupsQuery,
  scope: ColdGroupsScope,
): Promise<{ groups: Array<{ id: number; title: string | null }>; cold: ColdGroup[]; examined: number }> {
  const { counted, pairs } = await readOverlap(store, { presentOnly: query.presentOnly, groups: null }, scope);
  const members = new Map(counted.ids.map((id, i) => [id, counted.members[i]]));
  const hours = await activeHours(store, counted.ids, query.days, scope);
  const rate = (id: number) => (hours.get(id)?.recent ?? 0) / (members.get(id) ?? 1);
  const related = closest(pairs, query.minShared);
  const asked = query.groups ? query.groups.filter((id) => members.has(id)) : counted.ids;
  const cold = asked.flatMap((id): Array<Omit<ColdGroup, 'title'>> => {
    const size = members.get(id) ?? 0;
    if (size < query.minShared) return [];
    const past = (hours.get(id)?.past ?? 0) / COLD_PAST_PERIODS / size;
    const relatedGroups = related.get(id) ?? [];
    const numbers = {
      recent: rate(id),
      before: past > 0 ? past : null,
      related: relatedGroups.length ? median(relatedGroups.map(rate)) : null,
    };
    const reasons = reasonsOf(numbers, query.thresholds);
    return reasons.length ? [{ id, members: size, ...numbers, relatedGroups, reasons }] : [];
  });
  cold.sort((x, y) => depth(x) - depth(y) || y.members - x.members || x.id - y.id);
  const titles = await readTitles(store, [...new Set(cold.flatMap(({ id, relatedGroups }) => [id, ...relatedGroups]))]);
  return {
    groups: [...titles].map(([id, title]) => ({ id, title })),
    cold: cold.map((group) => ({ ...group, title: titles.get(group.id) ?? null })),
    examined: asked.length,
  };
}

type Numbers = Pick<ColdGroup, 'recent' | 'before' | 'related'>;

function reasonsOf({ recent, before, related }: Numbers, limits: ColdThresholds): ColdGroup['reasons'] {
  const reasons: ColdGroup['reasons'] = [];
  if (before !== null && recent <= limits.coldPast * before) reasons.push('past');
  if (related !== null && related > 0 && recent <= limits.coldRelated * related) reasons.push('related');
  return reasons;
}

/** What is left of the activity that was to be expected, 0 to 1: the lower of the two shares. */
const depth = ({ recent, before, related }: Numbers): number =>
  Math.min(before ? recent / before : Infinity, related ? recent / related : Infinity);

/** The groups that each one shares most members with, by Jaccard. */
function closest(pairs: readonly OverlapPair[], minShared: number): ReadonlyMap<number, number[]> {
  const near = new Map<number, Array<{ id: number; jaccard: number }>>();
  const note = (id: number, other: number, jaccard: number) =>
    near.set(id, [...(near.get(id) ?? []), { id: other, jaccard }]);
  for (const { a, b, shared, jaccard } of pairs) {
    if (shared < minShared) continue;
    note(a, b, jaccard);
    note(b, a, jaccard);
  }
  return new Map(
    [...near].map(([id, list]) => [
      id,
      list
        .sort((x, y) => y.jaccard - x.jaccard || x.id - y.id)
        .slice(0, MOST_RELATED)
        .map((other) => other.id),
    ]),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

interface HoursRow extends Record<string, unknown> {
  groupId: number | string;
  recent: number | string;
  past: number | string;
}

/** Active hours by group, of the last stretch of days and of all before it; read from the index of the facts alone. */
async function activeHours(
  store: Store,
  ids: readonly number[],
  { pastFrom, recentFrom, to }: ColdGroupsQuery['days'],
  { admittedFacts, bind }: ColdGroupsScope,
): Promise<ReadonlyMap<number, { recent: number; past: number }>> {
  if (!ids.length) return new Map();
  const bound: Bind = { ...bind, ids: rowsJson(ids.map((id) => [id])), pastFrom, recentFrom, to };
  const rows = await store.select<HoursRow>(
    `SELECT h."groupId", SUM(CASE WHEN h."day" >= $recentFrom THEN 1 ELSE 0 END) AS "recent",
       SUM(CASE WHEN h."day" >= $recentFrom THEN 0 ELSE 1 END) AS "past"
     FROM ${rowSource(store.dialect, 'ids', { id: 'int' })} AS r
     ${store.sql.drivenJoin} {communityHourlyFacts} AS h ON h."groupId" = r."id" AND h."day" >= $pastFrom AND h."day" <= $to
     WHERE h."memberId" <> 0${admittedFacts.map((condition) => ` AND ${condition}`).join('')} GROUP BY h."groupId"`,
    { bind: bound },
  );
  return new Map(
    rows.map(({ groupId, recent, past }) => [Number(groupId), { recent: Number(recent), past: Number(past) }]),
  );
}
