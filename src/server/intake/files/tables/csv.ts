import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { ImportError } from '../importError';
import type { Table } from './table';

const DELIMITERS = [',', ';', '\t', '|'];
const MOST_CELLS_BYTES = 1024 * 1024;

interface Parsed {
  record: string[];
  info: { lines: number };
}

/**
 * A table of comma, semicolon, tab or bar separated values with a heading.
 *
 * @param bytes UTF-8, checked
 * @param head the beginning of the file, to find out the delimiter
 * @throws ImportError BAD_QUOTE, ROW_LENGTH, LINE_TOO_LONG, NO_ROWS
 */
export async function csvTable(bytes: AsyncIterable<Buffer>, head: string, delimiter: string | null): Promise<Table> {
  const separator = delimiter ?? delimiterOf(head);
  const parser = Readable.from(bytes).compose(
    parse({
      bom: true,
      delimiter: separator,
      info: true,
      skip_empty_lines: true,
      max_record_size: MOST_CELLS_BYTES,
    }),
  );
  const rows = parser[Symbol.asyncIterator]() as AsyncIterator<Parsed>;
  const first = await next(rows);
  if (!first) throw new ImportError('NO_ROWS');
  const columns = first.record.map((name) => name.trim());
  const index = new Map(columns.map((name, i) => [name, i]));
  return { columns, decimalComma: separator === ';', rows: dataRows(rows, index, first.info.lines) };
}

async function* dataRows(rows: AsyncIterator<Parsed>, index: Map<string, number>, headLine: number) {
  let before = headLine;
  for (let row = await next(rows); row; row = await next(rows)) {
    const { record, info } = row;
    const cells = record;
    // the parser counts lines at a record's end
    const line = before + 1;
    before = info.lines;
    yield {
      line,
      get: (column: string) => {
        const at = index.get(column);
        return at === undefined ? undefined : cells[at]?.trim();
      },
    };
  }
}

async function next(rows: AsyncIterator<Parsed>): Promise<Parsed | null> {
  try {
    const { done, value } = await rows.next();
    return done ? null : value;
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const details = error as unknown as { lines?: number; record?: unknown[]; columns?: unknown };
  const line = details.lines ?? 0;
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const wanted = /expect (\d+)/.exec(error.message)?.[1] ?? '?';
    return new ImportError('ROW_LENGTH', { line, cells: details.record?.length ?? 0, columns: wanted });
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new ImportError('LINE_TOO_LONG', { line });
  return new ImportError('BAD_QUOTE', { line });
}

/** The separator that occurs most often in the heading, outside quotation marks. */
export function delimiterOf(head: string): string {
  const counts = new Map(DELIMITERS.map((one) => [one, 0]));
  let quoted = false;
  for (const letter of head) {
    if (letter === '"') quoted = !quoted;
    if (quoted) continue;
    if (letter === '\n' && [...counts.values()].some((count) => count > 0)) break;
    const count = counts.get(letter);
    if (count !== undefined) counts.set(letter, count + 1);
  }
  return DELIMITERS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}
