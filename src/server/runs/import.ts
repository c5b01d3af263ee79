import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '../configuration';
import type { Facts } from '../facts';
import type { ActivitySink } from '../intake/sink';
import { readStaged, stageTelegramExport, type StagedImport } from '../intake/files/telegramExport';
import type { RunLedger } from './ledger';
import type { Counts, RunContext, RunHandler, RunNote, RunOutcome } from './run';

/** Records written by one transaction. */
const BATCH = 3000;

export interface ImportOptions {
  settings: Settings;
  writer: ActivitySink;
  facts: Facts;
  ledger: RunLedger;
  now: () => number;
  /** Where checked exports wait to be written. */
  folder: string;
}

interface ImportFile {
  path: string;
  name: string;
}

/**
 * Takes export files in: all of them are read and checked first, then written, then counted. A file that is refused
 * therefore changes nothing, and a run that is cut off may simply be repeated.
 */
export function importHandler(options: ImportOptions): RunHandler {
  return async (context: RunContext): Promise<RunOutcome> => {
    const files = context.run.params.files as ImportFile[];
    const staged: StagedImport[] = [];
    try {
      for (const [i, file] of files.entries()) staged.push(await stage(options, context, file, i, files.length));
      const written = await write(options, context, staged);
      await options.facts.drain((done, total) => context.report(0.8 + (0.2 * done) / Math.max(1, total), 'facts'));
      await options.ledger.enqueue('labels');
      return { counts: { ...summed(staged), ...written }, notes: staged.flatMap((one, i) => notesOf(one, files[i].name)) };
    } finally {
      for (const { stageFile } of staged) await rm(stageFile, { force: true });
      if (context.run.params.removeFiles) for (const file of files) await rm(file.path, { force: true });
    }
  };
}

async function stage(
  { settings, folder, now }: ImportOptions,
  { run, signal, report }: RunContext,
  file: ImportFile,
  index: number,
  total: number,
): Promise<StagedImport> {
  await mkdir(folder, { recursive: true });
  let reported: Promise<void> = Promise.resolve();
  const staged = await stageTelegramExport({
    file: file.path,
    stageFile: path.join(folder, `${randomUUID()}.staged`),
    timeZone: (run.params.timeZone as string | null) ?? undefined,
    fallbackTimeZone: (await settings.read()).timeZone,
    salt: await settings.salt(),
    now: now(),
    signal,
    onProgress: (read, bytes) => {
      reported = reported.then(() => report((0.4 * (index + read / bytes)) / total, 'reading')).catch(() => undefined);
    },
  });
  await reported;
  return staged;
}

async function write(
  { writer }: ImportOptions,
  { report }: RunContext,
  staged: readonly StagedImport[],
): Promise<Counts> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const total = staged.reduce((sum, one) => sum + recordsIn(one), 0);
  let done = 0;
  for (const { stageFile } of staged) {
    for await (const batch of readStaged(stageFile, { batchSize: BATCH })) {
      const result = await writer.write(batch);
      counts.added += result.added;
      counts.changed += result.changed;
      counts.unchanged += result.unchanged;
      done += batch.length;
      await report(0.4 + 0.4 * Math.min(1, done / Math.max(1, total)), 'writing', counts);
    }
  }
  return counts;
}

const recordsIn = ({ counts }: StagedImport): number =>
  (counts.messages ?? 0) + (counts.reactions ?? 0) + (counts.joins ?? 0) + (counts.leaves ?? 0) + (counts.invites ?? 0);

function summed(staged: readonly StagedImport[]): Counts {
  const counts: Counts = {};
  for (const one of staged) {
    for (const [name, n] of Object.entries(one.counts)) counts[name] = (counts[name] ?? 0) + n;
    for (const [name, n] of Object.entries(one.skipped)) counts[`skipped.${name}`] = (counts[`skipped.${name}`] ?? 0) + n;
    counts.chats = (counts.chats ?? 0) + one.chats.length;
  }
  return counts;
}

function notesOf({ timeZone, unresolvedNames, unresolved, migrations }: StagedImport, file: string): RunNote[] {
  const notes: RunNote[] = [];
  if (timeZone.assumed) notes.push({ code: 'TIME_ZONE_ASSUMED', file, zone: timeZone.name, messages: timeZone.messages });
  if (unresolved > 0) notes.push({ code: 'NAMES_UNRESOLVED', file, times: unresolved, names: unresolvedNames.slice(0, 20) });
  for (const migration of migrations) notes.push({ code: 'GROUP_MIGRATED', file, ...migration });
  return notes;
}
