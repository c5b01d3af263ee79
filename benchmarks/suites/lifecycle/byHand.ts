import { readKinds } from '../../../src/server/configuration';
import type { BenchApp } from '../../lib/app';

const HOUR = 3_600_000;

/** The default rules as somebody would write them for one day, without evidence: who would change stage. */
export async function handWritten(bench: BenchApp, asOf: number): Promise<void> {
  const { store, settings } = bench.services;
  const zone = await settings.zone();
  const { utterances, signsOfLife } = await readKinds(store);
  const list = (keys: readonly string[]) => keys.map((key) => `'${key}'`).join(', ');
  const since = (days: number) => `'${zone.day(asOf - (days - 1) * 24 * HOUR)}'`;
  const today = `'${zone.day(asOf)}'`;
  const days = (instant: string) => `(${store.sql.float(`${asOf} - ${store.sql.epochMs(instant)}`)} / 86400000)`;
  const rows = await store.selectMuch(
    `SELECT s."id", s."next" FROM (SELECT x."id", x."stage", CASE
        WHEN x."stage" IN ('new', 'active', 'core', 'high_value', 'at_risk') AND x."left" IS NOT NULL AND x."left" <= x."silent" THEN 'churned'
        WHEN x."stage" = 'at_risk' AND x."stay" >= 30 AND x."silent" >= 30 THEN 'churned'
        WHEN x."stage" IN ('new', 'active', 'core', 'high_value') AND x."silent" >= 15 THEN 'at_risk'
        WHEN x."stage" = 'at_risk' AND x."silent" < 15 THEN 'active'
        WHEN x."stage" = 'churned' AND x."silent" < x."stay" THEN 'active'
        WHEN x."stage" IN ('new', 'active', 'core') AND (x."spent" >= 1000 OR x."bought" >= 3) THEN 'high_value'
        WHEN x."stage" = 'active' AND x."days30" > 20 AND x."said30" > 50 THEN 'core'
        WHEN x."stage" = 'new' AND x."since" <= 7 AND (x."read8" >= 3 OR x."said8" >= 3) THEN 'active'
        WHEN x."stage" = 'new' AND x."since" > 7 AND x."days15" >= 1 THEN 'active'
        WHEN x."stage" = 'high_value' AND x."spent" < 900 AND x."bought" < 3 AND x."days30" > 18 AND x."said30" > 45 THEN 'core'
        WHEN x."stage" = 'high_value' AND x."spent" < 900 AND x."bought" < 3 THEN 'active'
        WHEN x."stage" = 'core' AND (x."days30" <= 18 OR x."said30" <= 45) THEN 'active' END AS "next"
      FROM (SELECT m."id", m."stage", ${days('m."stageSince"')} AS "stay", ${days('m."firstSeenAt"')} AS "since",
          ${days('COALESCE(m."lastActiveAt", m."firstSeenAt")')} AS "silent", ${days('q."left"')} AS "left",
          COALESCE(a."days30", 0) AS "days30", COALESCE(a."said30", 0) AS "said30", COALESCE(a."said8", 0) AS "said8",
          COALESCE(a."read8", 0) AS "read8", COALESCE(a."days15", 0) AS "days15", COALESCE(b."spent", 0) AS "spent", COALESCE(b."bought", 0) AS "bought"
        FROM {communityMembers} AS m
        LEFT JOIN (SELECT f."memberId",
            COUNT(DISTINCT CASE WHEN f."kind" IN (${list(signsOfLife)}) AND f."count" > 0 THEN f."day" END) AS "days30",
            COUNT(DISTINCT CASE WHEN f."kind" IN (${list(signsOfLife)}) AND f."count" > 0 AND f."day" >= ${since(15)} THEN f."day" END) AS "days15",
            SUM(CASE WHEN f."kind" IN (${list(utterances)}) THEN f."count" ELSE 0 END) AS "said30",
            SUM(CASE WHEN f."kind" IN (${list(utterances)}) AND f."day" >= ${since(8)} THEN f."count" ELSE 0 END) AS "said8",
            SUM(CASE WHEN f."kind" IN ('reaction', 'poll_answer', 'click', 'confirmed_read') AND f."day" >= ${since(8)} THEN f."count" ELSE 0 END) AS "read8"
          FROM {communityDailyFacts} AS f WHERE f."day" >= ${since(30)} AND f."day" <= ${today} GROUP BY f."memberId") AS a ON a."memberId" = m."id"
        LEFT JOIN (SELECT f."memberId", SUM(f."amount") AS "spent", SUM(f."count") AS "bought" FROM {communityDailyFacts} AS f
          WHERE f."kind" = 'purchase' AND f."day" >= ${since(90)} AND f."day" <= ${today} GROUP BY f."memberId") AS b ON b."memberId" = m."id"
        LEFT JOIN (SELECT p."memberId", CASE WHEN COUNT(*) = COUNT(p."left") THEN MAX(p."left") END AS "left" FROM (
            SELECT f."memberId", f."groupId", CASE WHEN MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) >= COALESCE(MAX(CASE WHEN f."kind" <> 'leave' THEN f."lastAt" END), MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END))
              THEN MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) END AS "left"
            FROM {communityDailyFacts} AS f WHERE f."groupId" <> 0 AND f."memberId" IN (SELECT l."memberId" FROM {communityDailyFacts} AS l WHERE l."kind" = 'leave')
            GROUP BY f."memberId", f."groupId") AS p GROUP BY p."memberId") AS q ON q."memberId" = m."id"
        WHERE m."stage" IS NOT NULL AND m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}) AS x) AS s
     WHERE s."next" IS NOT NULL AND s."next" <> s."stage"`,
  );
  if (rows.length > 1000) process.stderr.write(`(${rows.length} would change by hand) `);
}
