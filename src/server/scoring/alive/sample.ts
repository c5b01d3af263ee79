import type { AliveHistory } from '@community-crm/community-model';
import type { Store } from '../../store';

/** Members whose histories are fitted on: more do not make the parameters noticeably better. */
const MOST = 20_000;

export interface SampleInput {
  store: Store;
  /** Kinds of activity that are a sign of life: a day with one is an active day. */
  signsOfLife: readonly string[];
  /** Community day, `YYYY-MM-DD`; what comes later does not count. */
  asOfDay: string;
}

/**
 * How members came and came again, in days: a sample spread evenly over their ids, the same one each time. Bots and the
 * own team are left out, like everywhere in the lifecycle; so are those who came for the first time today.
 */
export async function aliveSample({ store, signsOfLife, asOfDay }: SampleInput): Promise<AliveHistory[]> {
  const { dayNumber } = store.sql;
  const people = `{communityMembers} AS m WHERE m."id" > 0 AND m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}`;
  const [{ n }] = await store.select<{ n: number | string }>(
    `SELECT COUNT(*) AS "n" FROM ${people} AND m."lastActiveAt" IS NOT NULL`,
  );
  const every = Math.max(1, Math.ceil(Number(n) / MOST));
  const kinds = Object.fromEntries(signsOfLife.map((kind, i) => [`kind${i}`, kind]));
  const named = Object.keys(kinds).map((name) => `$${name}`);
  const rows = await store.select<{ repeats: number; last: number; observed: number; people: number }>(
    `SELECT h."days" - 1 AS "repeats", ${dayNumber('h."last"')} - ${dayNumber('h."first"')} AS "last",
       ${dayNumber('h."today"')} - ${dayNumber('h."first"')} AS "observed", COUNT(*) AS "people"
     FROM (SELECT f."memberId", COUNT(DISTINCT f."day") AS "days", MIN(f."day") AS "first", MAX(f."day") AS "last", ${dayOf(store)} AS "today"
       FROM {communityDailyFacts} AS f
       WHERE f."memberId" IN (SELECT m."id" FROM ${people} AND MOD(m."id", ${every}) = 0) AND f."day" <= $asOfDay
         AND ((f."count" > 0 AND f."kind" IN (${named.join(', ') || 'NULL'})) OR f."rejoins" > 0)
       GROUP BY f."memberId") AS h
     GROUP BY 1, 2, 3`,
    { bind: { ...kinds, asOfDay } },
  );
  return rows
    .map(({ repeats, last, observed, people: count }) => ({
      repeats: Number(repeats),
      last: Math.round(Number(last)),
      observed: Math.round(Number(observed)),
      people: Number(count),
    }))
    .filter(({ observed }) => observed > 0);
}

/** The bound day as a calendar day, where PostgreSQL could not guess its type. */
const dayOf = (store: Store): string => (store.dialect === 'postgres' ? 'CAST($asOfDay AS date)' : '$asOfDay');
