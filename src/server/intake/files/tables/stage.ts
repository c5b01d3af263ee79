import { createSecretKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { readItem, type ItemContext } from '../../foreign/item';
import { ItemError } from '../../foreign/itemError';
import { fingerprinter } from '../../text';
import { byteOrderMarkLength, refuseWideEncoding, Utf8Check } from '../encoding';
import { ImportError } from '../importError';
import type { StagedImport, StageOptions } from '../telegramExport';
import { zoneOf } from '../zoneOf';
import { emptyMapping, parseMapping, type Mapping } from './mapping';
import { LineFile } from './lineFile';
import { headOf, type FileFormat } from './recognise';
import { RowItems, type SourceRow } from './rowItem';
import { TableSummary } from './summary';
import { asItems, openTable } from './open';

export interface TableOptions extends StageOptions {
  format: Exclude<FileFormat, 'telegram'>;
  /** As the operator wrote it: a preset's name or JSON; null = found out. */
  mapping: string | null;
  kinds: { keys: readonly string[]; utterances: readonly string[] };
}

/** Wrong rows that are named; the others are counted. */
const MOST_NAMED = 10;
const CHUNK = 64 * 1024;

/**
 * Reads and checks a whole table and writes its activities to a stage file, one a line. Nothing else is touched, so a file
 * that is refused leaves nothing behind.
 *
 * @throws ImportError saying what is wrong, in which line and column
 */
export async function stageTable(options: TableOptions): Promise<StagedImport> {
  const { file, stageFile, signal } = options;
  const totalBytes = await sizeOf(file);
  const given = options.mapping === null ? null : parseMapping(options.mapping);
  const out = await LineFile.create(stageFile);
  try {
    const summary = await copyRows(options, given, totalBytes, out);
    await out.flush();
    await out.close();
    return summary;
  } catch (error) {
    await out.close().catch(() => undefined);
    await rm(stageFile, { force: true });
    throw signal?.aborted ? new ImportError('CANCELLED') : error;
  }
}

async function copyRows(
  options: TableOptions,
  given: Mapping | null,
  totalBytes: number,
  out: LineFile,
): Promise<StagedImport> {
  const { file, salt, kinds, now } = options;
  const chosen = options.timeZone ?? given?.timeZone ?? undefined;
  const zone = zoneOf(chosen ?? options.fallbackTimeZone);
  const bytes = checkedBytes(options, totalBytes);
  const { mapping, table } = await openTable(options.format, bytes, await headOf(file), given);
  const context: ItemContext = {
    client: (mapping ?? emptyMapping()).source,
    kinds: new Set(kinds.keys),
    utterances: new Set(kinds.utterances),
    now,
    fingerprint: fingerprinter(salt),
  };
  const secret = createSecretKey(Buffer.from(typeof salt === 'string' ? Buffer.from(salt, 'utf8') : salt));
  const items = mapping ? new RowItems(mapping, zone, secret, table.decimalComma) : null;
  const summary = new TableSummary(kinds.utterances);
  const wrong: Array<{ row: SourceRow; error: ItemError }> = [];
  let wrongRows = 0;
  for await (const row of table.rows) {
    try {
      const { item, local } = items ? items.read(row) : asItems(row);
      if (item === null) summary.skip();
      else {
        const record = readItem(item, context);
        summary.add(record, local);
        if (!wrongRows) await out.line(JSON.stringify(record));
      }
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      wrongRows += 1;
      if (wrong.length < MOST_NAMED) wrong.push({ row, error });
    }
  }
  if (wrong.length) throw refusal(wrong, wrongRows, items);
  return summary.finish({
    file,
    stageFile: options.stageFile,
    bytes: totalBytes,
    timeZone: { name: zone.name, assumed: chosen === undefined },
  });
}

function refusal(
  wrong: Array<{ row: SourceRow; error: ItemError }>,
  count: number,
  items: RowItems | null,
): ImportError {
  const [{ row, error }] = wrong;
  const column = items?.columnOf(error.field) ?? error.field ?? '–';
  const more = count > wrong.length ? ', …' : '';
  return new ImportError('BAD_ROW', {
    ...error.values,
    line: row.line,
    column,
    problem: error.message,
    problemCode: error.code,
    count,
    lines: wrong.map((one) => one.row.line).join(', ') + more,
  });
}

/** The file's bytes, known to be UTF-8 and without a mark. */
async function* checkedBytes({ file, onProgress, signal }: TableOptions, totalBytes: number): AsyncGenerator<Buffer> {
  const check = new Utf8Check();
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK, signal }) as AsyncIterable<Buffer>) {
    if (read === 0) refuseWideEncoding(chunk);
    check.push(chunk);
    const bytes = read === 0 ? chunk.subarray(byteOrderMarkLength(chunk)) : chunk;
    read += chunk.length;
    yield bytes;
    onProgress?.(read, totalBytes);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new ImportError('FILE_NOT_READABLE', {
      file,
      reason: (error as NodeJS.ErrnoException).code ?? 'unknown reason',
    });
  }
}
