import { REPLY_MINUTES } from '../../common/groupHealthContent';
import type { Bind, Store } from '../store';
import { CONTENT_FACTS } from './factTables';
import { listed } from './pairs';
import type { RecountScope } from './scope';

const { key, measures } = CONTENT_FACTS;

/**
 * SELECT of the content facts of a scope: what members posted on a day, and how others answered those posts on that same
 * community day. What comes on a later day is left out on purpose: whoever answers touches the author's facts of the day
 * of the answer, so these numbers are the same whatever order activities arrive in, and each answer belongs to a post that
 * is counted beside it. Posts of no person are left out, for the same reason: nothing touches them.
 */
export function contentFacts(
  store: Store,
  scope: RecountScope,
  utterances: readonly string[],
): { fresh: string; bind: Bind } {
  const bind: Bind = { ...scope.bind };
  const said = listed(bind, 'said', utterances);
  const by = key.map((column) => `x."${column}"`).join(', ');
  const fresh = `SELECT ${by}, ${measures.map((m) => `SUM(x."${m}")`).join(', ')}
     FROM (${posted(store, scope, said)} UNION ALL ${received(store, scope, said)}) AS x GROUP BY ${by}`;
  return { fresh, bind };
}

function posted(store: Store, scope: RecountScope, said: string): string {
  const none = measures.slice(1).map((measure) => `0 AS "${measure}"`);
  return `SELECT a."memberId", a."groupId", a."day", a."content", 1 AS "posts", ${none.join(', ')}
    FROM ${scope.own}
    WHERE ${scope.inside} AND a."kind" IN (${said}) AND a."memberId" <> 0 AND a."groupId" <> 0 AND a."retracted" = ${store.bool(false)}`;
}

/** Answers and reactions of others on the day of the post, and how long its first answer took. */
function received(store: Store, scope: RecountScope, said: string): string {
  const count = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const one = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  const within = REPLY_MINUTES.map((m) => `${one(`a."firstAt" - p."at" <= ${m * 60_000}`)} AS "within${m}"`);
  const target = ['source', 'replyToKey', 'replyToMemberId', 'groupId', 'day']
    .map((column) => `a."${column}"`)
    .join(', ');
  return `SELECT p."memberId", p."groupId", p."day", p."content", 0 AS "posts", a."replies" AS "repliesReceived",
      a."reactions" AS "reactionsReceived", ${one('a."firstAt" IS NOT NULL')} AS "answered", ${within.join(', ')}
    FROM (SELECT ${target}, ${count('a."isReply"')} AS "replies", ${count(`a."kind" = 'reaction'`)} AS "reactions",
        MIN(CASE WHEN a."isReply" THEN a."at" END) AS "firstAt"
      FROM ${scope.received}
      WHERE ${scope.inside} AND (a."isReply" OR a."kind" = 'reaction') AND a."replyToKey" IS NOT NULL AND a."groupId" <> 0
        AND a."replyToMemberId" <> 0 AND a."replyToMemberId" <> a."memberId" AND NOT a."retracted" GROUP BY ${target}) AS a
    ${store.sql.drivenJoin} ${scope.posts} ON p."source" = a."source" AND p."externalKey" = a."replyToKey"
    WHERE p."groupId" = a."groupId" AND p."day" = a."day" AND p."memberId" = a."replyToMemberId"
      AND p."kind" IN (${said}) AND p."retracted" = ${store.bool(false)}`;
}
