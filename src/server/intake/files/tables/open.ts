import { mappingFor } from './columns';
import { csvTable } from './csv';
import { discordMessages } from './discordJson';
import { parseMapping, type Mapping } from './mapping';
import { jsonLines, type JsonLine } from './ndjson';
import { presetOf } from './presets';
import type { FileFormat } from './recognise';
import type { RowItem, SourceRow } from './rowItem';
import { at, type Table } from './table';

export interface OpenTable {
  table: Table;
  /** Null = the rows are items already. */
  mapping: Mapping | null;
}

/** A JSON row keeps its whole value, for lines that need no mapping. */
interface JsonRow extends SourceRow {
  value: Record<string, unknown>;
}

/** Opens a table of any format with the mapping that fits it. */
export async function openTable(
  format: Exclude<FileFormat, 'telegram'>,
  bytes: AsyncIterable<Buffer>,
  head: string,
  given: Mapping | null,
): Promise<OpenTable> {
  if (format === 'csv') {
    const table = await csvTable(bytes, head, given?.delimiter ?? null);
    return { table, mapping: mappingFor(table.columns ?? [], given) };
  }
  const discord = format === 'discordJson';
  const lines = discord ? discordMessages(bytes) : jsonLines(bytes);
  const table: Table = { columns: null, decimalComma: false, rows: jsonRows(lines) };
  if (given || discord) return { table, mapping: given ?? parseMapping('discord') };
  const preset = presetOf(firstKeys(head));
  return { table, mapping: preset === null ? null : parseMapping(preset) };
}

/** The item that a JSON line is. */
export const asItems = (row: SourceRow): RowItem => ({ item: (row as JsonRow).value, local: false });

async function* jsonRows(lines: AsyncIterable<JsonLine>): AsyncGenerator<JsonRow> {
  for await (const { line, value } of lines) yield { line, value, get: (path) => at(value, path) };
}

function firstKeys(head: string): string[] {
  try {
    return Object.keys(JSON.parse(head.trimStart().split('\n', 1)[0]) as object);
  } catch {
    return [];
  }
}
