import { type CommunityZone } from '@community-crm/community-model';
import type { RetentionAnswer, RetentionBasis, RetentionCohort, RetentionWeek } from '../../common/retention';
import type { Bind, Store } from '../store';
import { people } from './lifecycleStays';
import { mondayOf, weekOfDay, weekOfDayNumber, weekOfInstant } from './retentionWeeks';

export interface RetentionQuery {
  basis: RetentionBasis;
  /** Weeks as {@link weekOfDayNumber} counts them, both included. */
  first: number;
  last: number;
  /** One group alone. */
  group: number | null;
  /** Milliseconds. */
  asOf: number;
}

export interface RetentionScope {
  /** Conditions over a member id and a group id column; `groups` is null when all may be seen. */
  members(column: string): string;
  groups: ((column: string) => string) | null;
  bind: Bind;
}

export interface RetentionKinds {
  utterances: readonly string[];
  signsOfLife: readonly string[];
}

type Numbers = Pick<RetentionAnswer, 'weeks' | 'cohorts'>;
type Count = number | string;

/**
 * Cohorts by the week in which members were new, and what each week's active members were before. A week is Monday to Sunday
 * of the community's zone. Active = any sign of life in the week (a return after a leave is one, a first join is not), from
 * the week on in which the member was new by `basis`; earlier ones do not count. Of the active members of a week
 *
 * - new: for whom it is the first active week,
 * - returning: who were active in the week before too,
 * - resurrecting: who were active before, but not in the week before;
 *
 * dormant are those active in the week before and not in this one. Bots, the own team and whatever is out of scope are left
 * out; with a group, or where only some groups may be seen, only what happened in those counts, first sight included.
 */
export async function retention(
  store: Store,
  zone: CommunityZone,
  kinds: RetentionKinds,
  query: RetentionQuery,
  scope: RetentionScope,
): Promise<Numbers> {
  const sql = await RetentionSql.prepare(store, zone, kinds, query, scope);
  const sizes = await store.select<{ week: Count; members: Count; assumed: Count }>(
    `SELECT c."began" AS "week", COUNT(*) AS "members", SUM(c."assumed") AS "assumed" FROM ${sql.begun()} AS c
     WHERE c."began" >= $first AND c."began" <= $last GROUP BY c."began" ORDER BY 1`,
    { bind: sql.bind },
  );
  const rows = await store.select<{ began: Count; week: Count; was: string; lapsed: Count; members: Count }>(
    sql.movements(),
    { bind: sql.bind },
  );
  const weeks = Array.from({ length: query.last - query.first + 1 }, (_, i): RetentionWeek => {
    const week = query.first + i;
    return {
      monday: mondayOf(week),
      complete: zone.dayStart(mondayOf(week + 1)) <= query.asOf,
      active: 0,
      new: 0,
      returning: 0,
      resurrecting: 0,
      dormant: 0,
    };
  });
  const cohorts = new Map(
    sizes.map(({ week, members, assumed }): [number, RetentionCohort] => {
      const index = Number(week) - query.first;
      const active = new Array<number>(weeks.length - index).fill(0);
      return [Number(week), { week: index, members: Number(members), assumed: Number(assumed), active, share: [] }];
    }),
  );
  for (const row of rows) {
    const [began, week, n] = [Number(row.began), Number(row.week), Number(row.members)];
    const here = weeks[week - query.first] as RetentionWeek | undefined;
    if (here) {
      here.active += n;
      here[row.was as 'new' | 'returning' | 'resurrecting'] += n;
      const cohort = cohorts.get(began);
      if (cohort) cohort.active[week - began] += n;
    }
    const after = weeks[week + 1 - query.first] as RetentionWeek | undefined;
    if (Number(row.lapsed) && after) after.dormant += n;
  }
  for (const cohort of cohorts.values()) cohort.share = cohort.active.map((n) => n / cohort.members);
  return { weeks, cohorts: [...cohorts.values()] };
}

/** The pieces of the two statements, with everything that they bind. */
class RetentionSql {
  readonly bind: Bind;
  private readonly signs: string;
  private readonly spoken: string;

  private constructor(
    private readonly store: Store,
    private readonly zone: CommunityZone,
    kinds: RetentionKinds,
    private readonly query: RetentionQuery,
    private readonly scope: RetentionScope,
    /** No member was seen before this week. */
    private readonly earliest: number,
  ) {
    this.bind = {
      ...scope.bind,
      first: query.first,
      last: query.last,
      // the week before the first tells who returns in it
      fromDay: mondayOf(query.first - 1),
      untilDay: mondayOf(query.last + 1),
      ...(query.group === null ? {} : { group: query.group }),
    };
    const listed = (prefix: string, keys: readonly string[]) =>
      keys.map((key, i) => `$${this.add(`${prefix}${i}`, key)}`).join(', ') || 'NULL';
    this.signs = listed('sign', kinds.signsOfLife);
    this.spoken = listed('said', kinds.utterances);
  }

  static async prepare(
    store: Store,
    zone: CommunityZone,
    kinds: RetentionKinds,
    query: RetentionQuery,
    scope: RetentionScope,
  ): Promise<RetentionSql> {
    const [{ ms }] = await store.select<{ ms: Count | null }>(
      `SELECT ${store.sql.epochMs('MIN(m."firstSeenAt")')} AS "ms" FROM {communityMembers} AS m`,
    );
    const earliest = Math.max(0, ms === null ? query.first : weekOfDayNumber(zone.dayNumber(Number(ms))));
    return new RetentionSql(store, zone, kinds, query, scope, Math.min(earliest, query.first));
  }

