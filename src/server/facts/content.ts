import type { Transaction } from 'sequelize';
import { CONTENT_KINDS, REPLY_MINUTES } from '../../common/groupHealthContent';
import { deleteByIds, type Bind, type Store } from '../store';
import { listed } from './pairs';
import type { RecountScope } from './scope';

const MEASURES = [
  'posts',
  'repliesReceived',
  'reactionsReceived',
  'answered',
  ...REPLY_MINUTES.map((minutes) => `within${minutes}`),
];

/**
 * Replaces the content facts of a scope: what members posted on a day, and how others answered those posts on that same
 * community day. What comes on a later day is left out on purpose: whoever answers touches the author's facts of the day
 * of the answer, so these numbers are the same whatever order activities arrive in, and each answer belongs to a post that
 * is counted beside it. Posts of no person are left out, for the same reason: nothing touches them.
 */
export async function recountContent(
  store: Store,
  scope: RecountScope,
  utterances: readonly string[],
  transaction: Transaction,
): Promise<void> {
  await store.execute(deleteByIds(store.dialect, '{communityContentFacts}', scope.content), {
    bind: scope.bind,
    transaction,
  });
  const bind: Bind = { ...scope.bind };
  const said = listed(bind, 'said', utterances);
  await store.execute(
    `INSERT INTO {communityContentFacts} ("memberId", "groupId", "day", "content", ${MEASURES.map((m) => `"${m}"`).join(', ')})
     SELECT x."memberId", x."groupId", x."day", x."content", ${MEASURES.map((m) => `SUM(x."${m}")`).join(', ')}
     FROM (${posted(store, scope, said)} UNION ALL ${received(store, scope, said)}) AS x
     GROUP BY x."memberId", x."groupId", x."day", x."content"`,
    { bind, transaction },
  );
}

function posted(store: Store, scope: RecountScope, said: string): string {
  const none = MEASURES.slice(1).map((measure) => `0 AS "${measure}"`);
  return `SELECT a."memberId", a."groupId", a."day", ${contentKind(store, 'a')} AS "content", 1 AS "posts", ${none.join(', ')}
    FROM ${scope.own}
    WHERE ${scope.inside} AND a."kind" IN (${said}) AND a."memberId" <> 0 AND a."groupId" <> 0 AND a."retracted" = ${store.bool(false)}`;
}

/** Answers and reactions of others on the day of the post; of the answers to a post the first one is `nth` 1. */
function received(store: Store, scope: RecountScope, said: string): string {
  const { epochMs, drivenJoin } = store.sql;
  const first = (condition: string) => `CASE WHEN a."isReply" AND a."nth" = 1${condition} THEN 1 ELSE 0 END`;
  const wait = `a."at" - ${epochMs('p."occurredAt"')}`;
  const within = REPLY_MINUTES.map((m) => `${first(` AND ${wait} <= ${m * 60_000}`)} AS "within${m}"`);
  return `SELECT p."memberId", p."groupId", p."day", ${contentKind(store, 'p')} AS "content", 0 AS "posts",
      CASE WHEN a."isReply" THEN 1 ELSE 0 END AS "repliesReceived",
      CASE WHEN a."kind" = 'reaction' THEN 1 ELSE 0 END AS "reactionsReceived",
      ${first('')} AS "answered", ${within.join(', ')}
    FROM (SELECT a."source", a."replyToKey", a."replyToMemberId", a."groupId", a."day", a."kind", a."isReply", ${epochMs('a."occurredAt"')} AS "at",
        ROW_NUMBER() OVER (PARTITION BY a."source", a."replyToKey", a."day", a."isReply" ORDER BY a."occurredAt", a."externalKey") AS "nth"
      FROM ${scope.received}
      WHERE ${scope.inside} AND (a."isReply" OR a."kind" = 'reaction') AND a."replyToKey" IS NOT NULL AND a."groupId" <> 0
        AND a."replyToMemberId" <> 0 AND a."replyToMemberId" <> a."memberId" AND NOT a."retracted") AS a
    ${drivenJoin} {communityActivities} AS p ON p."source" = a."source" AND p."externalKey" = a."replyToKey"
    WHERE p."groupId" = a."groupId" AND p."day" = a."day" AND p."memberId" = a."replyToMemberId"
      AND p."kind" IN (${said}) AND p."retracted" = ${store.bool(false)}`;
}

/** Media that are the same to a reader. */
const ALIKE: Record<string, string> = { venue: 'location' };

/** The kind of content of activity `alias`, one of {@link CONTENT_KINDS}. */
function contentKind(store: Store, alias: string): string {
  const media = jsonAt(store, `${alias}."payload"`, 'media', 'type');
  const known = CONTENT_KINDS.filter((kind) => kind !== 'text' && kind !== 'link' && kind !== 'other');
  const text = (value: string) => `'${value}'`;
  const alike = Object.entries(ALIKE).map(([from, to]) => `WHEN ${media} = ${text(from)} THEN ${text(to)}`);
  return `CASE WHEN ${media} IS NULL THEN CASE WHEN ${jsonAt(store, `${alias}."payload"`, 'linkHosts', 0)} IS NULL THEN 'text' ELSE 'link' END
    WHEN ${media} IN (${known.map(text).join(', ')}) THEN ${media} ${alike.join(' ')} ELSE 'other' END`;
}

/** A text within a JSON column; NULL where it is missing. The path is a constant of ours. */
function jsonAt(store: Store, column: string, key: string, inner: string | number): string {
  const step = typeof inner === 'number' ? `[${inner}]` : `.${inner}`;
  if (store.dialect === 'postgres') {
    return `(${column}->'${key}'->>${typeof inner === 'number' ? inner : `'${inner}'`})`;
  }
  const value = `'$.${key}${step}'`;
  return store.dialect === 'mysql' ? `JSON_VALUE(${column}, ${value})` : `json_extract(${column}, ${value})`;
}
