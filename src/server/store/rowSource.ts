import type { Dialect } from './dialect';

/** Types of the columns that a bound set of rows can have. */
export type RowType = 'int' | 'float' | 'text' | 'instant' | 'day' | 'bool' | 'json';

export type RowColumns = Record<string, RowType>;

/** What the types are called on PostgreSQL. */
export const POSTGRES: Record<RowType, string> = {
  int: 'bigint',
  float: 'double precision',
  text: 'text',
  instant: 'timestamptz',
  day: 'date',
  bool: 'boolean',
  json: 'json',
};

const MYSQL: Record<RowType, string> = {
  int: 'BIGINT',
  float: 'DOUBLE',
  text: 'LONGTEXT CHARACTER SET utf8mb4',
  instant: 'DATETIME(3)',
  day: 'DATE',
  bool: 'TINYINT',
  json: 'LONGTEXT CHARACTER SET utf8mb4',
};

/**
 * A derived table made of ONE bound parameter: a JSON array of arrays. Thousands of rows travel as a single value, which
 * is the fastest form on SQLite and close to it elsewhere, and nothing is ever spliced into the statement.
 *
 * @param param name of the bound parameter that holds the JSON text (see {@link rowsJson})
 * @param columns names and types, in the order of the inner arrays; `json` columns carry JSON text
 * @returns a parenthesised SELECT with the columns double-quoted by name
 */
export function rowSource(dialect: Dialect, param: string, columns: RowColumns): string {
  const entries = Object.entries(columns);
  if (dialect === 'mysql') {
    const list = entries.map(([name, type], i) => `"${name}" ${MYSQL[type]} PATH '$[${i}]'`).join(', ');
    return `(SELECT * FROM JSON_TABLE($${param}, '$[*]' COLUMNS (${list})) AS jt)`;
  }
  if (dialect === 'postgres') {
    const list = entries.map(([name, type], i) => `CAST(e.value->>${i} AS ${POSTGRES[type]}) AS "${name}"`).join(', ');
    // jsonb is parsed once, json again for every column; the offset keeps values from being taken out again in every comparison
    return `(SELECT ${list} FROM jsonb_array_elements(CAST($${param} AS jsonb)) AS e OFFSET 0)`;
  }
  const list = entries.map(([name], i) => `json_extract(e.value, '$[${i}]') AS "${name}"`).join(', ');
  // the limit keeps SQLite from merging the SELECT into a join, where it would take each value out again for every row
  return `(SELECT ${list} FROM json_each($${param}) AS e LIMIT -1)`;
}

/** The bound value for {@link rowSource}. */
export function rowsJson(rows: ReadonlyArray<ReadonlyArray<Cell>>): string {
  return JSON.stringify(rows);
}

export type Cell = string | number | boolean | null;
