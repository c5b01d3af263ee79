import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store } from '../store';
import { pairBind, pairSource, samePair, type Pair } from './pairs';
import type { Stay } from './presence';

/** Witnesses this long after the first one of a join still tell of the same, milliseconds. */
const SAME_JOIN_MS = 60_000;

/**
 * What members are in a group and who brought them, from the same activities as their stays: the role that the latest
 * change tells, and the inviter that the first witness of the present stay's join knows. Worked out anew each time, so
 * the order in which they arrived never matters. Memberships without any such witness keep what they have.
 */
export async function refreshStanding(store: Store, stays: readonly Stay[], transaction: Transaction): Promise<void> {
  await refreshRoles(store, stays, transaction);
  await refreshInviters(store, stays, transaction);
}

async function refreshRoles(store: Store, pairs: readonly Pair[], transaction: Transaction): Promise<void> {
  const role = jsonText(store, 'a."payload"', 'role');
  // each half has an index of its own; only changes of membership (cm:) tell a role
  const witnesses = (kinds: string, told: string) =>
    `SELECT a."memberId", a."groupId", a."occurredAt", a."version", a."externalKey",
       CASE WHEN a."kind" = 'leave' THEN NULL ELSE ${role} END AS "role"
     FROM ${pairSource(store)} AS r ${store.sql.drivenJoin} {communityActivities} AS a ON ${samePair('a')}
     WHERE a."kind" IN (${kinds}) AND a."retracted" = ${store.bool(false)} AND ${told}`;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMemberships}',
      source: `(SELECT w.*, ROW_NUMBER() OVER (
          PARTITION BY w."memberId", w."groupId" ORDER BY w."occurredAt" DESC, w."version" DESC, w."externalKey" DESC) AS "n"
        FROM (${witnesses(`'join', 'leave'`, `(a."kind" = 'leave' OR a."externalKey" LIKE 'cm:%')`)}
          UNION ALL ${witnesses(`'role_change'`, '1 = 1')}) AS w)`,
      on: 't."memberId" = s."memberId" AND t."groupId" = s."groupId" AND s."n" = 1',
      set: { role: 's."role"' },
      where: store.sql.isDistinct('t."role"', 's."role"'),
    }),
    { bind: pairBind(pairs), transaction },
  );
}

async function refreshInviters(store: Store, stays: readonly Stay[], transaction: Transaction): Promise<void> {
  const joined = stays.filter(({ joinedAt, memberId }) => joinedAt !== null && memberId !== 0);
  if (!joined.length) return;
  const source = rowSource(store.dialect, 'stays', {
    memberId: 'int',
    groupId: 'int',
    from: 'instant',
    to: 'instant',
  });
  const inviter = jsonText(store, 'a."payload"', 'invitedBy');
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMemberships}',
      source: `(SELECT w.*, i."memberId" AS "inviterId" FROM (
          SELECT r."memberId", r."groupId", ${inviter} AS "inviter", ROW_NUMBER() OVER (
            PARTITION BY r."memberId", r."groupId"
            ORDER BY CASE WHEN ${inviter} IS NULL THEN 1 ELSE 0 END, a."occurredAt", a."externalKey") AS "n"
          FROM ${source} AS r ${store.sql.drivenJoin} {communityActivities} AS a ON ${samePair('a')}
          WHERE a."kind" IN ('join', 'leave') AND a."kind" = 'join' AND a."retracted" = ${store.bool(false)}
            AND a."occurredAt" >= r."from" AND a."occurredAt" <= r."to") AS w
        JOIN {communityGroups} AS g ON g."id" = w."groupId"
        LEFT JOIN {communityIdentities} AS i ON i."platform" = g."platform" AND i."externalId" = w."inviter"
        WHERE w."n" = 1)`,
      on: 't."memberId" = s."memberId" AND t."groupId" = s."groupId"',
      set: { inviterId: 's."inviterId"' },
      where: store.sql.isDistinct('t."inviterId"', 's."inviterId"'),
    }),
    {
      bind: {
        stays: rowsJson(
          joined.map(({ memberId, groupId, joinedAt }) => [
            memberId,
            groupId,
            store.instant(joinedAt as number),
            store.instant((joinedAt as number) + SAME_JOIN_MS),
          ]),
        ),
      },
      transaction,
    },
  );
}

/** A text in a JSON column; NULL where it is missing. The key is a constant of ours. */
function jsonText(store: Store, column: string, key: string): string {
  if (store.dialect === 'postgres') return `(${column}->>'${key}')`;
  return store.dialect === 'mysql'
    ? `JSON_UNQUOTE(JSON_EXTRACT(${column}, '$.${key}'))`
    : `json_extract(${column}, '$.${key}')`;
}
