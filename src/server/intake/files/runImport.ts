import type { ActivityRecord } from '@community-crm/community-model';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActivitySink } from '../sink';
import { ImportError } from './importError';
import { importNotes, type ImportNote } from './importNotes';
import { readStaged, stageTelegramExport, type StagedImport, type StageOptions } from './telegramExport';
import { formatOf, readStagedTable, stageTable } from './tables';

export type ImportStep = 'reading' | 'writing';

export interface ImportOptions extends Pick<
  StageOptions,
  'timeZone' | 'fallbackTimeZone' | 'salt' | 'textsSince' | 'now' | 'signal'
> {
  files: string[];
  /** What the operator calls them, in the same order; by default the same. */
  names?: string[];
  /** How a table's columns become activities, as the operator wrote it: a preset's name or JSON; null = found out. */
  mapping?: string | null;
  /** The kinds that exist, and those that are something said. */
  kinds?: { keys: readonly string[]; utterances: readonly string[] };
  /** Directory for the stage files; made if it is missing. They are as secret as the exports, and removed at the end. */
  workDirectory: string;
  sink: ActivitySink;
  /** Where tables go, if not there too: it settles which of two descriptions holds where the rows do not say it. */
  tableSink?: ActivitySink;
  /** Records in one write. */
  batchSize?: number;
  /** All files are good; nothing has been written yet. */
  onStaged?(staged: StagedImport[]): void | Promise<void>;
  /** @param progress 0 to 1 over both steps */
  onProgress?(step: ImportStep, progress: number): void;
}

export interface ImportResult {
  /** `added`, `changed`, `unchanged` activities, and what the files hold: `messages`, `replies`, `joins`, `skipped`, … */
  counts: Record<string, number>;
  /** What the operator should know, by code. */
  notes: ImportNote[];
  staged: StagedImport[];
}

/** Reading takes about this share of an import's time. */
const READING_SHARE = 0.3;
/** Batches handed over besides the one that is being written. */
const AHEAD = 1;
const NO_KINDS = { keys: [], utterances: [] };
const ACTIVITY_COUNTS = ['messages', 'reactions', 'joins', 'leaves', 'invites'];

/**
 * Imports export files: all of them are checked first, then their activities are written in batches. Repeating an import
 * changes nothing, so one that was interrupted is simply run again.
 *
 * @throws ImportError when a file is refused (nothing written) or the import is cancelled
 */
export async function runImport(options: ImportOptions): Promise<ImportResult> {
  const { files, onProgress } = options;
  const staged: StagedImport[] = [];
  const tables = new Set<StagedImport>();
  await mkdir(options.workDirectory, { recursive: true });
  try {
    for (const file of files) {
      const base = staged.length / files.length;
      const format = await formatOf(file, options.names?.[staged.length] ?? file);
      const stageOptions: StageOptions = {
        ...options,
        file,
        stageFile: join(options.workDirectory, `${randomUUID()}.stage`),
        onProgress: (read, total) =>
          onProgress?.('reading', READING_SHARE * (base + read / Math.max(total, 1) / files.length)),
      };
      const table = { mapping: options.mapping ?? null, kinds: options.kinds ?? NO_KINDS };
      const one =
        format === 'telegram'
          ? await stageTelegramExport(stageOptions)
          : await stageTable({ ...stageOptions, ...table, format });
      if (format !== 'telegram') tables.add(one);
      staged.push(one);
    }
    await options.onStaged?.(staged);
    const written = await writeStaged(staged, tables, options);
    return { counts: { ...written, ...fileCounts(staged) }, notes: importNotes(staged), staged };
  } finally {
    for (const { stageFile } of staged) await rm(stageFile, { force: true });
  }
}

async function writeStaged(
  staged: StagedImport[],
  tables: ReadonlySet<StagedImport>,
  { sink, tableSink = sink, batchSize = 2000, onProgress, signal }: ImportOptions,
): Promise<Record<string, number>> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const total = staged.reduce(
    (sum, { counts: own }) => sum + (own.activities ?? ACTIVITY_COUNTS.reduce((n, key) => n + (own[key] ?? 0), 0)),
    0,
  );
  let done = 0;
  const write = async (to: ActivitySink, records: ActivityRecord[]): Promise<void> => {
    const result = await to.write(records);
    counts.added += result.added;
    counts.changed += result.changed;
    counts.unchanged += result.unchanged;
    done += records.length;
    onProgress?.('writing', READING_SHARE + (1 - READING_SHARE) * (done / Math.max(total, 1)));
  };
  // while the database writes a batch, the next one is read and prepared
  const writing: Array<Promise<void>> = [];
  try {
    for (const one of staged) {
      const [read, to] = tables.has(one) ? [readStagedTable, tableSink] : [readStaged, sink];
      for await (const records of read(one.stageFile, { batchSize })) {
        if (signal?.aborted) throw new ImportError('CANCELLED');
        const next = write(to, records);
        next.catch(() => undefined);
        writing.push(next);
        if (writing.length > AHEAD) await writing.shift();
      }
    }
    while (writing.length) await writing.shift();
  } finally {
    // what has been handed over ends before the import does
    await Promise.allSettled(writing);
  }
  return counts;
}

function fileCounts(staged: StagedImport[]): Record<string, number> {
  const sum: Record<string, number> = { chats: 0, skipped: 0 };
  for (const { chats, counts, skipped } of staged) {
    sum.chats += chats.length;
    sum.skipped += (skipped.unsupported ?? 0) + (skipped.unknown ?? 0) + (skipped.rows ?? 0);
    for (const [name, count] of Object.entries(counts)) if (!name.includes('.')) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
