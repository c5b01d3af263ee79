import { open } from 'node:fs/promises';

export type FileFormat = 'telegram' | 'csv' | 'ndjson' | 'discordJson';

const HEAD = 64 * 1024;
const BY_NAME: Record<string, FileFormat> = { csv: 'csv', tsv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson' };

/**
 * What a file holds, by its name's ending where that says it, else by its beginning. What cannot be recognised goes for a
 * Telegram export, whose reader says what is wrong with it.
 *
 * @param name as the operator knows the file
 */
export async function formatOf(file: string, name: string): Promise<FileFormat> {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const head = await headOf(file);
  if (!head.trim()) return 'telegram';
  return BY_NAME[ending] ?? byContent(head, ending);
}

/** The first characters of a file; empty when it cannot be read, which its reader will report. */
export async function headOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
      return buffer.toString('utf8', 0, bytesRead).replace(/^\ufeff/, '');
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}

function byContent(head: string, ending: string): FileFormat {
  const start = head.trimStart();
  if (start.startsWith('{')) {
    if (/^\{\s*"guild"\s*:/.test(start) && head.includes('"channel"')) return 'discordJson';
    return isItemLine(start) ? 'ndjson' : 'telegram';
  }
  const looksLikeTable = !start.startsWith('[') && !start.startsWith('<') && !start.includes('\u0000');
  return looksLikeTable && ending !== 'json' ? 'csv' : 'telegram';
}

/** What the first line has when it is a pushed item or a line of WeCom's archive. */
const LINE_FIELDS = [
  ['kind', 'at'],
  ['msgid', 'msgtime'],
];

/** Whether the first line is an object of its own of a kind that is known: any other file ends in `.ndjson` or `.jsonl`. */
function isItemLine(start: string): boolean {
  const line = start.split('\n', 1)[0];
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    return LINE_FIELDS.some((fields) => fields.every((field) => field in value));
  } catch {
    return false;
  }
}
