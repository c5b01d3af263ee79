import type { Transaction } from 'sequelize';
import { deleteByIds, upsert, type Bind, type Store } from '../store';
import type { FactTable } from './factTables';

const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');
const same = (key: readonly string[], a: string, b: string): string =>
  key.map((column) => `${a}."${column}" = ${b}."${column}"`).join(' AND ');

/**
 * Makes facts what they should be and writes only those that are not yet: most of what is counted again has not changed, and
 * each written row costs all its indexes.
 *
 * @param fresh SELECT of the facts as they should be: key, then measures, in the table's order. Its scratch table is open
 * @param present FROM and WHERE of the facts `f` that are there now
 */
export async function replaceFacts(
  store: Store,
  { collection, key, measures, scratch }: FactTable,
  { fresh, present, bind }: { fresh: string; present: string; bind: Bind },
  transaction: Transaction,
): Promise<void> {
  const columns = [...key, ...measures];
  await store.execute(`INSERT INTO ${scratch.name} (${quoted(columns)}) ${fresh}`, { bind, transaction });
  const there = key.map((column) => `f."${column}"`).join(', ');
  await store.execute(
    deleteByIds(
      store.dialect,
      `{${collection}}`,
      `SELECT o."id" FROM (SELECT f."id", ${there} ${present}) AS o
       LEFT JOIN ${scratch.name} AS s ON ${same(key, 's', 'o')} WHERE s."memberId" IS NULL`,
    ),
    { bind, transaction },
  );
  // PostgreSQL would read the whole collection to join it
  const old = store.dialect === 'postgres' ? `(SELECT f.* ${present})` : `{${collection}}`;
  const differs = measures.map((measure) => store.sql.isDistinct(`f."${measure}"`, `s."${measure}"`));
  await store.execute(
    upsert(store.dialect, {
      table: `{${collection}}`,
      columns,
      select: `SELECT ${columns.map((column) => `s."${column}"`).join(', ')} FROM ${scratch.name} AS s
        LEFT JOIN ${old} AS f ON ${same(key, 'f', 's')} WHERE f."id" IS NULL OR ${differs.join(' OR ')}`,
      key: [...key],
      update: [...measures],
    }),
    { bind, transaction },
  );
}
