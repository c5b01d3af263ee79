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
  const rows = await store.selectMuch<LifeRow>(sql.lives(), { bind: sql.bind });
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
  const cohorts = new Map<number, RetentionCohort>();
  for (const row of rows) {
    const [began, members] = [Number(row.began) - query.first, Number(row.members)];
    const alike: Alike = { members, active: (week) => isActive(row, week + 1), earlier: Number(row.earlier) === 1 };
    addMovement(weeks, alike);
    if (began < 0 || began >= weeks.length) continue;
    const cohort = cohorts.get(began) ?? emptyCohort(began, weeks.length);
    cohorts.set(began, cohort);
    cohort.members += members;
    cohort.assumed += Number(row.assumed) * members;
    cohort.active.forEach((_, age) => (cohort.active[age] += alike.active(began + age) ? members : 0));
  }
  const inOrder = [...cohorts.values()].sort((x, y) => x.week - y.week);
  for (const cohort of inOrder) cohort.share = cohort.active.map((n) => n / cohort.members);
  return { weeks, cohorts: inOrder };
}

/** Members who were new in the same week and active in the same weeks. */
interface Alike {
  members: number;
  /** By index of the week; -1 is the week before the first. */
  active(week: number): boolean;
  /** Whether they were active before that. */
  earlier: boolean;
}

function addMovement(weeks: RetentionWeek[], { members, active, earlier }: Alike): void {
  let before = earlier || active(-1);
  weeks.forEach((week, i) => {
    const was = active(i - 1);
    if (active(i)) {
      week.active += members;
      week[was ? 'returning' : before ? 'resurrecting' : 'new'] += members;
      before = true;
    } else if (was) {
      week.dormant += members;
    }
  });
}

const emptyCohort = (week: number, weeks: number): RetentionCohort => ({
  week,
  members: 0,
  assumed: 0,
  active: new Array<number>(weeks - week).fill(0),
  share: [],
});

/** Weeks in one number: a JavaScript number holds 53 bits. */
const WORD = 50;

interface LifeRow extends Record<string, unknown> {
  /** Number of the week in which they were new; 0 when before the period. */
  began: Count;
  assumed: Count;
  earlier: Count;
  members: Count;
}

/** Whether the bit of a week is set, counted from the week before the first. */
function isActive(row: LifeRow, bit: number): boolean {
  const word = Number(row[`bits${Math.floor(bit / WORD)}`] ?? 0);
  return Math.floor(word / 2 ** (bit % WORD)) % 2 === 1;
}

/** The statement and everything that it binds. */
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
    const week = `CASE WHEN ${seen} IS NULL THEN NULL ELSE ${weekOfInstant(store, this.zone, seen, this.earliest, query.last + 1)} END`;
    if (query.basis === 'firstSeen') {
      return `(SELECT m."id" AS "memberId", ${week} AS "began", 0 AS "assumed" FROM ${from} WHERE ${who} AND ${seen} IS NOT NULL)`;
    }
    // the first join is about the first fact of a member
    return `(SELECT d."memberId", CASE WHEN d."day" IS NOT NULL THEN ${weekOfDay(store, 'd."day"')} ELSE d."seen" END AS "began",
        CASE WHEN d."day" IS NULL THEN 1 ELSE 0 END AS "assumed"
      FROM (SELECT m."id" AS "memberId", ${week} AS "seen", ${this.firstDay(`f."kind" = 'join'`)} AS "day" FROM ${from} WHERE ${who}) AS d
      WHERE d."day" IS NOT NULL OR d."seen" IS NOT NULL)`;
  }

  /** The first day of member `m` with such a fact `f`; found by the index on member and day. */
  private firstDay(condition: string): string {
    return `(SELECT f."day" FROM {communityDailyFacts} AS f WHERE f."memberId" = m."id" AND ${condition}${this.and(this.inGroups('f."groupId"'))}
      ORDER BY f."day" LIMIT 1)`;
  }

  /** A sign of life; a return after a leave is one. */
  private alive(f: string): string {
    return `((${f}."kind" IN (${this.signs}) AND ${f}."count" > 0) OR ${f}."rejoins" > 0)${this.and(this.inGroups(`${f}."groupId"`))}`;
  }

  /**
   * Members by when they were new and in which weeks they were active: rows of {@link LifeRow} with `bits0`, `bits1` …
   * Reading each member's own facts in order costs least, and of members alike only their number is handed over.
   */
  lives(): string {
    const { store, query } = this;
    const week = weekOfDay(store, 'f."day"');
    const lead = query.first - 1;
    const words = Array.from({ length: Math.ceil((query.last - lead + 1) / WORD) }, (_, i) => {
      const [from, to] = [lead + i * WORD, lead + (i + 1) * WORD - 1];
      return `(SELECT ${this.allBits(`CASE WHEN ${week} BETWEEN ${from} AND ${to} THEN ${this.bit(`${week} - ${from}`)} END`)}
        FROM {communityDailyFacts} AS f WHERE f."memberId" = c."memberId" AND f."day" >= $fromDay AND f."day" < $untilDay
          AND ${this.alive('f')} AND ${week} >= c."began") AS "bits${i}"`;
    });
    const names = words.map((_, i) => `g."bits${i}"`).join(', ');
    const before = `EXISTS (SELECT 1 FROM {communityDailyFacts} AS p WHERE p."memberId" = c."memberId" AND p."day" < $fromDay
      AND ${this.alive('p')} AND ${weekOfDay(store, 'p."day"')} >= c."began")`;
    return `WITH c AS ${store.sql.materialized} ${this.begun()}, g AS ${store.sql.materialized} (
        SELECT CASE WHEN c."began" >= $first THEN c."began" ELSE 0 END AS "began", c."assumed", ${words.join(', ')},
          CASE WHEN c."began" < ${lead} AND ${before} THEN 1 ELSE 0 END AS "earlier" FROM c)
      SELECT g."began", g."assumed", g."earlier", ${names}, COUNT(*) AS "members" FROM g GROUP BY g."began", g."assumed", g."earlier", ${names}`;
  }

  /** A number with only this bit set. */
  private bit(position: string): string {
    return this.store.dialect === 'postgres'
      ? `(CAST(1 AS BIGINT) << CAST(${position} AS INTEGER))`
      : `(1 << (${position}))`;
  }

  /** All the bits of a group's rows in one number; distinct powers of two add up to that. */
  private allBits(bit: string): string {
    return this.store.dialect === 'sqlite' ? `COALESCE(SUM(DISTINCT ${bit}), 0)` : `COALESCE(BIT_OR(${bit}), 0)`;
  }
}
