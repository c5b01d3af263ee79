import type { LifecycleList, LifecycleMembersAnswer } from '../../common/lifecycleBlock';
import type { Bind, Store } from '../store';
import {
  changesWithin,
  memberPaths,
  people,
  periodSql,
  type LifecycleQuery,
  type MemberScope,
  type PeriodSql,
} from './lifecycleStays';

export interface LifecycleListQuery extends LifecycleQuery {
  list: LifecycleList;
  /** The stage left, or the one asked for; null = none, undefined = any. */
  stage?: string | null;
  /** The stage entered (`flow`), or the one at the end of the period (`path`). */
  next?: string | null;
  page: number;
  pageSize: number;
  /** In the order of names; else of ids. */
  byName: boolean;
}

type Count = number | string;

/** The members behind a number of the lifecycle block, by name, a page of them. Who is out of scope is on no list. */
export async function lifecycleMembers(
  store: Store,
  query: LifecycleListQuery,
  scope: MemberScope,
): Promise<LifecycleMembersAnswer> {
  const period = periodSql(store, query, scope);
  const bind: Bind = { ...period.bind };
  const source = listed(store, query, scope, period, bind);
  const [{ total }] = await store.select<{ total: Count }>(`SELECT COUNT(*) AS "total" FROM (${source}) AS q`, {
    bind,
  });
  const { page, pageSize } = query;
  const rows = await store.select<{
    id: Count;
    name: string | null;
    stage: string | null;
    since: Count | null;
    at: Count | null;
  }>(
    `SELECT m."id", m."displayName" AS "name", m."stage", ${store.sql.epochMs('m."stageSince"')} AS "since", q."at"
     FROM (${source}) AS q JOIN {communityMembers} AS m ON m."id" = q."memberId"
     ORDER BY ${query.byName ? 'm."displayName", ' : ''}m."id" LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    { bind },
  );
  const ms = (value: Count | null) => (value === null ? null : Number(value));
  return {
    members: rows.map(({ id, name, stage, since, at }) => ({
      id: Number(id),
      name,
      stage,
      stageSince: ms(since),
      at: ms(at),
    })),
    total: Number(total),
    page,
    pageSize,
  };
}

/** SELECT of `memberId` and `at` (milliseconds or NULL), one row a member. */
function listed(
  store: Store,
  { list, stage, next }: LifecycleListQuery,
  scope: MemberScope,
  period: PeriodSql,
  bind: Bind,
): string {
  const is = (column: string, name: string, value: string | null | undefined) => {
    if (value === undefined) return store.bool(true);
    if (value === null) return `${column} IS NULL`;
    bind[name] = value;
    return `${column} = $${name}`;
  };
  if (list === 'now') {
    return `SELECT m."id" AS "memberId", NULL AS "at" FROM {communityMembers} AS m
      WHERE m."id" <> 0 AND ${people(store, 'm')} AND ${scope.admitted('m."id"')} AND ${is('m."stage"', 'stage', stage)}`;
  }
  if (list === 'path') {
    // with one end open it is those who moved; who stayed went no path
    const moved =
      stage === undefined || next === undefined ? store.sql.isDistinct('p."from"', 'p."to"') : store.bool(true);
    return `SELECT p."memberId", NULL AS "at" FROM ${memberPaths(store, scope, period)} AS p
      WHERE (p."from" IS NOT NULL OR p."to" IS NOT NULL) AND ${is('p."from"', 'stage', stage)} AND ${is('p."to"', 'next', next)} AND ${moved}`;
  }
  const conditions = {
    entered: is('c."to"', 'stage', stage),
    left: is('c."from"', 'stage', stage),
    flow: `${is('c."from"', 'stage', stage)} AND ${is('c."to"', 'next', next)}`,
  };
  return `SELECT c."memberId", ${store.sql.epochMs('MAX(c."at")')} AS "at" FROM ${changesWithin(store, scope, period)}
    AND ${period.counted('c."origin"')} AND ${conditions[list]} GROUP BY c."memberId"`;
}
