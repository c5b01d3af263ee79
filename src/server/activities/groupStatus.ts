import type { ChatRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store } from '../store';
import { resolveGroups } from './groups';
import { described, refKey } from './refs';

/** What a bot is in a chat; the highest version (see `activityVersion`) is the present state. */
export interface SeenGroupStatus {
  chat: ChatRef;
  status: 'member' | 'administrator' | 'left';
  version: number;
}

/**
 * Taken off a version that was told under a chat id which the group no longer goes by: after a move to a supergroup, what
 * the bot is in the chat that was left behind counts only as long as nothing is known of the new one.
 */
const LEFT_BEHIND = 1e15;

/** A version as it counts once the group has moved on. */
export const leftBehind = (version: number): number => (version > 0 ? version - LEFT_BEHIND : version);

/** Notes the bot's standing in groups, in any order; a group that was not known yet appears. */
export async function noteGroupStatus(
  store: Store,
  seen: readonly SeenGroupStatus[],
  now: number,
  transaction: Transaction,
): Promise<void> {
  if (!seen.length) return;
  const chats = new Map(
    seen.map(({ chat, version }) => [refKey(chat), described(chat, version, Math.floor(version / 2))]),
  );
  for (const { chat, version } of seen) {
    const known = chats.get(refKey(chat));
    if (known && known.ref !== chat) known.told.push({ ref: chat, version });
  }
  const groups = await resolveGroups(store, chats, now, transaction);
  const ids = [...new Set(groups.values())];
  const current = await currentIds(store, ids, transaction);
  const rows = new Map<number, { status: string; version: number }>();
  for (const { chat, status, version } of seen) {
    const id = groups.get(refKey(chat));
    if (id === undefined) continue;
    const counts = current.get(id) === chat.externalId ? version : leftBehind(version);
    const known = rows.get(id);
    if (!known || counts > known.version) rows.set(id, { status, version: counts });
  }
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGroups}',
      source: rowSource(store.dialect, 'rows', { id: 'int', status: 'text', statusVersion: 'int' }),
      on: 't."id" = s."id"',
      set: { status: 's."status"', statusVersion: 's."statusVersion"' },
      where: '(t."statusVersion" IS NULL OR t."statusVersion" < s."statusVersion")',
    }),
    { bind: { rows: rowsJson([...rows].map(([id, { status, version }]) => [id, status, version])) }, transaction },
  );
}

async function currentIds(
  store: Store,
  ids: readonly number[],
  transaction: Transaction,
): Promise<Map<number, string>> {
  const rows = await store.select<{ id: number | string; externalId: string }>(
    `SELECT g."id", g."externalId" FROM ${rowSource(store.dialect, 'rows', { id: 'int' })} AS r
     ${store.sql.drivenJoin} {communityGroups} AS g ON g."id" = r."id"`,
    { bind: { rows: rowsJson(ids.map((id) => [id])) }, transaction },
  );
  return new Map(rows.map(({ id, externalId }) => [Number(id), externalId]));
}
