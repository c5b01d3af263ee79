import type { Transaction } from 'sequelize';
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
 * Empty scratch tables for the rest of a transaction. They are made once a connection and never seen by another one; what
 * is in them is nobody's after the transaction.
 */
export async function openScratch(
  store: Store,
  tables: readonly ScratchTable[],
  transaction: Transaction,
): Promise<void> {
  const statements = tables.flatMap((table) => [...creation(store, table), `DELETE FROM ${table.name}`]);
  // without bound values PostgreSQL takes them all at once
  const sent = store.dialect === 'postgres' ? [statements.join('; ')] : statements;
  for (const statement of sent) await store.execute(statement, { transaction });
}

function creation({ dialect }: Store, { name, like, key }: ScratchTable): string[] {
  const head = `CREATE TEMPORARY TABLE IF NOT EXISTS ${name}`;
  const columns = (key ?? []).map((column) => `"${column}"`).join(', ');
  if (dialect === 'mysql') return [`${head} ${key ? `(INDEX found (${columns}))` : ''} AS ${like} LIMIT 0`];
  const index = `CREATE INDEX IF NOT EXISTS ${dialect === 'sqlite' ? 'temp.' : ''}${name}_found ON ${name} (${columns})`;
  const kept = dialect === 'postgres' ? ' ON COMMIT DELETE ROWS' : '';
  return [`${head}${kept} AS ${like} LIMIT 0`, ...(key ? [index] : [])];
}
