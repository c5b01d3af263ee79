import type { ChatRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, upsert, type RowColumns, type Store } from '../store';
import {
  groupCells,
  groupTogether,
  GROUP_DESCRIPTION,
  storedGroup,
  toldGroup,
  type DescribedGroupRow,
  type GroupDescription,
} from './groupDescription';
import { newerColumn } from './newer';
import { refKey, type Described } from './refs';

/** Things that happen outside any group carry this group id. */
export const OUTSIDE_ANY_GROUP = 0;

const KEYS: RowColumns = { platform: 'text', externalId: 'text' };

interface AliasRow extends DescribedGroupRow {
  platform: string;
  externalId: string;
  groupId: number | string;
}

/**
 * The group of each chat, created where it is new. A chat is found by any id that it ever had, so a move to a supergroup
 * keeps one group. Of each field of a chat (title, user name, type) the latest description counts.
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
    `SELECT a."platform", a."externalId", a."groupId", g."title", g."infoVersion", g."username", g."usernameVersion", g."type", g."typeVersion"
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
    chats.map((chat) => [chat.ref.platform, chat.ref.externalId, ...groupCells(toldGroup(chat)), store.instant(now)]),
  );
  const source = rowSource(store.dialect, 'rows', { ...KEYS, ...GROUP_DESCRIPTION, createdAt: 'instant' });
  const described = Object.keys(GROUP_DESCRIPTION);
  await store.execute(
    upsert(store.dialect, {
      table: '{communityGroups}',
      columns: [
        'platform',
        'externalId',
        ...described,
        'createdAt',
        'updatedAt',
        'status',
        'knownMembers',
        'posts',
        'archived',
      ],
      select: `SELECT r."platform", r."externalId", ${described.map((name) => `r."${name}"`).join(', ')}, r."createdAt", r."createdAt" AS "updatedAt", 'seen' AS "status", 0 AS "knownMembers", 0 AS "posts", ${store.bool(false)} AS "archived" FROM ${source} AS r`,
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
  // several of the chats may be one group
  const groups = new Map<number, { before: GroupDescription; after: GroupDescription }>();
  for (const [key, chat] of chats) {
    const row = known.get(key);
    if (!row) continue;
    const id = Number(row.groupId);
    const before = groups.get(id)?.before ?? storedGroup(row);
    groups.set(id, { before, after: groupTogether(groups.get(id)?.after ?? before, toldGroup(chat)) });
  }
  const changed = [...groups].filter(
    ([, { before, after }]) =>
      before.title !== after.title || before.username !== after.username || before.type !== after.type,
  );
  if (!changed.length) return;
  await describeGroups(
    store,
    changed.map(([id, { after }]) => [id, after]),
    now,
    transaction,
  );
}

/** Writes descriptions to groups by id, unless theirs are later ones. */
export async function describeGroups(
  store: Store,
  groups: ReadonlyArray<[id: number, description: GroupDescription]>,
  now: number,
  transaction: Transaction,
): Promise<void> {
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGroups}',
      source: rowSource(store.dialect, 'rows', { id: 'int', ...GROUP_DESCRIPTION, now: 'instant' }),
      on: 't."id" = s."id"',
      set: {
        ...newerColumn(store, 'title', 'infoVersion'),
        ...newerColumn(store, 'username', 'usernameVersion'),
        ...newerColumn(store, 'type', 'typeVersion'),
        updatedAt: 's."now"',
      },
    }),
    {
      bind: {
        rows: rowsJson(groups.map(([id, description]) => [id, ...groupCells(description), store.instant(now)])),
      },
      transaction,
    },
  );
}
