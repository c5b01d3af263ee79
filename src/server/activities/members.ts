import type { ActorRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, upsert, type RowColumns, type Store } from '../store';
import { DESCRIPTION, descriptionRows, told, type Description, type IdentityRow } from './accounts';
import { asBool, refreshAccounts } from './refreshAccounts';
import { refKey, type Described } from './refs';

/** What no person did (an anonymous admin, a channel's post) carries this member id. */
export const NOT_A_PERSON = 0;

/** An account and the person behind it. */
export interface Account {
  /** Null = no account: nobody in particular did it. */
  identityId: number | null;
  memberId: number;
}

export const NOBODY: Account = { identityId: null, memberId: NOT_A_PERSON };

const KEYS: RowColumns = { platform: 'text', externalId: 'text' };

/**
 * The member behind each account, created where the account is new. Of each field of an account (name, user name,
 * language) the latest description counts, whatever order they arrive in; a member's name that an operator has changed by
 * hand is left alone.
 *
 * @returns accounts by `platform:externalId`
 */
export async function resolveMembers(
  store: Store,
  actors: ReadonlyMap<string, Described<ActorRef>>,
  now: number,
  transaction: Transaction,
): Promise<Map<string, Account>> {
  if (!actors.size) return new Map();
  let known = await readIdentities(store, actors, transaction);
  const missing = [...actors].filter(([key]) => !known.has(key)).map(([, actor]) => told(actor));
  if (missing.length) {
    await createMembers(store, missing, now, transaction);
    known = await readIdentities(store, actors, transaction);
  }
  await refreshAccounts(store, actors, known, now, transaction);
  return new Map([...known].map(([key, row]) => [key, { identityId: Number(row.id), memberId: Number(row.memberId) }]));
}

async function readIdentities(
  store: Store,
  actors: ReadonlyMap<string, Described<ActorRef>>,
  transaction: Transaction,
): Promise<Map<string, IdentityRow>> {
  const rows = await store.select<IdentityRow>(
    `SELECT i."id", i."platform", i."externalId", i."memberId", i."displayName", i."infoVersion", i."username", i."usernameVersion",
       i."languageCode", i."languageVersion", i."isBot", ${store.sql.epochMs('i."firstMentionedAt"')} AS "firstMentionedMs"
     FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r
     ${store.sql.drivenJoin} {communityIdentities} AS i ON i."platform" = r."platform" AND i."externalId" = r."externalId"`,
    { bind: { rows: rowsJson([...actors.values()].map(({ ref }) => [ref.platform, ref.externalId])) }, transaction },
  );
  return new Map(rows.map((row) => [refKey(row), row]));
}

async function createMembers(
  store: Store,
  actors: readonly Description[],
  now: number,
  transaction: Transaction,
): Promise<void> {
  const source = rowSource(store.dialect, 'rows', DESCRIPTION);
  const originKey = concat(store, 'r."platform"', `':'`, 'r."externalId"');
  const bind = { rows: descriptionRows(store, actors, now) };
  await store.execute(
    upsert(store.dialect, {
      table: '{communityMembers}',
      columns: [
        'originKey',
        'displayName',
        'languageCode',
        'isBot',
        'isTeam',
        'firstSeenAt',
        'engagementScore',
        'consent',
        'reachability',
        'createdAt',
        'updatedAt',
      ],
      select: `SELECT ${originKey} AS "originKey", COALESCE(r."displayName", r."username", r."externalId") AS "displayName", r."languageCode", ${asBool(store, 'r."isBot"')} AS "isBot", ${store.bool(false)} AS "isTeam", r."firstSeenAt", 0 AS "engagementScore", 'unknown' AS "consent", 'unknown' AS "reachability", r."now" AS "createdAt", r."now" AS "updatedAt" FROM ${source} AS r`,
      key: ['originKey'],
    }),
    { bind, transaction },
  );
  await store.execute(
    upsert(store.dialect, {
      table: '{communityIdentities}',
      columns: [
        'platform',
        'externalId',
        'displayName',
        'infoVersion',
        'username',
        'usernameVersion',
        'languageCode',
        'languageVersion',
        'isBot',
        'firstMentionedAt',
        'memberId',
        'createdAt',
        'updatedAt',
      ],
      select: `SELECT r."platform", r."externalId", r."displayName", r."infoVersion", r."username", r."usernameVersion", r."languageCode", r."languageVersion", ${asBool(store, 'r."isBot"')} AS "isBot", r."firstSeenAt" AS "firstMentionedAt", m."id" AS "memberId", r."now" AS "createdAt", r."now" AS "updatedAt" FROM ${source} AS r ${store.sql.drivenJoin} {communityMembers} AS m ON m."originKey" = ${originKey}`,
      key: ['platform', 'externalId'],
    }),
    { bind, transaction },
  );
}

function concat(store: Store, ...parts: string[]): string {
  return store.dialect === 'mysql' ? `CONCAT(${parts.join(', ')})` : `(${parts.join(' || ')})`;
}
