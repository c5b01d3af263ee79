import { rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../store';

/** Texts erased by one transaction. */
const BATCH = 1000;

export interface RetentionOptions {
  store: Store;
  gate: WriteGate;
  /** Since when texts are stored (milliseconds); null = they are not, and none may remain. */
  textsSince: () => Promise<number | null>;
  /** Whether texts may have been stored; so that an installation that never stores any need not look for them. */
  memory: { read(): Promise<unknown>; write(value: boolean): Promise<void> };
}

/**
 * Erases stored texts that are older than the operator wants, or all of them once they are not to be stored; what else is
 * known of those activities stays. May run any number of times.
 *
 * @returns how many were erased
 */
export async function eraseTexts({ store, gate, textsSince, memory }: RetentionOptions): Promise<number> {
  const since = await textsSince();
  if (since !== null) await memory.write(true);
  else if ((await memory.read()) !== true) return 0;
  let erased = 0;
  // by group, since activities are found by group and time; texts are stored of groups alone
  for (const groupId of await groupIds(store)) erased += await eraseIn(store, gate, groupId, since);
  // a batch that was being written when storing ended may still come: only a pass that finds nothing is the last
  if (since === null && erased === 0) await memory.write(false);
  return erased;
}

async function groupIds(store: Store): Promise<number[]> {
  const rows = await store.select<{ id: number | string }>('SELECT g."id" FROM {communityGroups} AS g ORDER BY g."id"');
  return rows.map(({ id }) => Number(id));
}

async function eraseIn(store: Store, gate: WriteGate, groupId: number, since: number | null): Promise<number> {
  const older = since === null ? '1 = 1' : `a."occurredAt" < ${store.instantParam('$since')}`;
  const bind = { groupId, ...(since === null ? {} : { since: store.instant(since) }) };
  for (let erased = 0; ;) {
    const rows = await store.select<{ id: number | string }>(
      `SELECT a."id" FROM {communityActivities} AS a WHERE a."groupId" = $groupId AND ${older} AND a."text" IS NOT NULL LIMIT ${BATCH}`,
      { bind },
    );
    if (!rows.length) return erased;
    await gate.run((transaction) =>
      store.execute(
        updateFrom(store.dialect, {
          table: '{communityActivities}',
          source: rowSource(store.dialect, 'rows', { id: 'int' }),
          on: 't."id" = s."id"',
          set: { text: 'NULL' },
        }),
        { bind: { rows: rowsJson(rows.map(({ id }) => [Number(id)])) }, transaction },
      ),
    );
    erased += rows.length;
  }
}
