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

export interface FreshFacts extends GatheredFacts {
  /** SELECT of the facts as they should be: key, then measures, in the table's order. */
  fresh: string;
}

/** Puts facts together as they should be. Their scratch table is open. */
export async function gatherFacts(
  store: Store,
  { fresh, ...gathered }: FreshFacts,
  transaction: Transaction,
): Promise<GatheredFacts> {
  const { bind, table } = gathered;
  await store.execute(inScratch(table, fresh), { bind, transaction });
  return gathered;
}

/**
 * The same for several kinds of facts that are counted from rows which one statement reads.
 *
 * @param reading the beginning of its WITH
 */
export async function gatherTogether(
  store: Store,
  reading: string,
  facts: readonly FreshFacts[],
  transaction: Transaction,
): Promise<void> {
  const writes = facts.map(({ table, fresh }) => `${table.scratch.name}_filled AS (${inScratch(table, fresh)})`);
  const bind: Bind = Object.assign({}, ...facts.map((some) => some.bind));
  await store.execute(`WITH ${[reading, ...writes].join(', ')} SELECT 1`, { bind, transaction });
}

const inScratch = ({ key, measures, scratch }: FactTable, fresh: string): string =>
  `INSERT INTO ${scratch.name} (${quoted([...key, ...measures])}) ${fresh}`;

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
