import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, upsert, type Bind, type Store } from '../store';
import type { GroupMembers } from './presence';

export interface CountingKinds {
  /** Kinds that count as something said. */
  utterances: readonly string[];
  /** Kinds that prove that a member is still around. */
  signsOfLife: readonly string[];
}

function listed(bind: Bind, name: string, values: readonly string[]): string {
  values.forEach((value, i) => (bind[`${name}${i}`] = value));
  return values.map((_, i) => `$${name}${i}`).join(', ') || 'NULL';
}

function scoped(store: Store, { groupId, memberIds }: GroupMembers): { members: string; bind: Bind } {
  return {
    members: rowSource(store.dialect, 'members', { memberId: 'int' }),
    bind: { groupId, members: rowsJson(memberIds.map((id) => [id])) },
  };
}

/**
 * Brings memberships up to date with the facts: how much was said, first sight, last sign of life. Everything is summed
 * anew, so it may run any number of times; a membership without any fact left disappears.
 */
export async function refreshMemberships(
  store: Store,
  scope: GroupMembers,
  kinds: CountingKinds,
  transaction: Transaction,
): Promise<void> {
  const { members, bind } = scoped(store, scope);
  await store.execute(
    `DELETE FROM {communityMemberships} WHERE "groupId" = $groupId
       AND "memberId" IN (SELECT r."memberId" FROM ${members} AS r)
       AND NOT EXISTS (SELECT 1 FROM {communityDailyFacts} AS f WHERE f."memberId" = {communityMemberships}."memberId" AND f."groupId" = $groupId AND f."count" > 0)`,
    { bind: { ...bind }, transaction },
  );
  const utterances = listed(bind, 'u', kinds.utterances);
  const signs = listed(bind, 's', kinds.signsOfLife);
  await store.execute(
    upsert(store.dialect, {
      table: '{communityMemberships}',
      columns: ['memberId', 'groupId', 'posts', 'firstSeenAt', 'lastActiveAt', 'level', 'score', 'status', 'points'],
      select: `SELECT f."memberId", f."groupId",
          SUM(CASE WHEN f."kind" IN (${utterances}) THEN f."count" ELSE 0 END) AS "posts",
          MIN(f."firstAt") AS "firstSeenAt",
          MAX(CASE WHEN f."kind" IN (${signs}) OR f."rejoins" > 0 THEN f."lastAt" END) AS "lastActiveAt",
          'none' AS "level", 0 AS "score", 'member' AS "status", 0 AS "points"
        FROM ${members} AS r JOIN {communityDailyFacts} AS f ON f."memberId" = r."memberId"
        WHERE f."groupId" = $groupId AND f."memberId" <> 0 AND f."count" > 0
        GROUP BY f."memberId", f."groupId"`,
      key: ['memberId', 'groupId'],
      update: ['posts', 'firstSeenAt', 'lastActiveAt'],
    }),
    { bind, transaction },
  );
}

/** A member who left and gave no sign of life since is out; who speaks after a leave must have come back unseen. */
export async function refreshStatus(store: Store, scope: GroupMembers, transaction: Transaction): Promise<void> {
  const { members, bind } = scoped(store, scope);
  const status = `CASE WHEN "leftAt" IS NOT NULL AND ("lastActiveAt" IS NULL OR "lastActiveAt" <= "leftAt") THEN 'left' ELSE 'member' END`;
  await store.execute(
    `UPDATE {communityMemberships} SET "status" = ${status} WHERE "groupId" = $groupId AND "status" <> ${status}
       AND "memberId" IN (SELECT r."memberId" FROM ${members} AS r)`,
    { bind, transaction },
  );
}

/** First sight and last sign of life of members over all that they did, inside groups and outside. */
export async function refreshMembers(
  store: Store,
  scope: GroupMembers,
  kinds: CountingKinds,
  transaction: Transaction,
): Promise<void> {
  const { members, bind } = scoped(store, scope);
  delete bind.groupId;
  const outside: Bind = {};
  const signs = listed(outside, 's', kinds.signsOfLife);
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMembers}',
      source: `(SELECT x."memberId", MIN(x."firstSeenAt") AS "firstSeenAt", MAX(x."lastActiveAt") AS "lastActiveAt" FROM (
          SELECT g."memberId", g."firstSeenAt", g."lastActiveAt" FROM ${members} AS r JOIN {communityMemberships} AS g ON g."memberId" = r."memberId"
          UNION ALL
          SELECT f."memberId", f."firstAt" AS "firstSeenAt", CASE WHEN f."kind" IN (${signs}) THEN f."lastAt" END AS "lastActiveAt"
          FROM ${members} AS r JOIN {communityDailyFacts} AS f ON f."memberId" = r."memberId" WHERE f."groupId" = 0 AND f."count" > 0
        ) AS x GROUP BY x."memberId")`,
      on: 't."id" = s."memberId"',
      set: { firstSeenAt: 'COALESCE(s."firstSeenAt", t."firstSeenAt")', lastActiveAt: 's."lastActiveAt"' },
      where: `(${store.sql.isDistinct('t."firstSeenAt"', 's."firstSeenAt"')} OR ${store.sql.isDistinct('t."lastActiveAt"', 's."lastActiveAt"')})`,
    }),
    { bind: { ...bind, ...outside }, transaction },
  );
}

/** Totals of a group. */
export async function refreshGroup(store: Store, groupId: number, transaction: Transaction): Promise<void> {
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGroups}',
      source: `(SELECT x."groupId", COUNT(*) AS "knownMembers", SUM(x."posts") AS "posts", MAX(x."lastActiveAt") AS "lastActiveAt" FROM {communityMemberships} AS x WHERE x."groupId" = $groupId GROUP BY x."groupId")`,
      on: 't."id" = s."groupId"',
      set: { knownMembers: 's."knownMembers"', posts: 's."posts"', lastActiveAt: 's."lastActiveAt"' },
    }),
    { bind: { groupId }, transaction },
  );
}
