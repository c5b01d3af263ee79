import type { Services } from '../services';
import { verifyContent } from './verifyContent';

/** Differences that are listed before the report stops. */
const MOST = 100;

/**
 * Counts what every member did in a group on a day again from the activities and compares it with the daily facts, and what
 * was posted and answered on the same day with the content facts.
 *
 * @returns one line a difference, at most 100
 */
export async function verify(services: Services): Promise<string[]> {
  const { store, facts } = services;
  await facts.drain();
  const day = store.sql.dayText('x."day"');
  const rows = await store.select(
    `SELECT x."memberId", x."groupId", ${day} AS "day", x."kind", SUM(x."activities") AS "activities", SUM(x."facts") AS "facts" FROM (
       SELECT a."memberId", a."groupId", a."day", a."kind", COUNT(*) AS "activities", 0 AS "facts" FROM {communityActivities} AS a
       WHERE a."retracted" = ${store.bool(false)} AND a."kind" NOT IN ('join', 'leave') GROUP BY a."memberId", a."groupId", a."day", a."kind"
       UNION ALL
       SELECT f."memberId", f."groupId", f."day", f."kind", 0 AS "activities", f."count" AS "facts" FROM {communityDailyFacts} AS f
       WHERE f."kind" NOT IN ('join', 'leave') AND f."count" > 0
     ) AS x GROUP BY x."memberId", x."groupId", x."day", x."kind" HAVING SUM(x."activities") <> SUM(x."facts") LIMIT ${MOST}`,
  );
  const daily = rows.map(
    (row) =>
      `member ${row.memberId}, group ${row.groupId}, ${row.day}, ${row.kind}: ${row.activities} activities, ${row.facts} in facts`,
  );
  return [...daily, ...(await verifyContent(store))].slice(0, MOST);
}