  private add(name: string, value: string): string {
    this.bind[name] = value;
    return name;
  }

  /** Condition over a group id column; null = everything, also outside any group. */
  private inGroups(column: string): string | null {
    const parts = [
      ...(this.query.group === null ? [] : [`${column} = $group`]),
      ...(this.scope.groups ? [this.scope.groups(column)] : []),
    ];
    return parts.length ? parts.join(' AND ') : null;
  }

  private and(condition: string | null): string {
    return condition ? ` AND ${condition}` : '';
  }

  /** Rows `memberId`, `began` (week), `assumed` (1 where the join was not seen). */
  begun(): string {
    const { store, query } = this;
    const who = `m."id" <> 0 AND ${people(store, 'm')} AND ${this.scope.members('m."id"')}`;
    if (query.basis === 'firstMessage') {
      return `(SELECT d."memberId", ${weekOfDay(store, 'd."day"')} AS "began", 0 AS "assumed" FROM (
          SELECT m."id" AS "memberId", ${this.firstDay(`f."kind" IN (${this.spoken}) AND f."count" > 0`)} AS "day"
          FROM {communityMembers} AS m WHERE ${who}) AS d WHERE d."day" IS NOT NULL)`;
    }
    const groups = this.inGroups('x."groupId"');
    const seenIn = `(SELECT x."memberId", MIN(x."firstSeenAt") AS "seen" FROM {communityMemberships} AS x WHERE ${groups} GROUP BY x."memberId")`;
    const seen = groups ? 's."seen"' : 'm."firstSeenAt"';
    const from = `{communityMembers} AS m${groups ? ` JOIN ${seenIn} AS s ON s."memberId" = m."id"` : ''}`;
    const week = weekOfInstant(store, this.zone, seen, this.earliest, query.last + 1);
    if (query.basis === 'firstSeen') {
      return `(SELECT m."id" AS "memberId", ${week} AS "began", 0 AS "assumed" FROM ${from} WHERE ${who} AND ${seen} IS NOT NULL)`;
    }
    const joins = `(SELECT f."memberId", MIN(f."day") AS "day" FROM {communityDailyFacts} AS f
      WHERE f."kind" = 'join' AND f."count" > 0${this.and(this.inGroups('f."groupId"'))} GROUP BY f."memberId")`;
    return `(SELECT m."id" AS "memberId", CASE WHEN j."day" IS NOT NULL THEN ${weekOfDay(store, 'j."day"')} ELSE ${week} END AS "began",
        CASE WHEN j."day" IS NULL THEN 1 ELSE 0 END AS "assumed"
      FROM ${from} LEFT JOIN ${joins} AS j ON j."memberId" = m."id" WHERE ${who} AND (j."day" IS NOT NULL OR ${seen} IS NOT NULL))`;
  }

  /** The first day of member `m` with such a fact `f`; found by the index on member and day. */
  private firstDay(condition: string): string {
    return `(SELECT f."day" FROM {communityDailyFacts} AS f WHERE f."memberId" = m."id" AND ${condition}${this.and(this.inGroups('f."groupId"'))}
      ORDER BY f."day" LIMIT 1)`;
  }

  private alive(f: string): string {
    return `${f}."kind" IN (${this.signs}, 'join') AND ((${f}."kind" IN (${this.signs}) AND ${f}."count" > 0) OR ${f}."rejoins" > 0)${this.and(this.inGroups(`${f}."groupId"`))}`;
  }

  /** Rows `began` (0 when before the first week), `week`, `was`, `lapsed` (1 = not active in the week after), `members`. */
  movements(): string {
    const { store } = this;
    const week = weekOfDay(store, 'f."day"');
    const active = `SELECT DISTINCT f."memberId", c."began", ${week} AS "week" FROM {communityDailyFacts} AS f
      JOIN ${this.begun()} AS c ON c."memberId" = f."memberId"
      WHERE f."day" >= $fromDay AND f."day" < $untilDay AND ${this.alive('f')} AND ${week} >= c."began"`;
    const beside = (f: 'LAG' | 'LEAD') => `${f}(a."week") OVER (PARTITION BY a."memberId" ORDER BY a."week")`;
    const before = `EXISTS (SELECT 1 FROM {communityDailyFacts} AS p WHERE p."memberId" = b."memberId" AND p."day" < $fromDay
      AND ${this.alive('p')} AND ${weekOfDay(store, 'p."day"')} >= b."began")`;
    return `SELECT g."began", g."week", g."was", g."lapsed", COUNT(*) AS "members" FROM (
        SELECT b."week", CASE WHEN b."began" >= $first THEN b."began" ELSE 0 END AS "began",
          CASE WHEN b."week" < $first THEN 'earlier' WHEN b."prev" = b."week" - 1 THEN 'returning' WHEN b."prev" IS NOT NULL THEN 'resurrecting'
            WHEN b."began" < $first - 1 AND ${before} THEN 'resurrecting' ELSE 'new' END AS "was",
          CASE WHEN b."next" = b."week" + 1 THEN 0 ELSE 1 END AS "lapsed"
        FROM (SELECT a."memberId", a."began", a."week", ${beside('LAG')} AS "prev", ${beside('LEAD')} AS "next" FROM (${active}) AS a) AS b
      ) AS g GROUP BY g."began", g."week", g."was", g."lapsed"`;
  }
}
