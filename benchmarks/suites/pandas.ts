import { writeTelegramExport } from '@community-crm/telegram-sandbox';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readKinds, readProfile } from '../../src/server/configuration';
import type { HeatmapAnswer } from '../../src/common/heatmap';
import { request, startBenchApp, type BenchApp } from '../lib/app';
import { report, timed, times } from '../lib/report';

const MB = 1024 * 1024;
const PAGE = 5000;
const GROUPS = 200;
/** Debian's own interpreter: another one on the path does not see Debian's pandas. */
const PYTHON = process.env.BENCH_PYTHON ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');

interface PandasAnswer {
  readMs: number;
  matrixMs: number;
  activities: number;
  cells: Array<[chat: string, account: number, posts: number, points: number, score: number]>;
}

interface Cell {
  posts: number;
  score: number;
}

/** The matrix of an exported community, computed by the plugin and by an independent script with pandas. */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'community-pandas-'));
  const file = path.join(folder, 'result.json');
  const days = Number(process.env.BENCH_IMPORT_DAYS ?? 140);
  await writeTelegramExport(
    { start: '2026-01-01', days, members: 3200, groups: 42, seed: 5, timeZone: 'Asia/Shanghai' },
    file,
  );
  const bench = await startBenchApp();
  const { store, settings, ledger } = bench.services;
  const imported = await timed(() => takeIn(bench, file));
  const zone = await settings.zone();
  const asOf = (await ledger.lastWatermark()) ?? Date.now();
  const profile = await readProfile(store);
  const kinds = await readKinds(store);
  writeFileSync(
    path.join(folder, 'settings.json'),
    JSON.stringify({
      timeZone: zone.name,
      asOfDay: zone.day(asOf),
      halfLifeDays: profile.halfLifeDays,
      pointsForHalf: profile.pointsForHalf,
      kinds: Object.fromEntries(kinds.rows.map(({ key, weight, dailyCap }) => [key, [weight, dailyCap]])),
    }),
  );
  const target = path.join(folder, 'matrix.json');
  const script = path.join(process.env.BENCH_ROOT ?? process.cwd(), 'benchmarks/pandas/matrix.py');
  const theirs = await timed(async () =>
    execFileSync(PYTHON, [script, file, path.join(folder, 'settings.json'), target], { stdio: 'inherit' }),
  );
  const pandas = JSON.parse(readFileSync(target, 'utf8')) as PandasAnswer;

  const ours = new Map<string, Cell>();
  const shown = await timed(() => readMatrix(bench, ours));
  const points = await readPoints(bench);
  const found = compare(
    pandas,
    ours,
    points,
    profile.pointsForHalf,
    zone.dayNumber(asOf) + 0.5 - profile.landmarkDay,
    profile.halfLifeDays,
  );
  const size = Math.round(statSync(file).size / MB);
  const what = (text: string) =>
    `${text} (${store.dialect}, ${size} MB export, ${pandas.activities} scored activities)`;
  report({
    suite: 'pandas',
    what: what('cells that differ: posts; score by more than 1e-9'),
    figure: `${found.posts}; ${found.scores} (largest ${found.largest.toExponential(1)})`,
    baseline: `${pandas.cells.length} cells of pandas`,
    goal: '0; 0',
    ok: found.posts === 0 && found.scores === 0 && pandas.cells.length > 0,
  });
  report({
    suite: 'pandas',
    what: what('from the file to the stored matrix'),
    figure: `${Math.round(imported)} ms`,
    baseline: `pandas ${Math.round(theirs)} ms (read ${Math.round(pandas.readMs)}, matrix ${Math.round(pandas.matrixMs)})`,
    ratio: times(imported / theirs),
    goal: '-',
    ok: true,
  });
  report({
    suite: 'pandas',
    what: what('the stored matrix shown, every page of it over HTTP'),
    figure: `${Math.round(shown)} ms`,
    baseline: `pandas, matrix from activities in memory ${Math.round(pandas.matrixMs)} ms`,
    ratio: times(pandas.matrixMs / shown),
    goal: '-',
    ok: true,
  });
  await bench.services.worker.stop();
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The import and what follows it: facts and scores. */
async function takeIn({ services: { ledger, worker } }: BenchApp, file: string): Promise<void> {
  const finished = async (id: number) => {
    worker.wake();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const run = await ledger.find(id);
      if (run?.state === 'failed') throw new Error(run.error?.message);
      if (run?.state === 'succeeded') return;
    }
  };
  await finished(await ledger.enqueue('import', { files: [{ path: file, name: 'result.json' }], timeZone: null }));
  await finished(await ledger.enqueue('labels'));
}

