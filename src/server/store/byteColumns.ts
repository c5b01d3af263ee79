import type { Cell, RowType } from './rowSource';

/** Fills a text up to its column's width, and stands for a text that is not there. */
const PAD = '\u0001';
const ABSENT = '\u0002';

/** Digits of a place and of a length in the bytes of a column without a fixed width. */
const PLACE = 10;
const LENGTH = 8;

/** Fixed width may waste this many times the room that the values need. */
const WASTE = 4;

const NUMBERS: Partial<Record<RowType, string>> = { int: 'INTEGER', bool: 'INTEGER', float: 'REAL' };

/** Derived table of the numbers 0 … count − 1, as column `n`. */
export function rowNumbers(count: number): string {
  return `(WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${count}) SELECT n AS "n" FROM numbers)`;
}

/**
 * A column as bytes out of which SQLite cuts the value of a row, which takes a third of the time of taking it out of JSON.
 *
 * @param row expression of the row's number
 * @returns the expression of the value, and what it needs bound
 */
export function byteColumn(
  name: string,
  type: RowType,
  values: readonly Cell[],
  row: string,
): { expression: string; bind: Record<string, Buffer> } {
  const number = NUMBERS[type];
  return number ? numberColumn(name, number, values, row) : textColumn(name, values, row);
}

function numberColumn(name: string, type: string, values: readonly Cell[], row: string) {
  const texts = values.map((value) => (value === null ? '' : String(Number(value))));
  const width = widest(texts);
  const cut = `CAST(SUBSTR($c_${name}, ${row} * ${width} + 1, ${width}) AS TEXT)`;
  const given = values.includes(null) ? `NULLIF(${cut}, '${' '.repeat(width)}')` : cut;
  return { expression: `CAST(${given} AS ${type})`, bind: { [`c_${name}`]: filled(texts, width, ' ') } };
}

function textColumn(name: string, values: readonly Cell[], row: string) {
  const texts = values.map((value) => (value === null ? ABSENT : String(value)));
  const width = widest(texts);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const joined = texts.join('');
  const plain = !/[^\u0003-\u007f]/.test(values.includes(null) ? joined.replaceAll(ABSENT, '') : joined);
  if (!plain || width * texts.length > WASTE * (length + texts.length)) return placedColumn(name, values, row);
  const cut = `CAST(SUBSTR($c_${name}, ${row} * ${width} + 1, ${width}) AS TEXT)`;
  const text = texts.every((one) => one.length === width) ? cut : `RTRIM(${cut}, CHAR(1))`;
  return {
    expression: values.includes(null) ? `NULLIF(${text}, CHAR(2))` : text,
    bind: { [`c_${name}`]: filled(texts, width, PAD) },
  };
}

/** Values one after the other, and beside them where each begins and how long it is. */
function placedColumn(name: string, values: readonly Cell[], row: string) {
  const parts = values.map((value) => (value === null ? null : Buffer.from(String(value), 'utf8')));
  let place = 0;
  const places = parts.map((part) => {
    if (!part) return ' '.repeat(PLACE + LENGTH);
    const entry = String(place + 1).padEnd(PLACE) + String(part.length).padEnd(LENGTH);
    place += part.length;
    return entry;
  });
  const at = (from: number, width: number) =>
    `CAST(CAST(SUBSTR($p_${name}, ${row} * ${PLACE + LENGTH} + ${from}, ${width}) AS TEXT) AS INTEGER)`;
  const text = `CAST(SUBSTR($c_${name}, ${at(1, PLACE)}, ${at(PLACE + 1, LENGTH)}) AS TEXT)`;
  return {
    // no place = no value
    expression: values.includes(null) ? `CASE WHEN ${at(1, PLACE)} > 0 THEN ${text} END` : text,
    bind: {
      [`c_${name}`]: Buffer.concat(parts.filter((part) => part !== null)),
      [`p_${name}`]: Buffer.from(places.join(''), 'latin1'),
    },
  };
}

const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 1);

function filled(texts: readonly string[], width: number, by: string): Buffer {
  let all = '';
  for (const text of texts) all += text.padEnd(width, by);
  return Buffer.from(all, 'latin1');
}
