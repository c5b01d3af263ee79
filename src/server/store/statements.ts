import { DIALECT_SQL, type Dialect } from './dialect';

export interface UpdateFrom {
  /** `{collection}` */
  table: string;
  /** Parenthesised SELECT, seen as alias `s`. */
  source: string;
  /** Join condition between `t` (the table) and `s`. */
  on: string;
  /** Column → expression over `t` and `s`. */
  set: Record<string, string>;
  /** Further condition over `t` and `s`; leave rows out that would not change. */
  where?: string;
}

/** UPDATE of one table from a derived table, in each database's own grammar. */
export function updateFrom(dialect: Dialect, { table, source, on, set, where }: UpdateFrom): string {
  const condition = where ? ` AND ${where}` : '';
  if (dialect === 'mysql') {
    const assignments = Object.entries(set).map(([column, value]) => `t."${column}" = ${value}`);
    return `UPDATE ${table} AS t JOIN ${source} AS s ON ${on}${condition} SET ${assignments.join(', ')}`;
  }
  const assignments = Object.entries(set).map(([column, value]) => `"${column}" = ${value}`);
  return `UPDATE ${table} AS t SET ${assignments.join(', ')} FROM ${source} AS s WHERE ${on}${condition}`;
}

/**
 * A condition of which no planner guesses how many rows fulfil it. Where PostgreSQL's statistics are older than the last large
 * change, it may take them for one, and then goes through all new rows for each of the table's.
 */
export const unforeseen = (condition: string): string => `CASE WHEN ${condition} THEN TRUE ELSE FALSE END`;

export interface Upsert {
  table: string;
  columns: string[];
  /** SELECT that yields the columns in order. */
  select: string;
  /** Columns of the unique key. */
  key: string[];
  /** Columns taken from the new row when the key exists; none = keep the old row. */
  update?: string[];
  /** The old row is replaced only when this column of the new row is greater. Must be one of `update`. */
  newerBy?: string;
}

/** INSERT … SELECT that keeps or replaces rows whose key exists already. */
export function upsert(dialect: Dialect, { table, columns, select, key, update = [], newerBy }: Upsert): string {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const head = `INSERT INTO ${table} (${list})`;
  if (dialect === 'mysql') {
    if (!update.length) return `INSERT IGNORE INTO ${table} (${list}) ${select}`;
    // assignments run from left to right, so the column that decides must be replaced last
    const ordered = newerBy ? [...update.filter((column) => column !== newerBy), newerBy] : update;
    const value = (column: string) =>
      newerBy
        ? `IF(VALUES("${newerBy}") > ${table}."${newerBy}", VALUES("${column}"), ${table}."${column}")`
        : `VALUES("${column}")`;
    return `${head} ${select} ON DUPLICATE KEY UPDATE ${ordered.map((c) => `"${c}" = ${value(c)}`).join(', ')}`;
  }
  const conflict = `ON CONFLICT (${key.map((column) => `"${column}"`).join(', ')})`;
  // SQLite cannot tell the ON of a conflict from the ON of a join unless the SELECT has a WHERE
  const safe = dialect === 'sqlite' ? `SELECT * FROM (${select}) WHERE true` : select;
  if (!update.length) return `${head} ${safe} ${conflict} DO NOTHING`;
  const guard = newerBy ? ` WHERE excluded."${newerBy}" > ${table}."${newerBy}"` : '';
  const set = update.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  return `${head} ${safe} ${conflict} DO UPDATE SET ${set}${guard}`;
}

/**
 * DELETE of the rows whose ids a SELECT yields (column `id`). MySQL and MariaDB walk the whole table for an IN with a
 * subquery when they delete; there the ids are joined.
 */
export function deleteByIds(dialect: Dialect, table: string, select: string): string {
  return dialect === 'mysql'
    ? `DELETE t FROM ${table} AS t JOIN (${select}) AS gone ON gone."id" = t."id"`
    : `DELETE FROM ${table} WHERE "id" IN (${select})`;
}

/** A column that no index is used for: where a planner would walk most of a table along it, and another condition leaves few. */
export const unindexed = (column: string): string => `COALESCE(${column}, NULL)`;

/**
 * Joins to rows that are there already those of a table which lie in a span that each of them names. PostgreSQL takes such
 * spans for large, and would go through the whole table once instead of along its index for each.
 *
 * @param on condition over the table's rows `alias` and what stands before
 */
export function inSpans(dialect: Dialect, table: string, alias: string, on: string): string {
  if (dialect !== 'postgres') return `${DIALECT_SQL[dialect].drivenJoin} ${table} AS ${alias} ON ${on}`;
  return `CROSS JOIN LATERAL (SELECT ${alias}.* FROM ${table} AS ${alias} WHERE ${on} OFFSET 0) AS ${alias}`;
}

/**
 * Joins to rows `r` that are there already the one row of a table `a` that each of them names by its unique key. On PostgreSQL the
 * order is fixed by more than a wish: where statistics take the table for empty, it would go through all of its rows for each
 * of the others.
 *
 * @param key columns of a unique key, each with what it equals of a row `r`
 * @param columns those that are read
 */
export function lookUp(
  dialect: Dialect,
  { table, key, columns }: { table: string; key: Readonly<Record<string, string>>; columns: readonly string[] },
): string {
  const same = Object.entries(key)
    .map(([column, value]) => `a."${column}" = ${value}`)
    .join(' AND ');
  if (dialect !== 'postgres') return `${DIALECT_SQL[dialect].drivenJoin} ${table} AS a ON ${same}`;
  const list = columns.map((column) => `a."${column}"`).join(', ');
  return `CROSS JOIN LATERAL (SELECT ${list} FROM ${table} AS a WHERE ${same} LIMIT 1) AS a`;
}
