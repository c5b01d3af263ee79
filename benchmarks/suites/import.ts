import { JSONParser } from '@streamparser/json';
import { writeTelegramExport } from '@community-crm/telegram-sandbox';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { request, startBenchApp, type BenchApp } from '../lib/app';
import { report, timed, times } from '../lib/report';

const MB = 1024 * 1024;

/** The file read by nothing but the streaming parser, with the paths that an import needs. */
async function bareParse(file: string): Promise<number> {
  let messages = 0;
  const parser = new JSONParser({ paths: ['$.chats.list.*.messages.*', '$.messages.*'], keepStack: false });
  parser.onValue = () => {
    messages += 1;
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 64 * 1024 })) parser.write(chunk as Buffer);
  return messages;
}

interface Worst {
  /** Milliseconds. */
  signIn: number;
  update: number;
  errors: string[];
}

/** Notes the longest answer of two ordinary requests, repeated while something else goes on. */
async function watchRequests(bench: BenchApp, until: () => boolean, worst: Worst): Promise<void> {
  const users = (await request(bench, 'users:list')) as { data: Array<{ id: number }> };
  while (!until()) {
    try {
      worst.signIn = Math.max(
        worst.signIn,
        await timed(() =>
          request(bench, 'auth:signIn', {
            method: 'POST',
            body: JSON.stringify({ account: 'admin@nocobase.com', password: 'admin123' }),
          }),
        ),
      );
      worst.update = Math.max(
        worst.update,
        await timed(() =>
          request(bench, `users:update?filterByTk=${users.data[0].id}`, {
            method: 'POST',
            body: JSON.stringify({ nickname: `Admin ${Date.now()}` }),
          }),
        ),
      );
    } catch (error) {
      worst.errors.push(String(error).slice(0, 200));
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

interface Import {
  /** Milliseconds until all is written, and until its facts are counted as well. */
  writtenMs: number;
  ms: number;
  /** Resident bytes before, and at most. */
  before: number;
  peak: number;
}

/** Takes the file in on a fresh database. */
async function takeIn(
  file: string,
  beside?: (bench: BenchApp, until: () => boolean) => Promise<void>,
): Promise<Import> {
  const bench = await startBenchApp();
  const { services } = bench;
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  let done = false;
  const going = beside?.(bench, () => done);
  const began = performance.now();
  let writtenMs = Infinity;
  const drain = services.facts.drain.bind(services.facts);
  services.facts.drain = (onProgress) => {
    // a run that tells how far it is has written everything by then
    if (onProgress) writtenMs = Math.min(writtenMs, performance.now() - began);
    return drain(onProgress);
  };
  const id = await services.ledger.enqueue('import', { files: [{ path: file, name: 'result.json' }], timeZone: null });
  const ms = await timed(async () => {
    services.worker.wake();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const run = await services.ledger.find(id);
      if (run?.state === 'failed') throw new Error(run.error?.message);
      if (run?.state === 'succeeded') return;
    }
  });
  done = true;
  clearInterval(sampler);
  await going;
  await services.worker.stop();
  await bench.close();
  return { writtenMs, ms, before, peak };
}

/** How long it takes, and others wait, where requests go on beside it. */
async function besideRequests(file: string, { dialect, bare }: { dialect: string; bare: number }): Promise<void> {
  const worst: Worst = { signIn: 0, update: 0, errors: [] };
  const beside = await takeIn(file, (bench, until) => watchRequests(bench, until, worst));
  report({
    suite: 'import',
    what: `the same while a sign-in and an update follow one another (${dialect})`,
    figure: `${(beside.ms / 1000).toFixed(1)} s`,
    baseline: `bare streaming parse ${(bare / 1000).toFixed(1)} s`,
    ratio: times(beside.ms / bare),
  });
  report({
    suite: 'import',
    what: 'longest sign-in and record update meanwhile',
    figure: `${Math.round(worst.signIn)} ms, ${Math.round(worst.update)} ms, ${worst.errors.length} errors`,
    baseline: '-',
    goal: '< 1000 ms, 0 errors',
    ok: worst.signIn < 1000 && worst.update < 1000 && worst.errors.length === 0,
  });
  if (worst.errors.length) console.error(worst.errors.slice(0, 3).join('\n'));
}

async function main(): Promise<void> {
  const dialect = process.env.BENCH_DIALECT ?? 'sqlite';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'community-export-'));
  const file = path.join(folder, 'result.json');
  const days = Number(process.env.BENCH_IMPORT_DAYS ?? 560);
  const written = await writeTelegramExport(
    { start: '2025-01-01', days, members: 3200, groups: 42, seed: 3, timeZone: 'UTC' },
    file,
  );
  const size = statSync(file).size / MB;
  const bare = await timed(() => bareParse(file));
  const alone = await takeIn(file);
  for (const [part, ms] of [
    ['read, checked and written', alone.writtenMs],
    ['and its facts counted', alone.ms],
  ] as const)
    report({
      suite: 'import',
      what: `${Math.round(size)} MB export, ${written.messages} messages: ${part} (${dialect})`,
      figure: `${(ms / 1000).toFixed(1)} s`,
      baseline: `bare streaming parse ${(bare / 1000).toFixed(1)} s`,
      ratio: times(ms / bare),
      goal: '≤ 4×',
      ok: ms <= 4 * bare,
    });
  report({
    suite: 'import',
    what: 'memory added by the import (host idle before)',
    figure: `${Math.round((alone.peak - alone.before) / MB)} MB (peak ${Math.round(alone.peak / MB)} MB)`,
    baseline: `host ${Math.round(alone.before / MB)} MB`,
    goal: '≤ 300 MB',
    ok: alone.peak - alone.before <= 300 * MB,
  });
  if (!process.env.BENCH_NO_REQUESTS) await besideRequests(file, { dialect, bare });
  rmSync(folder, { recursive: true, force: true });
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
