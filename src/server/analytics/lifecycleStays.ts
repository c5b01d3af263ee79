import { CHANGE_ORIGINS, type ChangeOrigin } from '../../common/lifecycleBlock';
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
  /** The stay covers the moment before the period, the end of the period, any moment of the period. */
  covers: { start(stay: string): string; end(stay: string): string; any(stay: string): string };
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
  const [after, before] = [from !== undefined, to !== undefined];
  const both = (...parts: Array<string | false>) => parts.filter(Boolean).join(' AND ') || store.bool(true);
  const listed = origins.map((origin, i) => {
    bind[`origin${i}`] = origin;
    return `$origin${i}`;
  });
  const all = CHANGE_ORIGINS.every((origin) => origins.includes(origin));
  return {
    bind,
    within: (x) => both(after && `${x} >= $from`, before && `${x} <= $to`),
    covers: {
      start: (s) =>
        after ? `(${s}."start" < $from AND (${s}."end" IS NULL OR ${s}."end" >= $from))` : store.bool(false),
      end: (s) =>
        before ? `(${s}."start" <= $to AND (${s}."end" IS NULL OR ${s}."end" > $to))` : `(${s}."end" IS NULL)`,
      any: (s) => both(before && `${s}."start" <= $to`, after && `(${s}."end" IS NULL OR ${s}."end" >= $from)`),
    },
    counted: (x) => (all ? store.bool(true) : `${x} IN (${listed.join(', ')})`),
  };
}

/**
 * Every stay of a member in a stage as rows `memberId`, `stage`, `start`, `origin`, and, where it ended, `end`, `next` and
 * `endOrigin`: a stay ends with the member's next change. What does not change the stage is no change.
 */
export function stays(store: Store, { admitted }: MemberScope): string {
  const next = (column: string) => `LEAD(c."${column}") OVER (PARTITION BY c."memberId" ORDER BY c."at", c."id")`;
  return `(SELECT c."memberId", c."to" AS "stage", c."at" AS "start", c."origin",
      ${next('at')} AS "end", ${next('to')} AS "next", ${next('origin')} AS "endOrigin"
    FROM {communityStageChanges} AS c JOIN {communityMembers} AS m ON m."id" = c."memberId"
    WHERE ${people(store, 'm')} AND ${admitted('c."memberId"')} AND ${store.sql.isDistinct('c."from"', 'c."to"')})`;
}

type Count = number | string;

export interface StageCounts {
  entered: number;
  left: number;
  stays: number;
}

/** Changes into and out of each stage within the period, and the stays that touch it. */
export async function stageCounts(
  store: Store,
  scope: MemberScope,
  period: PeriodSql,
): Promise<Map<string, StageCounts>> {
  const when = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const rows = await store.select<{ stage: string; entered: Count; left: Count; stays: Count }>(
    `SELECT s."stage", ${when(`${period.within('s."start"')} AND ${period.counted('s."origin"')}`)} AS "entered",
       ${when(`s."end" IS NOT NULL AND ${period.within('s."end"')} AND ${period.counted('s."endOrigin"')}`)} AS "left",
       ${when(period.covers.any('s'))} AS "stays"
     FROM ${stays(store, scope)} AS s GROUP BY s."stage"`,
    { bind: period.bind },
  );
  return new Map(
    rows.map(({ stage, ...counts }) => [
      stage,
      { entered: Number(counts.entered), left: Number(counts.left), stays: Number(counts.stays) },
    ]),
  );
}

/** Median length in milliseconds of the stays that ended within the period, and how many those were. */
export async function medianStays(
  store: Store,
  scope: MemberScope,
  period: PeriodSql,
): Promise<Map<string, { ms: number; ended: number }>> {
  const length = `${store.sql.epochMs('s."end"')} - ${store.sql.epochMs('s."start"')}`;
  // the middle row of an odd number, the two middle ones of an even number
  const rows = await store.select<{ stage: string; ms: Count; ended: Count }>(
    `SELECT d."stage", AVG(${store.sql.float('d."ms"')}) AS "ms", MAX(d."n") AS "ended" FROM (
       SELECT e."stage", e."ms", ROW_NUMBER() OVER (PARTITION BY e."stage" ORDER BY e."ms") AS "r", COUNT(*) OVER (PARTITION BY e."stage") AS "n"
       FROM (SELECT s."stage", ${length} AS "ms" FROM ${stays(store, scope)} AS s
             WHERE s."end" IS NOT NULL AND ${period.within('s."end"')} AND ${period.counted('s."endOrigin"')}) AS e
     ) AS d WHERE d."r" * 2 BETWEEN d."n" AND d."n" + 2 GROUP BY d."stage"`,
    { bind: period.bind },
  );
  return new Map(rows.map(({ stage, ms, ended }) => [stage, { ms: Number(ms), ended: Number(ended) }]));
}

/** How many members stood where before the period and stand where at its end. Who had no stage at either is left out. */
export async function stagePaths(
  store: Store,
  scope: MemberScope,
  period: PeriodSql,
): Promise<Array<{ from: string | null; to: string | null; members: number }>> {
  const rows = await store.select<{ from: string | null; to: string | null; members: Count }>(
    `SELECT p."from", p."to", COUNT(*) AS "members" FROM ${memberPaths(store, scope, period)} AS p
     WHERE p."from" IS NOT NULL OR p."to" IS NOT NULL GROUP BY p."from", p."to"`,
    { bind: period.bind },
  );
  return rows.map(({ from, to, members }) => ({ from, to, members: Number(members) }));
}

/** SELECT of `memberId`, `from`, `to`: one row a member. At any moment a member is in at most one stay. */
export function memberPaths(store: Store, scope: MemberScope, { covers }: PeriodSql): string {
  const at = (condition: string) => `MAX(CASE WHEN ${condition} THEN s."stage" END)`;
  return `(SELECT s."memberId", ${at(covers.start('s'))} AS "from", ${at(covers.end('s'))} AS "to"
    FROM ${stays(store, scope)} AS s GROUP BY s."memberId")`;
}
