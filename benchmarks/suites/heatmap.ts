import http from 'node:http';
import { readCompactHeatmap, type CompactHeatmap } from '../../src/common/heatmapCompact';
import { heatmap } from '../../src/server/analytics';
import { request, startBenchApp, type BenchApp } from '../lib/app';
import type { Store } from '../../src/server/store';
import { addActivities, emptyMatrix, rawCells, settle, type MatrixSize } from '../lib/matrix';
import { median, report, timed, times } from '../lib/report';
import { gunzipSync } from 'node:zlib';

const MEMBERS = Number(process.env.BENCH_MEMBERS ?? 260_000);
const ACTIVITIES = Number(process.env.BENCH_ACTIVITIES ?? 5_000_000);
const GROUPS = 200;
/** The largest matrix that a page asks for. */
const ROWS = Math.min(5000, Math.floor(MEMBERS / 10));
const WARM_RUNS = 7;

const all = { filter: {}, fields: null };

/**
 * The heatmap of the highest 5,000 members × 200 groups out of a large community: its SQL against the same matrix from
 * the activities themselves, the same at a fifth of the activities, and its whole answer over HTTP.
 */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const asOf = Date.parse('2026-11-01T12:00:00Z');
  const size: MatrixSize = { members: MEMBERS, groups: GROUPS, busy: ROWS, busyGroups: 40, otherGroups: 4, asOf };
  await emptyMatrix(bench.services, size);

  const query = {
    ...{ filter: {}, sort: ['-engagementScore'], page: 1, pageSize: ROWS, groups: null, groupLimit: GROUPS },
    ...{ normalize: 'none' as const, cells: 'stepped' as const },
  };
  const ask = () => heatmap(store, query, { members: all, groups: all }, asOf);
  const few = Math.floor(ACTIVITIES / 5);
  await addActivities(bench.services, size, 0, few);
  await settle(bench.services, asOf);
  const small = await warm(ask);
  await addActivities(bench.services, size, few, ACTIVITIES);
  const { cells: memberships } = await settle(bench.services, asOf);
  const large = await warm(ask);
  const cells = (await ask()).cells.member.length;
  const inSql = await sqlTime(store.db, ask);

  const raw = await timed(() =>
    store.select(
      `WITH cells AS ${store.sql.materialized} (${rawCells(bench.services, asOf)}),
         top AS (SELECT c."memberId" FROM cells AS c GROUP BY c."memberId" ORDER BY SUM(c."points") DESC LIMIT ${ROWS})
       SELECT COUNT(*) AS "cells", SUM(c."posts") AS "posts" FROM cells AS c JOIN top AS t ON t."memberId" = c."memberId"`,
    ),
  );
  const where = `(${store.dialect}, ${MEMBERS} members, ${memberships} memberships, ${ACTIVITIES} activities)`;
  const ms = (value: number) => `${Math.round(value)} ms`;
  report({
    suite: 'heatmap',
    what: `SQL behind ${ROWS} × ${GROUPS}, ${cells} cells, warm ${where}`,
    figure: `${ms(inSql)}, shaped ${ms(large)}`,
    baseline: `the same from raw activities, nothing sent: ${ms(raw)}`,
    ratio: times(raw / large),
    goal: '≤ 300 ms and ≥ 10×',
    ok: inSql <= 300 && raw / large >= 10,
  });
  report({
    suite: 'heatmap',
    what: `the same with ${ACTIVITIES} against ${few} activities`,
    figure: ms(large),
    baseline: ms(small),
    ratio: times(large / small),
    goal: '≤ 1.5×',
    ok: large / small <= 1.5,
  });
  await overHttp(bench, cells);
  await onePage(bench);
  await bench.close();
}

async function overHttp(bench: BenchApp, cells: number): Promise<void> {
  const target = `communityAnalytics:heatmap?format=compact&pageSize=${ROWS}&groupLimit=${GROUPS}&sort=-engagementScore`;
  let body: Buffer = Buffer.alloc(0);
  const whole = await warm(async () => {
    body = await zipped(bench, target);
  });
  const answer = (JSON.parse(gunzipSync(body).toString()) as { data: CompactHeatmap }).data;
  const decode = await warm(async () => readCompactHeatmap(answer));
  const perCell = body.length / cells;
  report({
    suite: 'heatmap',
    what: `whole HTTP answer, ${cells} cells`,
    figure: `${Math.round(whole)} ms, ${perCell.toFixed(2)} bytes a cell zipped`,
    baseline: `decoding it: ${Math.round(decode)} ms`,
    goal: '≤ 1000 ms, ≤ 6 bytes',
    ok: whole <= 1000 && perCell <= 6,
  });
}

/** As a page asks for it by default, against the host's own list of as many members. */
async function onePage(bench: BenchApp): Promise<void> {
  const list = await warm(() => request(bench, 'communityMembers:list?pageSize=100&sort=-engagementScore'));
  const page = await warm(() => request(bench, `communityAnalytics:heatmap?pageSize=100&groupLimit=${GROUPS}`));
  report({
    suite: 'heatmap',
    what: `100 × ${GROUPS} as objects, warm`,
    figure: `${Math.round(page)} ms`,
    baseline: `communityMembers:list of 100, ${Math.round(list)} ms`,
    ratio: times(page / list),
    goal: '≤ 300 ms',
    ok: page <= 300,
  });
}

async function warm(work: () => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let i = 0; i < WARM_RUNS + 2; i += 1) runs.push(await timed(work));
  return median(runs.slice(2));
}

/** How long at least one statement was under way, its answer taken in included: what lies between is shaping. */
async function sqlTime({ sequelize }: Store['db'], work: () => Promise<unknown>): Promise<number> {
  const query = sequelize.query;
  let [underWay, since, sum] = [0, 0, 0];
  sequelize.query = async function timedQuery(this: typeof sequelize, ...args: Parameters<typeof query>) {
    if (underWay++ === 0) since = performance.now();
    try {
      return await query.apply(this, args);
    } finally {
      if (--underWay === 0) sum += performance.now() - since;
    }
  } as typeof query;
  const sums: number[] = [];
  for (let i = 0; i < WARM_RUNS; i += 1) {
    sum = 0;
    await work();
    sums.push(sum);
  }
  sequelize.query = query;
  return median(sums);
}

/** The bytes of an answer as they travel. */
function zipped({ url, token }: BenchApp, target: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${token}`, 'x-authenticator': 'basic', 'accept-encoding': 'gzip' };
  return new Promise((resolve, reject) => {
    http
      .get(`${url}/${target}`, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          if (response.statusCode === 200 && response.headers['content-encoding'] === 'gzip')
            resolve(Buffer.concat(parts));
          else reject(new Error(`${target}: ${response.statusCode}`));
        });
      })
      .on('error', reject);
  });
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
