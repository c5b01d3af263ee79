import type { Transaction } from 'sequelize';
import { deleteByIds, upsert, type Bind, type Store } from '../store';
import type { FactTable } from './factTables';

const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');
const same = (key: readonly string[], a: string, b: string): string =>
  key.map((column) => `${a}."${column}" = ${b}."${column}"`).join(' AND ');

/** Facts as they should be, in their scratch table. */
export interface GatheredFacts {
  table: FactTable;
  /** FROM and WHERE of the facts `f` that are there now. */
  present: string;
  bind: Bind;
}

/**
 * Puts facts together as they should be.
 *
 * @param fresh SELECT of the facts: key, then measures, in the table's order. Its scratch table is open
 */
export async function gatherFacts(
  store: Store,
  { fresh, ...gathered }: GatheredFacts & { fresh: string },
  transaction: Transaction,
): Promise<GatheredFacts> {
  const { bind, table } = gathered;
  const columns = quoted([...table.key, ...table.measures]);
  await store.execute(`INSERT INTO ${table.scratch.name} (${columns}) ${fresh}`, { bind, transaction });
  return gathered;
}

/**
 * Makes facts what was gathered and writes only those that are not yet: most of what is counted again has not changed, and each
 * written row costs all its indexes.
 */
export async function writeFacts(
  store: Store,
  { table: { collection, key, measures, scratch }, present, bind }: GatheredFacts,
  transaction: Transaction,
): Promise<void> {
  const columns = [...key, ...measures];
  const from = `SELECT ${columns.map((column) => `s."${column}"`).join(', ')} FROM ${scratch.name} AS s`;
  const write = (select: string) =>
    store.execute(
      upsert(store.dialect, { table: `{${collection}}`, columns, select, key: [...key], update: [...measures] }),
      { bind, transaction },
    );
  const [anything] = await store.select(`SELECT 1 AS "one" ${present} LIMIT 1`, { bind, transaction });
  // most of a first import: nothing to compare with
  if (!anything) return write(from);
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
  await write(
    `${from} LEFT JOIN ${old} AS f ON ${same(key, 'f', 's')} WHERE f."id" IS NULL OR ${differs.join(' OR ')}`,
  );
}
