import { rm } from 'node:fs/promises';
import type { Settings } from '../../configuration';
import type { Facts } from '../../facts';
import { runImport, type ImportOptions, type ImportResult } from '../../intake/files';
import type { ActivitySink, PackedSink } from '../../intake/sink';
import { BatchSize, type Dialect } from '../../store';
import type { RunLedger } from '../ledger';
import type { Run, RunContext, RunHandler, RunOutcome } from '../run';
import { importSource } from './threadSource';

/** Most records written by one transaction. */
const BATCH = 12_000;
/** Shares of a run: reading and writing, then counting. */
const TAKEN_IN = 0.8;

export interface ImportRunOptions {
  settings: Settings;
  dialect: Dialect;
  sink: PackedSink;
  /** Where rows of tables go. */
  tableSink: ActivitySink;
  /** The kinds that exist, and those that are something said. */
  kinds: () => Promise<{ keys: string[]; utterances: string[] }>;
  facts: Facts;
  ledger: RunLedger;
  /** A group that moved to a supergroup keeps one row: both chat ids, Bot API form. */
  joinGroups: (from: string, to: string) => Promise<void>;
  /** Gaps in the record that the export of these chats fills: instants of its first and last activity, milliseconds. */
  fillGaps: (chats: string[], span: { from: number; to: number }) => Promise<void>;
  now: () => number;
  /** Milliseconds of a steady clock. */
  clock: () => number;
  /** Where checked exports wait to be written. */
  folder: string;
}

/**
 * Takes export files in: all of them are read and checked first, then written, then counted; labels follow in a run of
 * their own. A file that is refused changes nothing, and a run that was cut off may simply be repeated.
 */
export function importHandler(options: ImportRunOptions): RunHandler {
  const { facts, ledger } = options;
  return async (context: RunContext): Promise<RunOutcome> => {
    const { run, signal, report } = context;
    const files = filesOf(run).map(({ path }) => path);
    try {
      const result = await takeIn(options, context);
      await facts.drain((done, total) => report(TAKEN_IN + ((1 - TAKEN_IN) * done) / Math.max(1, total), 'facts'));
      for (const { chats, firstAt, lastAt } of result.staged)
        if (firstAt !== null && lastAt !== null)
          await options.fillGaps(
            chats.map(({ externalId }) => externalId),
            { from: firstAt, to: lastAt },
          );
      await ledger.enqueue('labels');
      await removeUploads(run, files);
      return { counts: result.counts, notes: result.notes };
    } catch (error) {
      // a run that was cut off needs its files again; a refused file is of no use
      if (!signal.aborted) await removeUploads(run, files);
      throw error;
    }
  };
}

/** Reads, checks and writes. */
async function takeIn(options: ImportRunOptions, { run, signal, report }: RunContext): Promise<ImportResult> {
  const { settings, dialect, sink, tableSink, now, clock, folder } = options;
  const given = filesOf(run);
  const zone = (await settings.read()).timeZone;
  const source = importSource({ dialect, zone: (await settings.zone()).name }, signal);
  let reports = Promise.resolve();
  try {
    const result = await runImport({
      files: given.map(({ path }) => path),
      names: given.map(({ name, path }) => name ?? path),
      mapping: (run.params.mapping as string | null | undefined) ?? null,
      kinds: await options.kinds(),
      timeZone: (run.params.timeZone as string | null) ?? undefined,
      fallbackTimeZone: zone,
      salt: await settings.salt(),
      textsSince: await settings.textsSince(now()),
      now: now(),
      signal,
      workDirectory: folder,
      source,
      write: (batch) => ('packed' in batch ? sink.writePacked(batch.packed) : tableSink.write(batch.records)),
      batches: batchesOf(new BatchSize(BATCH, dialect === 'sqlite'), clock),
      onStaged: async (staged) => {
        for (const { migrations } of staged) for (const { from, to } of migrations) await options.joinGroups(from, to);
      },
      onProgress: (step, progress) => {
        reports = reports.then(() => report(TAKEN_IN * progress, step)).catch(() => undefined);
      },
    });
    await reports;
    return result;
  } finally {
    await source.close();
  }
}

/** Batches are written one straight after the other: the time between two of them is what the later one took. */
function batchesOf(batch: BatchSize, clock: () => number): ImportOptions<never>['batches'] {
  let doneAt: number | null = null;
  return {
    get size() {
      return batch.size;
    },
    wrote(rows) {
      const now = clock();
      if (doneAt !== null) batch.took(rows, now - doneAt);
      doneAt = now;
    },
  };
}

interface GivenFile {
  path: string;
  name?: string;
}

const filesOf = (run: Run): GivenFile[] => run.params.files as GivenFile[];

async function removeUploads(run: Run, files: readonly string[]): Promise<void> {
  if (run.params.removeFiles) for (const file of files) await rm(file, { force: true });
}
