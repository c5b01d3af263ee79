import { CHANGE_ORIGINS, type ChangeOrigin, type LifecyclePath } from '../../common/lifecycleBlock';
import type { Bind, Store } from '../store';

/** Which members are looked at: a condition over a member id column, and its bound values. */
export interface MemberScope {
  admitted(column: string): string;
  bind: Bind;
}

export interface LifecycleQuery {
  /** Milliseconds, both included; absent = no limit. */
  from?: number;
  to?: number;
  /** Only changes of these origins are counted. Where someone stood is always read from all of them. */
  origins: readonly ChangeOrigin[];
}

/** Conditions over the period as SQL, with everything that they bind. */
export interface PeriodSql {
  bind: Bind;
  /** The instant lies within the period. */
  within(instant: string): string;
  /** The instant lies before the period, or before its end; null where the period has no such limit. */
  beforeStart: ((instant: string) => string) | null;
  beforeEnd(instant: string): string;
  /** The origin is one of those asked for. */
  counted(origin: string): string;
}

/** Bots and the own team carry no stage and are left out. */
export const people = (store: Store, alias: string): string =>
  `${alias}."isBot" = ${store.bool(false)} AND ${alias}."isTeam" = ${store.bool(false)}`;

export function periodSql(store: Store, { from, to, origins }: LifecycleQuery, scope: MemberScope): PeriodSql {
  const bind: Bind = { ...scope.bind };
  if (from !== undefined) bind.from = store.instant(from);
  if (to !== undefined) bind.to = store.instant(to);
  const listed = origins.map((origin, i) => {
    bind[`origin${i}`] = origin;
    return `$origin${i}`;
  });
  const beforeEnd = (x: string) => (to === undefined ? store.bool(true) : `${x} <= $to`);
  const all = CHANGE_ORIGINS.every((origin) => origins.includes(origin));
  return {
    bind,
    within: (x) => (from === undefined ? beforeEnd(x) : `${x} >= $from AND ${beforeEnd(x)}`),
    beforeStart: from === undefined ? null : (x) => `${x} < $from`,
    beforeEnd,
    counted: (x) => (all ? store.bool(true) : `${x} IN (${listed.join(', ')})`),
  };
}

/** FROM and WHERE of the changes `c` within the period. What does not change the stage is no change. */
export function changesWithin(store: Store, { admitted }: MemberScope, { within }: PeriodSql): string {
  return `{communityStageChanges} AS c JOIN {communityMembers} AS m ON m."id" = c."memberId"
    WHERE ${within('c."at"')} AND ${people(store, 'm')} AND ${admitted('c."memberId"')} AND ${store.sql.isDistinct('c."from"', 'c."to"')}`;
}

type Count = number | string;

/** Changes of one kind: `counted` of the origins asked for, `all` whatever their origin. */
export interface Changes {
  from: string | null;
  to: string;
  counted: number;
  all: number;
}

/** Changes within the period, the most frequent first. */
export async function stageChanges(store: Store, scope: MemberScope, period: PeriodSql): Promise<Changes[]> {
  const rows = await store.selectMuch<{ from: string | null; to: string; counted: Count; total: Count }>(
    `SELECT c."from", c."to", SUM(CASE WHEN ${period.counted('c."origin"')} THEN 1 ELSE 0 END) AS "counted", COUNT(*) AS "total"
     FROM ${changesWithin(store, scope, period)} GROUP BY c."from", c."to" ORDER BY 3 DESC, 1, 2`,
    { bind: period.bind },
  );
  return rows.map(({ from, to, counted, total }) => ({ from, to, counted: Number(counted), all: Number(total) }));
}

/**
 * Median length in milliseconds of the stays that ended within the period, and how many those were. A stay begins with the
 * member's change before the one that ends it.
 */
export async function medianStays(
  store: Store,
  scope: MemberScope,
  period: PeriodSql,
): Promise<Map<string, { ms: number; ended: number }>> {
  const begun = `(SELECT p."at" FROM {communityStageChanges} AS p
    WHERE p."memberId" = c."memberId" AND (p."at" < c."at" OR (p."at" = c."at" AND p."id" < c."id")) AND ${store.sql.isDistinct('p."from"', 'p."to"')}
    ORDER BY p."at" DESC, p."id" DESC LIMIT 1)`;
  // the middle row of an odd number, the two middle ones of an even number
  const rows = await store.selectMuch<{ stage: string; ms: Count; ended: Count }>(
    `SELECT d."stage", AVG(${store.sql.float('d."ms"')}) AS "ms", MAX(d."n") AS "ended" FROM (
       SELECT e."stage", e."ms", ROW_NUMBER() OVER (PARTITION BY e."stage" ORDER BY e."ms") AS "r", COUNT(*) OVER (PARTITION BY e."stage") AS "n"
       FROM (SELECT c."from" AS "stage", ${store.sql.epochMs('c."at"')} - ${store.sql.epochMs(begun)} AS "ms"
             FROM ${changesWithin(store, scope, period)} AND c."from" IS NOT NULL AND ${period.counted('c."origin"')}) AS e
       WHERE e."ms" IS NOT NULL
     ) AS d WHERE d."r" * 2 BETWEEN d."n" AND d."n" + 2 GROUP BY d."stage"`,
    { bind: period.bind },
  );
  return new Map(rows.map(({ stage, ms, ended }) => [stage, { ms: Number(ms), ended: Number(ended) }]));
}

/** How many members stood where before the period and stand where at its end. Who had no stage at either is left out. */
export async function stagePaths(store: Store, scope: MemberScope, period: PeriodSql): Promise<LifecyclePath[]> {
  const rows = await store.selectMuch<{ from: string | null; to: string | null; members: Count }>(
    `SELECT p."from", p."to", COUNT(*) AS "members" FROM ${memberPaths(store, scope, period)} AS p
     WHERE p."from" IS NOT NULL OR p."to" IS NOT NULL GROUP BY p."from", p."to"`,
    { bind: period.bind },
  );
  return rows.map(({ from, to, members }) => ({ from, to, members: Number(members) }));
}

/** SELECT of `memberId`, `from`, `to`: one row a member. A member is in the stage of the last change. */
export function memberPaths(store: Store, { admitted }: MemberScope, { beforeStart, beforeEnd }: PeriodSql): string {
  return `(SELECT m."id" AS "memberId", ${beforeStart ? stageAt('m."id"', beforeStart) : 'NULL'} AS "from", ${stageAt('m."id"', beforeEnd)} AS "to"
    FROM {communityMembers} AS m WHERE m."id" <> 0 AND ${people(store, 'm')} AND ${admitted('m."id"')})`;
}

/** The stage of a member by the last change before an instant; NULL when there is none. */
export const stageAt = (member: string, before: (instant: string) => string): string =>
  `(SELECT a."to" FROM {communityStageChanges} AS a WHERE a."memberId" = ${member} AND ${before('a."at"')} ORDER BY a."at" DESC, a."id" DESC LIMIT 1)`;