const keyOf = (chat: string, account: string | number) => `${chat} ${account}`;

/** All pages of the heatmap as the interface gets them, by chat and account. */
async function readMatrix(bench: BenchApp, cells: Map<string, Cell>): Promise<void> {
  const { store } = bench.services;
  const accounts = await names(
    store.select<Named>('SELECT i."memberId" AS "id", i."externalId" FROM {communityIdentities} AS i'),
  );
  const chats = await names(
    store.select<Named>('SELECT g."id", g."externalId" FROM {communityGroups} AS g WHERE g."id" <> 0'),
  );
  const groups = [...chats.keys()].slice(0, GROUPS).join(',');
  for (let page = 1; ; page += 1) {
    const { data } = (await request(
      bench,
      `communityAnalytics:heatmap?page=${page}&pageSize=${PAGE}&groups=${groups}&sort=id`,
    )) as { data: HeatmapAnswer };
    data.cells.member.forEach((member, i) => {
      const key = keyOf(
        String(chats.get(Number(data.groups[data.cells.group[i]].id))),
        String(accounts.get(Number(data.members[member].id))),
      );
      cells.set(key, { posts: data.cells.posts[i], score: data.cells.score[i] });
    });
    if (page * PAGE >= data.total) return;
  }
}

interface Named extends Record<string, unknown> {
  id: number | string;
  externalId: string;
}

const names = async (rows: Promise<Named[]>) =>
  new Map((await rows).map(({ id, externalId }) => [Number(id), String(externalId)]));

/** Stored points by chat and account: what is displayed is rounded. */
async function readPoints({ services: { store } }: BenchApp): Promise<Map<string, number>> {
  const rows = await store.select<{ chat: string; account: string; points: number | string }>(
    `SELECT g."externalId" AS "chat", i."externalId" AS "account", x."points" FROM {communityMemberships} AS x
     JOIN {communityGroups} AS g ON g."id" = x."groupId" JOIN {communityIdentities} AS i ON i."memberId" = x."memberId"`,
  );
  return new Map(rows.map(({ chat, account, points }) => [keyOf(chat, account), Number(points)]));
}

/** Cells whose counts differ, and whose score differs before rounding by more than 1e-9 or as it is displayed. */
function compare(
  { cells }: PandasAnswer,
  ours: Map<string, Cell>,
  stored: Map<string, number>,
  pointsForHalf: number,
  sinceLandmark: number,
  halfLifeDays: number,
): { posts: number; scores: number; largest: number } {
  const found = { posts: 0, scores: 0, largest: 0 };
  const seen = new Set<string>();
  for (const [chat, account, posts, , score] of cells) {
    const key = keyOf(chat, account);
    seen.add(key);
    const points = (stored.get(key) ?? 0) * 2 ** (-sinceLandmark / halfLifeDays);
    const exact = 100 * (1 - 2 ** (-points / pointsForHalf));
    const difference = Math.abs(exact - score);
    found.largest = Math.max(found.largest, difference);
    if (ours.get(key)?.posts !== posts) found.posts += 1;
    // 0.05: the displayed score has one decimal
    if (difference > 1e-9 || Math.abs((ours.get(key)?.score ?? -1) - score) > 0.05 + 1e-9) found.scores += 1;
  }
  for (const [key, cell] of ours) {
    if (seen.has(key)) continue;
    if (cell.posts) found.posts += 1;
    if (cell.score) found.scores += 1;
  }
  return found;
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
