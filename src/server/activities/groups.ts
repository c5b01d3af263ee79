import type { ChatRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, upsert, type RowColumns, type Store } from '../store';
import { refKey, type Described } from './refs';

/** Things that happen outside any group carry this group id. */
export const OUTSIDE_ANY_GROUP = 0;

const KEYS: RowColumns = { platform: 'text', externalId: 'text' };

interface AliasRow extends Record<string, unknown> {
  platform: string;
  externalId: string;
  groupId: number | string;
  infoVersion: number | string | null;
}

/**
 * The group of each chat, created where it is new. A chat is found by any id that it ever had, so a move to a supergroup
 * keeps one group. A later description of the chat (title, user name, type) replaces an earlier one.
 *
 * @returns group ids by `platform:externalId`
 */
export async function resolveGroups(
  store: Store,
  chats: ReadonlyMap<string, Described<ChatRef>>,
  now: number,
  transaction: Transaction,
): Promise<Map<string, number>> {
  if (!chats.size) return new Map();
  let known = await readAliases(store, chats, transaction);
  const missing = [...chats].filter(([key]) => !known.has(key)).map(([, chat]) => chat);
  if (missing.length) {
    await createGroups(store, missing, now, transaction);
    known = await readAliases(store, chats, transaction);
  }
  await refreshDescriptions(store, chats, known, now, transaction);
  return new Map([...known].map(([key, row]) => [key, Number(row.groupId)]));
}

async function readAliases(
  store: Store,
  chats: ReadonlyMap<string, Described<ChatRef>>,
  transaction: Transaction,
): Promise<Map<string, AliasRow>> {
  const rows = await store.select<AliasRow>(
    `SELECT a."platform", a."externalId", a."groupId", g."infoVersion"
     FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r
     ${store.sql.drivenJoin} {communityGroupAliases} AS a ON a."platform" = r."platform" AND a."externalId" = r."externalId"
     JOIN {communityGroups} AS g ON g."id" = a."groupId"`,
    { bind: { rows: rowsJson([...chats.values()].map(({ ref }) => [ref.platform, ref.externalId])) }, transaction },
  );
  return new Map(rows.map((row) => [refKey(row), row]));
}

async function createGroups(
  store: Store,
  chats: ReadonlyArray<Described<ChatRef>>,
  now: number,
  transaction: Transaction,
): Promise<void> {
  const rows = rowsJson(
    chats.map(({ ref, version }) => [
      ref.platform,
      ref.externalId,
      ref.title ?? null,
      ref.username ?? null,
      ref.type ?? null,
      version,
      store.instant(now),
    ]),
  );
  const source = rowSource(store.dialect, 'rows', {
    ...KEYS,
    title: 'text',
    username: 'text',
    type: 'text',
    infoVersion: 'int',
    createdAt: 'instant',
  });
  await store.execute(
    upsert(store.dialect, {
      table: '{communityGroups}',
      columns: [
        'platform',
        'externalId',
        'title',
        'username',
        'type',
        'infoVersion',
        'createdAt',
        'updatedAt',
        'status',
        'knownMembers',
        'posts',
        'archived',
      ],
      select: `SELECT r."platform", r."externalId", r."title", r."username", r."type", r."infoVersion", r."createdAt", r."createdAt" AS "updatedAt", 'seen' AS "status", 0 AS "knownMembers", 0 AS "posts", ${store.bool(false)} AS "archived" FROM ${source} AS r`,
      key: ['platform', 'externalId'],
    }),
    { bind: { rows }, transaction },
  );
  await store.execute(
    upsert(store.dialect, {
      table: '{communityGroupAliases}',
      columns: ['platform', 'externalId', 'groupId'],
      select: `SELECT g."platform", g."externalId", g."id" AS "groupId" FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r ${store.sql.drivenJoin} {communityGroups} AS g ON g."platform" = r."platform" AND g."externalId" = r."externalId"`,
      key: ['platform', 'externalId'],
    }),
    { bind: { rows }, transaction },
  );
}

async function refreshDescriptions(
  store: Store,
  chats: ReadonlyMap<string, Described<ChatRef>>,
  known: ReadonlyMap<string, AliasRow>,
  now: number,
  transaction: Transaction,
): Promise<void> {
  const newer = [...chats].flatMap(([key, { ref, version }]) => {
    const row = known.get(key);
    return row && ref.title && version > Number(row.infoVersion ?? 0) ? [{ row, ref, version }] : [];
  });
  if (!newer.length) return;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGroups}',
      source: rowSource(store.dialect, 'rows', {
        id: 'int',
        title: 'text',
        username: 'text',
        type: 'text',
        infoVersion: 'int',
        now: 'instant',
      }),
      on: 't."id" = s."id"',
      set: {
        title: 's."title"',
        username: 'COALESCE(s."username", t."username")',
        type: 'COALESCE(s."type", t."type")',
        infoVersion: 's."infoVersion"',
        updatedAt: 's."now"',
      },
      where: 't."infoVersion" < s."infoVersion"',
    }),
    {
      bind: {
        rows: rowsJson(
          newer.map(({ row, ref, version }) => [
            Number(row.groupId),
            ref.title ?? null,
            ref.username ?? null,
            ref.type ?? null,
            version,
            store.instant(now),
          ]),
        ),
      },
      transaction,
    },
  );
}
