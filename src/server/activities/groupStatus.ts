import { activityVersion, type ChatRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store } from '../store';
import { resolveGroups } from './groups';
import { refKey, type Described } from './refs';

/** What a bot is in a chat as of `at` (milliseconds). */
export interface SeenGroupStatus {
  chat: ChatRef;
  status: 'member' | 'administrator' | 'left';
  at: number;
}

/** Notes the bot's standing in groups; a group that was not known yet appears. */
export async function noteGroupStatus(
  store: Store,
  seen: readonly SeenGroupStatus[],
  now: number,
  transaction: Transaction,
): Promise<void> {
  if (!seen.length) return;
  const latest = new Map<string, SeenGroupStatus>();
  for (const one of seen) {
    const known = latest.get(refKey(one.chat));
    if (!known || one.at >= known.at) latest.set(refKey(one.chat), one);
  }
  const chats = new Map<string, Described<ChatRef>>(
    [...latest].map(([key, { chat, at }]) => [key, { ref: chat, version: activityVersion(at, 'live'), firstAt: at }]),
  );
  const groups = await resolveGroups(store, chats, now, transaction);
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGroups}',
      source: rowSource(store.dialect, 'rows', { id: 'int', status: 'text' }),
      on: 't."id" = s."id"',
      set: { status: 's."status"' },
    }),
    {
      bind: { rows: rowsJson([...latest].map(([key, { status }]) => [groups.get(key) ?? null, status])) },
      transaction,
    },
  );
}
