import { CommunityZone, type ActivityRecord } from '@community-crm/community-model';
import { writeTelegramExport } from '@community-crm/telegram-sandbox';
import { buildSync } from 'esbuild';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packActivities } from '../../../activities/pack';
import { fileSource, runImport, type ImportResult } from '../../../intake/files';
import type { PackingTarget, ImportBatch } from '../packingSource';
import { importSource, ThreadSource } from '../threadSource';

const folder = mkdtempSync(path.join(os.tmpdir(), 'import-thread-'));
const worker = path.join(folder, 'worker.js');
const file = path.join(folder, 'result.json');
const work = path.join(folder, 'work');
const TARGET: PackingTarget = { dialect: 'sqlite', zone: 'Asia/Tehran' };
const NOW = Date.parse('2026-06-01T00:00:00Z');

beforeAll(async () => {
  const entry = path.join(__dirname, '../worker.ts');
  buildSync({ entryPoints: [entry], outfile: worker, bundle: true, platform: 'node', format: 'cjs' });
  await writeTelegramExport({ start: '2026-03-02', members: 60, groups: 3, seed: 4, timeZone: 'UTC', days: 12 }, file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAIN = { workDirectory: work, fallbackTimeZone: 'UTC', salt: 'salt', now: NOW, batchSize: 200 };

interface Through {
  target?: PackingTarget;
  signal?: AbortSignal;
  onBatch?: (batch: ImportBatch) => void | Promise<void>;
  onProgress?: (step: string, progress: number) => void;
}

/** Imports through a thread into a list of batches. */
async function throughThread(
  files: string[],
  { target = TARGET, signal = new AbortController().signal, onBatch, onProgress }: Through = {},
): Promise<{ result: ImportResult; batches: ImportBatch[] }> {
  const source = new ThreadSource(worker, target, signal);
  const batches: ImportBatch[] = [];
  try {
    const result = await runImport({
      ...PLAIN,
      files,
      signal,
      source,
      onProgress,
      write: async (batch) => {
        await onBatch?.(batch);
        batches.push(batch);
        const added = 'packed' in batch ? batch.packed.heads.length : batch.records.length;
        return { added, changed: 0, unchanged: 0 };
      },
    });
    return { result, batches };
  } finally {
    await source.close();
  }
}

/** The same records read in this thread. */
async function records(): Promise<{ result: ImportResult; batches: ActivityRecord[][] }> {
  const batches: ActivityRecord[][] = [];
  const result = await runImport({
    ...PLAIN,
    files: [file],
    source: fileSource,
    write: async (batch) => {
      batches.push(batch.records);
      return { added: batch.records.length, changed: 0, unchanged: 0 };
    },
  });
  return { result, batches };
}

test.each(['sqlite', 'postgres', 'mysql'] as const)('what arrives is what is packed here (%s)', async (dialect) => {
  const target: PackingTarget = { ...TARGET, dialect };
  const [here, there] = [await records(), await throughThread([file], { target })];
  expect(there.result).toEqual({
    ...here.result,
    staged: here.result.staged.map((one) => ({ ...one, stageFile: expect.any(String) })),
  });
  expect(there.batches).toHaveLength(here.batches.length);
  const zone = new CommunityZone(TARGET.zone);
  here.batches.forEach((batch, i) => {
    const packed = packActivities(dialect, zone, batch);
    const arrived = (there.batches[i] as Extract<ImportBatch, { packed: unknown }>).packed;
    expect(arrived).toEqual({
      ...packed,
      heads: packed.heads.map((record) => ({
        source: record.source,
        externalKey: record.externalKey,
        version: record.version,
        chat: record.chat,
        actor: record.actor,
        kind: record.kind,
        occurredAt: record.occurredAt,
        replyToKey: record.replyToKey,
        replyTo: record.replyTo,
      })),
    });
  });
});

test('rows of a table arrive as records', async () => {
  const table = path.join(folder, 'orders.ndjson');
  writeFileSync(table, '{"key":"a","kind":"message","at":"2026-03-01T10:00:00Z","actor":{"id":"1"}}\n');
  const source = new ThreadSource(worker, TARGET, new AbortController().signal);
  const arrived: ImportBatch[] = [];
  await runImport({
    ...PLAIN,
    files: [table],
    kinds: { keys: ['message'], utterances: ['message'] },
    source,
    write: async (batch) => {
      arrived.push(batch);
      return { added: 1, changed: 0, unchanged: 0 };
    },
  });
  await source.close();
  expect(arrived).toEqual([{ records: [expect.objectContaining({ externalKey: 'file:a', kind: 'message' })] }]);
});

test('a damaged file is refused with its place, nothing is written and no file stays', async () => {
  const damaged = path.join(folder, 'damaged.json');
  writeFileSync(damaged, readFileSync(file).subarray(0, 60_000));
  let writes = 0;
  const broken = throughThread([file, damaged], { onBatch: () => void (writes += 1) });
  await expect(broken).rejects.toMatchObject({ name: 'ImportError', code: 'TRUNCATED', values: { byte: 60_000 } });
  expect(writes).toBe(0);
  expect(readdirSync(work)).toEqual([]);
});

test('it can be cancelled while reading and while writing', async () => {
  for (const when of ['reading', 'writing']) {
    const abort = new AbortController();
    const onProgress = (step: string): void => {
      if (step === when) abort.abort();
    };
    await expect(throughThread([file], { signal: abort.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(readdirSync(work)).toEqual([]);
  }
});

test('progress only rises and reaches the end', async () => {
  const shares: number[] = [];
  await throughThread([file], { onProgress: (_, share) => shares.push(share) });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('a thread that cannot run or a write that fails ends the import', async () => {
  const missing = new ThreadSource(path.join(folder, 'missing.js'), TARGET, new AbortController().signal);
  await expect(
    runImport({ ...PLAIN, files: [file], source: missing, write: () => Promise.reject() }),
  ).rejects.toThrow();
  const failing = throughThread([file], { onBatch: () => Promise.reject(new Error('disk full')) });
  await expect(failing).rejects.toThrow('disk full');
  expect(readdirSync(work)).toEqual([]);
});

test('from source, where no thread can be loaded, the same happens here', async () => {
  const source = importSource(TARGET, new AbortController().signal);
  expect(source).not.toBeInstanceOf(ThreadSource);
  await source.close();
});
