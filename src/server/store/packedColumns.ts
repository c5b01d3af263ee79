import type { Dialect } from './dialect';
import { POSTGRES, rowsJson, rowSource, type Cell, type RowColumns, type RowType } from './rowSource';
import { byteColumn, rowNumbers } from './byteColumns';

/** Values of some columns of a set of rows, brought into the form in which they travel to the database. */
export interface PackedColumns {
  columns: RowColumns;
  /** Number of rows. */
  count: number;
  /** Columns that hold one value in all rows, which is bound once. */
  constant: Record<string, Cell>;
  /** The others: what travels (see {@link joinColumns}), and as what expression it is read. `values` only where rows travel. */
  varying: Record<string, { values: readonly Cell[]; expression: string; bind: Record<string, PackedValue> }>;
}

export type PackedValue = Cell | Buffer;

/** Rows ready for an INSERT … SELECT. */
export interface JoinedColumns {
  /** Derived table, to be used as `r`. */
  source: string;
  /** Expression of each column over `r`. */
  expressions: Record<string, string>;
  bind: Record<string, PackedValue>;
}

/**
 * Packs columns of many rows. What costs most in writing rows is taking them out of JSON again for each column, so every
 * column travels on its own where the database has something better: an array on PostgreSQL, bytes of fixed width on
 * SQLite. On MySQL and MariaDB the rows travel as JSON.
 *
 * Packing needs no database, so it can be done while the database works on something else.
 *
 * @param values one list a column, all of the same length (at least 1)
 */
export function packColumns(
  dialect: Dialect,
  columns: RowColumns,
  values: Readonly<Record<string, readonly Cell[]>>,
): PackedColumns {
  const packed: PackedColumns = { columns, count: 0, constant: {}, varying: {} };
  for (const [name, type] of Object.entries(columns)) {
    const list = values[name];
    packed.count = list.length;
    if (list.every((value) => value === list[0])) packed.constant[name] = list[0];
    else packed.varying[name] = { values: dialect === 'mysql' ? list : [], ...travelling(dialect, name, type, list) };
  }
  return packed;
}

/** Puts columns of the same rows side by side. */
export function joinColumns(dialect: Dialect, packs: readonly PackedColumns[]): JoinedColumns {
  const count = packs[0].count;
  const types: RowColumns = Object.assign({}, ...packs.map(({ columns }) => columns));
  const expressions: Record<string, string> = {};
  const bind: Record<string, PackedValue> = {};
  const varying = packs.flatMap((pack) => Object.entries(pack.varying));
  for (const [name, value] of packs.flatMap(({ constant }) => Object.entries(constant))) {
    bind[`all_${name}`] = value;
    expressions[name] = dialect === 'postgres' ? `CAST($all_${name} AS ${POSTGRES[types[name]]})` : `$all_${name}`;
  }
  for (const [name, column] of varying) {
    expressions[name] = column.expression;
    Object.assign(bind, column.bind);
  }
  if (dialect === 'mysql')
    return { source: jsonSource(varying, types), expressions, bind: { ...bind, ...jsonBind(count, varying) } };
  return { source: dialect === 'sqlite' ? rowNumbers(count) : arraySource(count, varying, types), expressions, bind };
}

type Varying = Array<[name: string, column: PackedColumns['varying'][string]]>;

function travelling(dialect: Dialect, name: string, type: RowType, values: readonly Cell[]) {
  if (dialect === 'sqlite') return byteColumn(name, type, values, 'r."n"');
  const expression = `r."${name}"`;
  return { expression, bind: dialect === 'postgres' ? { [`c_${name}`]: arrayLiteral(values) } : {} };
}

function arrayLiteral(values: readonly Cell[]): string {
  const items = values.map((value) =>
    typeof value === 'string' ? quoted(value) : value === null ? 'NULL' : String(value),
  );
  return `{${items.join(',')}}`;
}

/** What JSON writes in another way than PostgreSQL's arrays: control characters, and halves of pairs. */
const UNLIKE_JSON = /[\u0000-\u001f\ud800-\udfff]/;

/** JSON quotes quotes and backslashes alike, and several times as fast as a replacement. */
const quoted = (text: string): string =>
  UNLIKE_JSON.test(text) ? `"${text.replace(/[\\"]/g, '\\$&')}"` : JSON.stringify(text);

function arraySource(count: number, varying: Varying, types: RowColumns): string {
  if (!varying.length) return `(SELECT * FROM generate_series(1, ${count}) AS n)`;
  const arrays = varying.map(([name]) => `CAST($c_${name} AS ${POSTGRES[types[name]]}[])`);
  return `(SELECT * FROM unnest(${arrays.join(', ')}) AS u(${varying.map(([name]) => `"${name}"`).join(', ')}))`;
}

/** At least one column, so that there are as many rows as there should be. */
function jsonSource(varying: Varying, types: RowColumns): string {
  const columns = Object.fromEntries(varying.map(([name]) => [name, types[name]]));
  return rowSource('mysql', 'rows', varying.length ? columns : { n: 'int' });
}

function jsonBind(count: number, varying: Varying): { rows: string } {
  const rows = Array.from({ length: count }, (_, i) =>
    varying.length ? varying.map(([, { values }]) => values[i]) : [i],
  );
  return { rows: rowsJson(rows) };
}
