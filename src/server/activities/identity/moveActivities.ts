import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../../store';

/** Activities moved by one transaction. */
const PORTION = 3000;

export interface ActivityMove {
  from: number;
  to: number;
  /** Accounts whose activities move; null = all of the member's. */
  identityIds: readonly number[] | null;
  /** Account of activities that carry none, because they are older than that column. */
  fallbackIdentityId: number | null;
}

/** The member of an activity, and the one it answers. */
const SIDES = [
  { member: 'memberId', identity: 'identityId' },
  { member: 'replyToMemberId', identity: 'replyToIdentityId' },
] as const;

/**
 * Files activities, and answers to them, under another member, and has the facts of both counted again. In portions: what
 * a crash leaves undone is done by the next call.
 *
 * @returns number of activities moved
 */
export async function moveActivities(store: Store, gate: WriteGate, move: ActivityMove): Promise<number> {
  let moved = 0;
  for (const side of SIDES) {
    for (;;) {
      const count = await gate.run((transaction) => movePortion(store, move, side, transaction));
      moved += count;
      if (count < PORTION) break;
    }
  }
  return moved;
}

async function movePortion(
  store: Store,
  { from, to, identityIds, fallbackIdentityId }: ActivityMove,
  { member, identity }: (typeof SIDES)[number],
  transaction: Transaction,
): Promise<number> {
  if (identityIds && !identityIds.length) return 0;
  const only = identityIds ? `AND a."${identity}" IN (${identityIds.map(Number).join(', ')})` : '';
  const rows = await store.select<{ id: number | string; groupId: number | string; day: string }>(
    `SELECT a."id", a."groupId", ${store.sql.dayText('a."day"')} AS "day" FROM {communityActivities} AS a
     WHERE a."${member}" = $from ${only} LIMIT ${PORTION}`,
    { bind: { from }, transaction },
  );
  if (!rows.length) return 0;
  const account =
    fallbackIdentityId === null ? `t."${identity}"` : `COALESCE(t."${identity}", ${Number(fallbackIdentityId)})`;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityActivities}',
      source: rowSource(store.dialect, 'rows', { id: 'int' }),
      on: 't."id" = s."id"',
      set: { [member]: String(Number(to)), [identity]: account },
    }),
    { bind: { rows: rowsJson(rows.map(({ id }) => [Number(id)])) }, transaction },
  );
  const cells = new Map(rows.map(({ groupId, day }) => [`${groupId} ${day}`, [Number(groupId), day]]));
  const source = rowSource(store.dialect, 'rows', { groupId: 'int', day: 'day' });
  for (const memberId of [from, to]) {
    await store.execute(
      `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay", "history") SELECT r."groupId", ${Number(memberId)}, r."day", r."day", ${store.bool(true)} FROM ${source} AS r`,
      { bind: { rows: rowsJson([...cells.values()]) }, transaction },
    );
  }
  return rows.length;
}
