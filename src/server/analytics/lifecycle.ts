import type { Bind, Store } from '../store';

export interface LifecycleAnswer {
  /** Members per stage now; `stage` null = not classified. */
  stages: Array<{ stage: string | null; members: number }>;
  /** Changes within the period. */
  flows: Array<{ from: string | null; to: string; members: number }>;
}

export interface LifecycleQuery {
  /** Milliseconds; absent = no limit. */
  from?: number;
  to?: number;
}

/**
 * Sizes of the stages and flows between them. Bots and the own team have no stage and are left out.
 *
 * @param admitted condition over a member id column, given that column; its bound values are in `bind`
 */
export async function lifecycleSizes(
  store: Store,
  query: LifecycleQuery,
  admitted: (column: string) => string,
  bind: Bind,
): Promise<LifecycleAnswer> {
  const people = `m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}`;
  const stages = await store.select<{ stage: string | null; members: number | string }>(
    `SELECT m."stage", COUNT(*) AS "members" FROM {communityMembers} AS m WHERE ${people} AND ${admitted('m."id"')} GROUP BY m."stage"`,
    { bind },
  );
  const period: string[] = [];
  const bound: Bind = { ...bind };
  if (query.from !== undefined) {
    period.push(' AND c."at" >= $from');
    bound.from = store.instant(query.from);
  }
  if (query.to !== undefined) {
    period.push(' AND c."at" <= $to');
    bound.to = store.instant(query.to);
  }
  const flows = await store.select<{ from: string | null; to: string; members: number | string }>(
    `SELECT c."from", c."to", COUNT(*) AS "members" FROM {communityStageChanges} AS c
     WHERE ${admitted('c."memberId"')}${period.join('')} GROUP BY c."from", c."to"`,
    { bind: bound },
  );
  return {
    stages: stages.map(({ stage, members }) => ({ stage, members: Number(members) })),
    flows: flows.map(({ from, to, members }) => ({ from, to, members: Number(members) })),
  };
}
