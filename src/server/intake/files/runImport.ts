import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteResult } from '../sink';
import { ImportError } from './importError';
import { importNotes, type ImportNote } from './importNotes';
import type { ImportSource, StagedFile, StageRequest } from './source';
import type { StagedImport } from './telegramExport';

export type ImportStep = 'reading' | 'writing';

export interface ImportOptions<Batch> extends Pick<
  StageRequest,
  'timeZone' | 'fallbackTimeZone' | 'salt' | 'textsSince' | 'now' | 'signal'
> {
  files: string[];
  /** What the operator calls them, in the same order; by default the same. */
  names?: string[];
  /** See {@link StageRequest}. */
  mapping?: StageRequest['mapping'];
  kinds?: StageRequest['kinds'];
  /** Directory for the stage files; made if it is missing. They are as secret as the exports, and removed at the end. */
  workDirectory: string;
  source: ImportSource<Batch>;
  write(batch: Batch): Promise<WriteResult>;
  /** Records in one write; told what has been written. By default always as many. */
  batches?: { readonly size: number; wrote(rows: number): void };
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
const FIXED = { size: 2000, wrote: () => undefined };
const NO_KINDS = { keys: [], utterances: [] };
const ACTIVITY_COUNTS = ['messages', 'reactions', 'joins', 'leaves', 'invites'];

/**
 * Imports export files: all of them are checked first, then their activities are written in batches. Repeating an import
 * changes nothing, so one that was interrupted is simply run again.
 *
 * @throws ImportError when a file is refused (nothing written) or the import is cancelled
 */
export async function runImport<Batch>(options: ImportOptions<Batch>): Promise<ImportResult> {
  const { files, onProgress } = options;
  const staged: StagedFile[] = [];
  await mkdir(options.workDirectory, { recursive: true });
  const stageFiles = files.map(() => join(options.workDirectory, `${randomUUID()}.stage`));
  try {
    for (const [i, file] of files.entries()) {
      staged.push(
        await options.source.stage({
          ...stageRequest(options, file, options.names?.[i] ?? file, stageFiles[i]),
          onProgress: (read, total) =>
            onProgress?.('reading', (READING_SHARE * (i + read / Math.max(total, 1))) / files.length),
        }),
      );
    }
    await options.onStaged?.(staged);
    const written = await writeStaged(staged, options);
    return { counts: { ...written, ...fileCounts(staged) }, notes: importNotes(staged), staged };
  } finally {
    for (const stageFile of stageFiles) await rm(stageFile, { force: true });
  }
}

/** Only what reading needs: it may travel to another thread. */
function stageRequest(
  {
    timeZone,
    fallbackTimeZone,
    salt,
    textsSince,
    now,
    signal,
    mapping,
    kinds,
  }: Omit<ImportOptions<never>, 'source' | 'write'>,
  file: string,
  name: string,
  stageFile: string,
): StageRequest {
  const given = { timeZone, fallbackTimeZone, salt, textsSince, now, signal };
  return { ...given, mapping: mapping ?? null, kinds: kinds ?? NO_KINDS, file, name, stageFile };
}

async function writeStaged<Batch>(
  staged: StagedFile[],
  { source, write, batches = FIXED, onProgress, signal }: ImportOptions<Batch>,
): Promise<Record<string, number>> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const total = staged.reduce(
    (sum, { counts: own }) => sum + (own.activities ?? ACTIVITY_COUNTS.reduce((n, key) => n + (own[key] ?? 0), 0)),
    0,
  );
  const writeCounted = async (batch: Batch): Promise<void> => {
    const result = await write(batch);
    counts.added += result.added;
    counts.changed += result.changed;
    counts.unchanged += result.unchanged;
    batches.wrote(result.added + result.changed + result.unchanged);
    const done = counts.added + counts.changed + counts.unchanged;
    onProgress?.('writing', READING_SHARE + (1 - READING_SHARE) * (done / Math.max(total, 1)));
  };
  // while the database writes a batch, the next one is read and prepared
  const writing: Array<Promise<void>> = [];
  try {
    for (const one of staged) {
      for await (const batch of source.batches(one, () => batches.size)) {
        if (signal?.aborted) throw new ImportError('CANCELLED');
        const next = writeCounted(batch);
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
