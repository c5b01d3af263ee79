import type { ActivityRecord } from '@community-crm/community-model';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActivitySink } from '../sink';
import { ImportError } from './importError';
import { importNotes, type ImportNote } from './importNotes';
import { readStaged, stageTelegramExport, type StagedImport, type StageOptions } from './telegramExport';

export type ImportStep = 'reading' | 'writing';

export interface ImportOptions extends Pick<StageOptions, 'timeZone' | 'fallbackTimeZone' | 'salt' | 'now' | 'signal'> {
  files: string[];
  /** Directory for the stage files; made if it is missing. They are as secret as the exports, and removed at the end. */
  workDirectory: string;
  sink: ActivitySink;
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
  await mkdir(options.workDirectory, { recursive: true });
  try {
    for (const file of files) {
      const base = staged.length / files.length;
      staged.push(
        await stageTelegramExport({
          ...options,
          file,
          stageFile: join(options.workDirectory, `${randomUUID()}.stage`),
          onProgress: (read, total) =>
            onProgress?.('reading', READING_SHARE * (base + read / Math.max(total, 1) / files.length)),
        }),
      );
    }
    await options.onStaged?.(staged);
    const written = await writeStaged(staged, options);
    return { counts: { ...written, ...fileCounts(staged) }, notes: importNotes(staged), staged };
  } finally {
    for (const { stageFile } of staged) await rm(stageFile, { force: true });
  }
}

async function writeStaged(
  staged: StagedImport[],
  { sink, batchSize = 2000, onProgress, signal }: ImportOptions,
): Promise<Record<string, number>> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const total = staged.reduce(
    (sum, { counts: own }) => sum + ACTIVITY_COUNTS.reduce((n, key) => n + (own[key] ?? 0), 0),
    0,
  );
  let done = 0;
  const write = async (records: ActivityRecord[]): Promise<void> => {
    const result = await sink.write(records);
    counts.added += result.added;
    counts.changed += result.changed;
    counts.unchanged += result.unchanged;
    done += records.length;
    onProgress?.('writing', READING_SHARE + (1 - READING_SHARE) * (done / Math.max(total, 1)));
  };
  for (const { stageFile } of staged) {
    let writing: Promise<void> = Promise.resolve();
    for await (const records of readStaged(stageFile, { batchSize })) {
      // while the database writes a batch, the next one is read
      await writing;
      if (signal?.aborted) throw new ImportError('CANCELLED');
      writing = write(records);
      writing.catch(() => undefined);
    }
    await writing;
  }
  return counts;
}

function fileCounts(staged: StagedImport[]): Record<string, number> {
  const sum: Record<string, number> = { chats: 0, skipped: 0 };
  for (const { chats, counts, skipped } of staged) {
    sum.chats += chats.length;
    sum.skipped += (skipped.unsupported ?? 0) + (skipped.unknown ?? 0);
    for (const [name, count] of Object.entries(counts)) if (!name.includes('.')) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
