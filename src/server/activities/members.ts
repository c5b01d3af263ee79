import type { ActorRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, upsert, type RowColumns, type Store } from '../store';
import { refKey, type Described } from './refs';

/** What no person did (an anonymous admin, a channel's post) carries this member id. */
export const NOT_A_PERSON = 0;

const KEYS: RowColumns = { platform: 'text', externalId: 'text' };

const DESCRIPTION: RowColumns = {
  ...KEYS,
  displayName: 'text',
  username: 'text',
  languageCode: 'text',
  isBot: 'bool',
  infoVersion: 'int',
  firstSeenAt: 'instant',
  now: 'instant',
};

interface IdentityRow extends Record<string, unknown> {
  platform: string;
  externalId: string;
  memberId: number | string;
  infoVersion: number | string | null;
  displayName: string | null;
  languageCode: string | null;
}

/**
 * The member behind each account, created where the account is new. A later description of the account (name, user name,
 * language) replaces an earlier one; a name that an operator has changed by hand is left alone.
 *
 * @returns member ids by `platform:externalId`
 */
export async function resolveMembers(
  store: Store,
  actors: ReadonlyMap<string, Described<ActorRef>>,
  now: number,
  transaction: Transaction,
): Promise<Map<string, number>> {
  if (!actors.size) return new Map();
  let known = await readIdentities(store, actors, transaction);
  const missing = [...actors].filter(([key]) => !known.has(key)).map(([, actor]) => actor);
  if (missing.length) {
    await createMembers(store, missing, now, transaction);
    known = await readIdentities(store, actors, transaction);
  }
  await refreshDescriptions(store, actors, known, now, transaction);
  return new Map([...known].map(([key, row]) => [key, Number(row.memberId)]));
}

async function readIdentities(
  store: Store,
  actors: ReadonlyMap<string, Described<ActorRef>>,
  transaction: Transaction,
): Promise<Map<string, IdentityRow>> {
  const rows = await store.select<IdentityRow>(
    `SELECT i."platform", i."externalId", i."memberId", i."infoVersion", i."displayName", i."languageCode"
     FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r
     ${store.sql.drivenJoin} {communityIdentities} AS i ON i."platform" = r."platform" AND i."externalId" = r."externalId"`,
    { bind: { rows: rowsJson([...actors.values()].map(({ ref }) => [ref.platform, ref.externalId])) }, transaction },
  );
  return new Map(rows.map((row) => [refKey(row), row]));
}

function descriptionRows(store: Store, actors: ReadonlyArray<Described<ActorRef>>, now: number): string {
  return rowsJson(
    actors.map(({ ref, version, firstAt }) => [
      ref.platform,
      ref.externalId,
      ref.displayName ?? null,
      ref.username ?? null,
      ref.languageCode ?? null,
      ref.isBot ?? false,
      version,
      store.instant(firstAt),
      store.instant(now),
    ]),
  );
}

async function createMembers(
  store: Store,
  actors: ReadonlyArray<Described<ActorRef>>,
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
        'username',
        'languageCode',
        'isBot',
        'infoVersion',
        'memberId',
        'createdAt',
        'updatedAt',
      ],
      select: `SELECT r."platform", r."externalId", r."displayName", r."username", r."languageCode", ${asBool(store, 'r."isBot"')} AS "isBot", r."infoVersion", m."id" AS "memberId", r."now" AS "createdAt", r."now" AS "updatedAt" FROM ${source} AS r ${store.sql.drivenJoin} {communityMembers} AS m ON m."originKey" = ${originKey}`,
      key: ['platform', 'externalId'],
    }),
    { bind, transaction },
  );
}

async function refreshDescriptions(
  store: Store,
  actors: ReadonlyMap<string, Described<ActorRef>>,
  known: ReadonlyMap<string, IdentityRow>,
  now: number,
  transaction: Transaction,
): Promise<void> {
  const newer = [...actors].flatMap(([key, actor]) => {
    const row = known.get(key);
    return row && actor.ref.displayName && actor.version > Number(row.infoVersion ?? 0) ? [{ row, actor }] : [];
  });
  if (!newer.length) return;
  await renameMembers(store, newer, now, transaction);
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityIdentities}',
      source: rowSource(store.dialect, 'rows', DESCRIPTION),
      on: 't."platform" = s."platform" AND t."externalId" = s."externalId"',
      set: {
        displayName: 's."displayName"',
        username: 'COALESCE(s."username", t."username")',
        languageCode: 'COALESCE(s."languageCode", t."languageCode")',
        infoVersion: 's."infoVersion"',
        updatedAt: 's."now"',
      },
      where: 't."infoVersion" < s."infoVersion"',
    }),
    {
      bind: {
        rows: descriptionRows(
          store,
          newer.map(({ actor }) => actor),
          now,
        ),
      },
      transaction,
    },
  );
}

/** The member goes by the account's new name, unless somebody has called the member otherwise. */
async function renameMembers(
  store: Store,
  newer: ReadonlyArray<{ row: IdentityRow; actor: Described<ActorRef> }>,
  now: number,
  transaction: Transaction,
): Promise<void> {
  const rows = newer
    .filter(
      ({ row, actor: { ref } }) =>
        ref.displayName !== row.displayName || (ref.languageCode ?? row.languageCode) !== row.languageCode,
    )
    .map(({ row, actor: { ref } }) => [
      Number(row.memberId),
      row.displayName,
      ref.displayName ?? null,
      ref.languageCode ?? null,
      store.instant(now),
    ]);
  if (!rows.length) return;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMembers}',
      source: rowSource(store.dialect, 'rows', {
        memberId: 'int',
        oldName: 'text',
        displayName: 'text',
        languageCode: 'text',
        now: 'instant',
      }),
      on: 't."id" = s."memberId"',
      set: {
        displayName: `CASE WHEN ${store.sql.isDistinct('t."displayName"', 's."oldName"')} THEN t."displayName" ELSE s."displayName" END`,
        languageCode: 'COALESCE(s."languageCode", t."languageCode")',
        updatedAt: 's."now"',
      },
    }),
    { bind: { rows: rowsJson(rows) }, transaction },
  );
}

function concat(store: Store, ...parts: string[]): string {
  return store.dialect === 'mysql' ? `CONCAT(${parts.join(', ')})` : `(${parts.join(' || ')})`;
}

/** SQLite's JSON gives 0 and 1, the others a boolean; both are stored as the database's own truth value. */
function asBool(store: Store, expression: string): string {
  return store.dialect === 'postgres' ? expression : `(${expression} = 1)`;
}
