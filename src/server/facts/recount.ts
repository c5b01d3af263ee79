import type { Transaction } from 'sequelize';
import { deleteByIds, type Store } from '../store';
import { recountContent } from './content';
import type { RecountScope } from './scope';

export interface RecountOptions {
  /** Kinds that count as something said. */
  utterances: readonly string[];
  /** Longest pause within a session, minutes. */
  sessionGapMinutes: number;
}

const MEASURES = [
  'count',
  'replies',
  'forwards',
  'characters',
  'amount',
  'repliesReceived',
  'reactionsReceived',
  'sessionMinutes',
];

/**
 * Replaces the daily, hourly and content facts of a scope by what the activities say now. Joins and leaves are not counted here:
 * several witnesses may report one of them (see `presence.ts`).
 */
export async function recount(
  store: Store,
  scope: RecountScope,
  options: RecountOptions,
  transaction: Transaction,
): Promise<void> {
  const bind = { ...scope.bind, gap: options.sessionGapMinutes };
  await store.execute(deleteByIds(store.dialect, '{communityDailyFacts}', scope.daily), {
    bind: scope.bind,
    transaction,
  });
  await store.execute(deleteByIds(store.dialect, '{communityHourlyFacts}', scope.hourly), {
    bind: scope.bind,
    transaction,
  });
  await store.execute(
    `INSERT INTO {communityDailyFacts} ("memberId", "groupId", "day", "kind", ${MEASURES.map((m) => `"${m}"`).join(', ')}, "rejoins", "firstAt", "lastAt")
     SELECT x."memberId", x."groupId", x."day", x."kind", ${MEASURES.map((m) => `SUM(x."${m}")`).join(', ')}, 0, MIN(x."firstAt"), MAX(x."lastAt")
     FROM (${ownMeasures(store, scope)} UNION ALL ${receivedMeasures(scope)}) AS x
     GROUP BY x."memberId", x."groupId", x."day", x."kind"`,
    { bind, transaction },
  );
  const utterances = options.utterances.map((_, i) => `$u${i}`).join(', ') || 'NULL';
  await store.execute(
    `INSERT INTO {communityHourlyFacts} ("memberId", "groupId", "day", "hour", "utterances")
     SELECT a."memberId", a."groupId", a."day", a."hour", COUNT(*) FROM ${scope.own}
     WHERE ${scope.inside} AND a."kind" IN (${utterances}) AND a."retracted" = ${store.bool(false)}
     GROUP BY a."memberId", a."groupId", a."day", a."hour"`,
    {
      bind: { ...scope.bind, ...Object.fromEntries(options.utterances.map((kind, i) => [`u${i}`, kind])) },
      transaction,
    },
  );
  await recountContent(store, scope, options.utterances, transaction);
}

/**
 * What a member did. A session is a run of activities with pauses of at most the gap; each pause is credited to the
 * activity that ends it, so that minutes add up over kinds and days.
 */
function ownMeasures(store: Store, scope: RecountScope): string {
  const { epochMs, float } = store.sql;
  const one = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  const columns = [
    'memberId',
    'groupId',
    'day',
    'kind',
    'isReply',
    'isForward',
    'textLength',
    'amount',
    'occurredAt',
    'externalKey',
    'cellDay',
  ];
  const carried = columns.map((name) => `a."${name}"`).join(', ');
  return `SELECT a."memberId", a."groupId", a."day", a."kind", 1 AS "count",
      ${one('a."isReply"')} AS "replies", ${one('a."isForward"')} AS "forwards",
      COALESCE(a."textLength", 0) AS "characters", COALESCE(a."amount", 0) AS "amount",
      0 AS "repliesReceived", 0 AS "reactionsReceived",
      CASE WHEN a."memberId" <> 0 AND a."pause" <= $gap * 60000 THEN ${float('a."pause"')} / 60000 ELSE 0 END AS "sessionMinutes",
      a."occurredAt" AS "firstAt", a."occurredAt" AS "lastAt"
    FROM (SELECT ${carried},
        a."at" - LAG(a."at") OVER (PARTITION BY a."groupId", a."memberId", a."cellDay" ORDER BY a."at", a."externalKey") AS "pause"
      FROM (SELECT ${carried}, ${epochMs('a."occurredAt"')} AS "at" FROM ${scope.own}
        WHERE a."kind" NOT IN ('join', 'leave') AND a."retracted" = ${store.bool(false)}) AS a) AS a
    WHERE ${scope.inside}`;
}

/** What a member received from others: filed under the day and kind of what was received. */
function receivedMeasures(scope: RecountScope): string {
  return `SELECT a."replyToMemberId" AS "memberId", a."groupId", a."day", a."kind", 0 AS "count", 0 AS "replies", 0 AS "forwards",
      0 AS "characters", 0 AS "amount",
      CASE WHEN a."isReply" THEN 1 ELSE 0 END AS "repliesReceived",
      CASE WHEN a."kind" = 'reaction' THEN 1 ELSE 0 END AS "reactionsReceived",
      0 AS "sessionMinutes", NULL AS "firstAt", NULL AS "lastAt"
    FROM ${scope.received}
    WHERE ${scope.inside} AND a."replyToMemberId" <> 0 AND a."replyToMemberId" <> a."memberId" AND NOT a."retracted"`;
}
