import { rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../store';
import { touchesOf, type Cell } from './cells';

/** Activities of one transaction. */
const BATCH = 2000;

interface Row extends Record<string, unknown> {
  id: number | string;
  groupId: number | string;
  memberId: number | string;
  day: string;
}

/**
 * Takes activities back: the rows stay and no longer count. Their days are counted again by the next drain.
 *
 * @param keys external keys; null = everything of the source
 * @returns how many counted before
 */
export async function retractActivities(
  { store, gate }: { store: Store; gate: WriteGate },
  source: string,
  keys: readonly string[] | null,
): Promise<number> {
  let retracted = 0;
  if (keys) {
    for (let start = 0; start < keys.length; start += BATCH)
      retracted += await retractBatch(store, gate, source, keys.slice(start, start + BATCH));
    return retracted;
  }
  for (let after = ''; ;) {
    const some = await countingKeys(store, source, after, BATCH);
    if (!some.length) return retracted;
    retracted += await retractBatch(store, gate, source, some);
    after = some[some.length - 1];
  }
}

/** Keys of a source's activities that count, in their order, beginning after one of them. */
export async function countingKeys(store: Store, source: string, after: string, limit: number): Promise<string[]> {
  const rows = await store.select<{ externalKey: string }>(
    `SELECT a."externalKey" FROM {communityActivities} AS a
     WHERE a."source" = $source AND a."externalKey" > $after AND a."retracted" = ${store.bool(false)}
     ORDER BY a."externalKey" LIMIT ${limit}`,
    { bind: { source, after } },
  );
  return rows.map(({ externalKey }) => externalKey);
}

function retractBatch(store: Store, gate: WriteGate, source: string, keys: readonly string[]): Promise<number> {
  const driver = `${rowSource(store.dialect, 'keys', { externalKey: 'text' })} AS r ${store.sql.drivenJoin} {communityActivities} AS a ON a."source" = $source AND a."externalKey" = r."externalKey"`;
  return gate.run(async (transaction) => {
    const rows = await store.select<Row>(
      `SELECT a."id", a."groupId", a."memberId", ${store.sql.dayText('a."day"')} AS "day" FROM ${driver}
       WHERE a."retracted" = ${store.bool(false)}`,
      { bind: { source, keys: rowsJson(keys.map((key) => [key])) }, transaction },
    );
    if (!rows.length) return 0;
    await store.execute(
      updateFrom(store.dialect, {
        table: '{communityActivities}',
        source: rowSource(store.dialect, 'rows', { id: 'int' }),
        on: 't."id" = s."id"',
        set: { retracted: store.bool(true) },
      }),
      { bind: { rows: rowsJson(rows.map(({ id }) => [Number(id)])) }, transaction },
    );
    const cells: Cell[] = rows.map(({ groupId, memberId, day }) => ({
      groupId: Number(groupId),
      memberId: Number(memberId),
      day,
    }));
    const touches = rowSource(store.dialect, 'rows', { groupId: 'int', memberId: 'int', fromDay: 'day', toDay: 'day' });
    await store.execute(
      `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay") SELECT r."groupId", r."memberId", r."fromDay", r."toDay" FROM ${touches} AS r`,
      {
        bind: {
          rows: rowsJson(
            touchesOf(cells).map(({ groupId, memberId, fromDay, toDay }) => [groupId, memberId, fromDay, toDay]),
          ),
        },
        transaction,
      },
    );
    return rows.length;
  });
}
