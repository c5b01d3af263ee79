import { readKinds } from '../configuration';
import type { Bind, Store } from '../store';

/** Differences that are listed before the report stops. */
const MOST = 100;

/**
 * Counts posts of every member, group and day again, and the answers and reactions of others on the same day, and compares
 * them with the content facts. Whatever the kind of content: that is read from the activity's details alone.
 *
 * @returns one line a difference, at most 100
 */
export async function verifyContent(store: Store): Promise<string[]> {
  const bind: Bind = {};
  const said = (await readKinds(store)).utterances.map((kind, i) => {
    bind[`said${i}`] = kind;
    return `$said${i}`;
  });
  const post = (alias: string) =>
    `${alias}."kind" IN (${said.join(', ') || 'NULL'}) AND ${alias}."memberId" <> 0 AND ${alias}."groupId" <> 0 AND ${alias}."retracted" = ${store.bool(false)}`;
  const of = (alias: string) => `${alias}."memberId", ${alias}."groupId", ${alias}."day"`;
  const rows = await store.select(
    `SELECT x."memberId", x."groupId", ${store.sql.dayText('x."day"')} AS "day", SUM(x."posts") AS "posts", SUM(x."received") AS "received",
       SUM(x."countedPosts") AS "countedPosts", SUM(x."countedReceived") AS "countedReceived" FROM (
       SELECT ${of('p')}, COUNT(*) AS "posts", 0 AS "received", 0 AS "countedPosts", 0 AS "countedReceived"
       FROM {communityActivities} AS p WHERE ${post('p')} GROUP BY ${of('p')}
       UNION ALL
       SELECT ${of('p')}, 0 AS "posts", COUNT(*) AS "received", 0 AS "countedPosts", 0 AS "countedReceived"
       FROM {communityActivities} AS a JOIN {communityActivities} AS p ON p."source" = a."source" AND p."externalKey" = a."replyToKey"
       WHERE ${post('p')} AND (a."isReply" OR a."kind" = 'reaction') AND a."retracted" = ${store.bool(false)} AND a."memberId" <> p."memberId"
         AND a."replyToMemberId" = p."memberId" AND a."groupId" = p."groupId" AND a."day" = p."day" GROUP BY ${of('p')}
       UNION ALL
       SELECT ${of('f')}, 0 AS "posts", 0 AS "received", SUM(f."posts") AS "countedPosts", SUM(f."repliesReceived" + f."reactionsReceived") AS "countedReceived"
       FROM {communityContentFacts} AS f GROUP BY ${of('f')}
     ) AS x GROUP BY ${of('x')}
     HAVING SUM(x."posts") <> SUM(x."countedPosts") OR SUM(x."received") <> SUM(x."countedReceived") LIMIT ${MOST}`,
    { bind },
  );
  return rows.map(
    (row) =>
      `member ${row.memberId}, group ${row.groupId}, ${row.day}, content: ${row.posts} posts with ${row.received} answers and reactions of the day, ${row.countedPosts} with ${row.countedReceived} in facts`,
  );
}
