import { request, startBenchApp } from '../lib/app';
import { asMaintained, madeUpFacts } from '../lib/facts';
import { median, report, timed, times } from '../lib/report';
import { healthRows, madeUpHealth } from './blocks/health';
import { madeUpHours } from './blocks/hours';
import { leaderboardRows } from './blocks/leaderboard';
import { rhythmRows } from './blocks/rhythm';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GOAL_MS = 1000;

/**
 * What the blocks ask for, against the host's own list of a hundred members. BENCH_MEMBERS and BENCH_ACTIVITIES make it
 * smaller.
 */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const members = Number(process.env.BENCH_MEMBERS ?? 260_000);
  const activities = Number(process.env.BENCH_ACTIVITIES ?? 5_000_000);
  const asOf = Math.floor(Date.now() / HOUR) * HOUR;
  const day = (daysAgo: number) => new Date(asOf - daysAgo * DAY).toISOString().slice(0, 10);
  const { facts } = await madeUpFacts(bench.services, { members, activities, asOf });
  const hours = await madeUpHours(bench.services, { members, utterances: activities, day });
  await madeUpHealth(bench.services, { at: store.instant(asOf - 180 * DAY) });
  await asMaintained(store);

  const warm = async (target: string) => {
    const runs: number[] = [];
    for (let i = 0; i < 6; i += 1) runs.push(await timed(() => request(bench, target)));
    return median(runs.slice(1));
  };
  const list = await warm('communityMembers:list?pageSize=100&sort=-engagementScore');
  for (const [what, target] of [...rhythmRows(day), ...leaderboardRows(day), ...healthRows(day)]) {
    const ms = await warm(target);
    report({
      suite: 'blocks',
      what: `${what} (${store.dialect}, ${members} members, ${facts} daily and ${hours} hourly facts)`,
      figure: `${Math.round(ms)} ms`,
      baseline: `communityMembers:list of 100, ${Math.round(list)} ms`,
      ratio: times(ms / list),
      goal: `≤ ${GOAL_MS} ms`,
      ok: ms <= GOAL_MS,
    });
  }
  await bench.close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
