import type { Transaction } from 'sequelize';
import { standsAlone } from './gateConnection';
import type { Store } from './store';

/** A table of one connection, for rows that a transaction needs more than once. */
export interface ScratchTable {
  /** Not a collection's: named in statements as it stands here. */
  name: string;
  /** SELECT with the columns and types that the table gets. */
  like: string;
  /** Columns by which its rows are found: of a table just filled no planner knows how large it is, and it may try all pairs. */
  key?: readonly string[];
}

/**
 * Empty scratch tables for the rest of a transaction, or of work in two parts. They are made once a connection; what is in them
 * is nobody's afterwards. Their names are found without a schema, so no two tables of one name may be open at a time.
 */
export async function openScratch(
  store: Store,
  tables: readonly ScratchTable[],
  transaction: Transaction,
): Promise<void> {
  const schema = standsAlone(transaction) ? 'bench' : 'temp';
  const statements = tables.flatMap((table) => [...creation(store, table, schema), `DELETE FROM ${table.name}`]);
  // without bound values PostgreSQL takes them all at once
  const sent = store.dialect === 'postgres' ? [statements.join('; ')] : statements;
  for (const statement of sent) await store.execute(statement, { transaction });
}

function creation({ dialect }: Store, { name, like, key }: ScratchTable, schema: string): string[] {
  const columns = (key ?? []).map((column) => `"${column}"`).join(', ');
  if (dialect === 'sqlite') {
    const table = `CREATE TABLE IF NOT EXISTS ${schema}.${name} AS ${like} LIMIT 0`;
    return [table, ...(key ? [`CREATE INDEX IF NOT EXISTS ${schema}.${name}_found ON ${name} (${columns})`] : [])];
  }
  const head = `CREATE TEMPORARY TABLE IF NOT EXISTS ${name}`;
  if (dialect === 'mysql') return [`${head} ${key ? `(INDEX found (${columns}))` : ''} AS ${like} LIMIT 0`];
  const index = `CREATE INDEX IF NOT EXISTS ${name}_found ON ${name} (${columns})`;
  return [`${head} ON COMMIT DELETE ROWS AS ${like} LIMIT 0`, ...(key ? [index] : [])];
}
