import type { Transaction } from 'sequelize';
import { deleteByIds, rowsJson, rowSource, updateFrom, upsert, type Bind, type Store } from '../store';
import { listed, pairBind, pairSource, samePair, type Pair } from './pairs';

export interface CountingKinds {
  /** Kinds that count as something said. */
  utterances: readonly string[];
  /** Kinds that prove that a member is still around. */
  signsOfLife: readonly string[];
}

/** Who asks to be let in is no member yet. */
const BY_MEMBER = (alias: string): string => `${alias}."count" > 0 AND ${alias}."kind" <> 'join_request'`;

/**
 * Brings memberships up to date with the facts: how much was said, first sight, last sign of life. Everything is summed
 * anew, so it may run any number of times; a membership without any fact left disappears.
 */
export async function refreshMemberships(
  store: Store,
  pairs: readonly Pair[],
  kinds: CountingKinds,
  transaction: Transaction,
): Promise<void> {
  const bind = pairBind(pairs);
  await store.execute(
    deleteByIds(
      store.dialect,
      '{communityMemberships}',
      `SELECT g."id" FROM ${pairSource(store)} AS r ${store.sql.drivenJoin} {communityMemberships} AS g ON g."memberId" = r."memberId" AND g."groupId" = r."groupId"
       WHERE NOT EXISTS (SELECT 1 FROM {communityDailyFacts} AS f WHERE f."memberId" = g."memberId" AND f."groupId" = g."groupId" AND ${BY_MEMBER('f')})`,
    ),
    { bind: { ...bind }, transaction },
  );
  const utterances = listed(bind, 'u', kinds.utterances);
  const signs = listed(bind, 's', kinds.signsOfLife);
  const summed = ['posts', 'firstSeenAt', 'lastActiveAt'];
  const differs = summed.map((column) => store.sql.isDistinct(`g."${column}"`, `s."${column}"`));
  await store.execute(
    upsert(store.dialect, {
      table: '{communityMemberships}',
      columns: ['memberId', 'groupId', 'posts', 'firstSeenAt', 'lastActiveAt', 'level', 'score', 'status', 'points'],
      select: `SELECT s.* FROM (SELECT f."memberId", f."groupId",
          SUM(CASE WHEN f."kind" IN (${utterances}) THEN f."count" ELSE 0 END) AS "posts",
          MIN(f."firstAt") AS "firstSeenAt",
          MAX(CASE WHEN f."kind" IN (${signs}) OR f."rejoins" > 0 THEN f."lastAt" END) AS "lastActiveAt",
          'none' AS "level", 0 AS "score", 'member' AS "status", 0 AS "points"
        FROM ${pairSource(store)} AS r ${store.sql.drivenJoin} {communityDailyFacts} AS f ON ${samePair('f')}
        WHERE f."groupId" <> 0 AND f."memberId" <> 0 AND ${BY_MEMBER('f')}
        GROUP BY f."memberId", f."groupId") AS s
        LEFT JOIN {communityMemberships} AS g ON g."memberId" = s."memberId" AND g."groupId" = s."groupId"
        WHERE g."id" IS NULL OR ${differs.join(' OR ')}`,
      key: ['memberId', 'groupId'],
      update: summed,
    }),
    { bind, transaction },
  );
}

/** A member who left and gave no sign of life since is out; who speaks after a leave must have come back unseen. */
export async function refreshStatus(store: Store, pairs: readonly Pair[], transaction: Transaction): Promise<void> {
  const status = (alias: string) =>
    `CASE WHEN ${alias}."leftAt" IS NOT NULL AND (${alias}."lastActiveAt" IS NULL OR ${alias}."lastActiveAt" <= ${alias}."leftAt") THEN 'left' ELSE 'member' END`;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMemberships}',
      source: pairSource(store),
      on: 't."memberId" = s."memberId" AND t."groupId" = s."groupId"',
      set: { status: status('t') },
      where: `t."status" <> ${status('t')}`,
    }),
    { bind: pairBind(pairs), transaction },
  );
}

/**
 * First sight and last sign of life of members over all that they did, inside groups and outside. Who has nothing left that
 * counts (a reaction taken back) has given no sign of life.
 */
export async function refreshMembers(
  store: Store,
  pairs: readonly Pair[],
  kinds: CountingKinds,
  transaction: Transaction,
): Promise<void> {
  const members = rowSource(store.dialect, 'members', { memberId: 'int' });
  const bind: Bind = { members: rowsJson([...new Set(pairs.map(({ memberId }) => memberId))].map((id) => [id])) };
  const signs = listed(bind, 's', kinds.signsOfLife);
  const { isDistinct } = store.sql;
  const firstSeen = `COALESCE(s."firstSeenAt", (SELECT MIN(i."firstMentionedAt") FROM {communityIdentities} AS i WHERE i."memberId" = t."id"), t."firstSeenAt")`;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMembers}',
      source: `(SELECT x."memberId", MIN(x."firstSeenAt") AS "firstSeenAt", MAX(x."lastActiveAt") AS "lastActiveAt" FROM (
          SELECT g."memberId", g."firstSeenAt", g."lastActiveAt" FROM ${members} AS r ${store.sql.drivenJoin} {communityMemberships} AS g ON g."memberId" = r."memberId"
          UNION ALL
          SELECT f."memberId", f."firstAt" AS "firstSeenAt", CASE WHEN f."kind" IN (${signs}) THEN f."lastAt" END AS "lastActiveAt"
          FROM ${members} AS r ${store.sql.drivenJoin} {communityDailyFacts} AS f ON f."memberId" = r."memberId" AND f."count" > 0 AND (f."groupId" = 0 OR f."kind" = 'join_request')
          UNION ALL
          SELECT r."memberId", NULL AS "firstSeenAt", NULL AS "lastActiveAt" FROM ${members} AS r
        ) AS x GROUP BY x."memberId")`,
      on: 't."id" = s."memberId"',
      set: { firstSeenAt: firstSeen, lastActiveAt: 's."lastActiveAt"' },
      where: `(${isDistinct('t."firstSeenAt"', 's."firstSeenAt"')} OR ${isDistinct('t."lastActiveAt"', 's."lastActiveAt"')})`,
    }),
    { bind, transaction },
  );
}

/** Totals of groups. */
export async function refreshGroups(
  store: Store,
  groupIds: readonly number[],
  transaction: Transaction,
): Promise<void> {
  const source = rowSource(store.dialect, 'groups', { id: 'int' });
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGroups}',
      source: `(SELECT g."id" AS "groupId", COUNT(x."id") AS "knownMembers", COALESCE(SUM(x."posts"), 0) AS "posts", MAX(x."lastActiveAt") AS "lastActiveAt"
        FROM ${source} AS g LEFT JOIN {communityMemberships} AS x ON x."groupId" = g."id" GROUP BY g."id")`,
      on: 't."id" = s."groupId"',
      set: { knownMembers: 's."knownMembers"', posts: 's."posts"', lastActiveAt: 's."lastActiveAt"' },
    }),
    { bind: { groups: rowsJson(groupIds.map((id) => [id])) }, transaction },
  );
}
