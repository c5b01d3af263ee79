import { request, startBenchApp } from '../lib/app';
import { asMaintained, madeUpFacts } from '../lib/facts';
import { median, report, timed, times } from '../lib/report';
import { GROUPS, madeUpCircles, madeUpForwards } from './blocks/circles';
import { madeUpHours } from './blocks/hours';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GOAL_MS = 1000;

/** How many members each two groups share, as one would ask a database for it. */
const SELF_JOIN = `SELECT s."groupId", o."groupId" AS "other", COUNT(*) AS "n" FROM {communityMemberships} AS s
  JOIN {communityMemberships} AS o ON o."memberId" = s."memberId" AND o."groupId" > s."groupId" GROUP BY s."groupId", o."groupId"`;

/** What the block of the overlap asks for, against the self join of memberships. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const members = Number(process.env.BENCH_MEMBERS ?? 260_000);
  const activities = Number(process.env.BENCH_ACTIVITIES ?? 5_000_000);
  const forwards = Math.round(activities / 250);
  const asOf = Math.floor(Date.now() / HOUR) * HOUR;
  const day = (daysAgo: number) => new Date(asOf - daysAgo * DAY).toISOString().slice(0, 10);
  // members alone are needed of it
  await madeUpFacts(bench.services, { members, activities: members, asOf });
  const memberships = await madeUpCircles(bench.services, {
    members,
    at: (daysAgo) => store.instant(asOf - daysAgo * DAY),
  });
  const hours = await madeUpHours(bench.services, { members, utterances: activities, day });
  await madeUpForwards(bench.services, { members, forwards, asOf });
  await asMaintained(store);

  const warm = async (work: () => Promise<unknown>, runs = 5) => {
    const taken: number[] = [];
    for (let i = 0; i <= runs; i += 1) taken.push(await timed(work));
    return median(taken.slice(1));
  };
  const join = await warm(() => store.select(SELF_JOIN), 1);
  const rows: Array<[what: string, target: string]> = [
    [`overlap of ${GROUPS} groups`, 'overlap'],
    [`overlap of ${GROUPS} groups, those present`, 'overlap?members=present'],
    ['quiet groups', 'coldGroups'],
    ['whom a group could invite', 'invitable?group=7'],
    [`flow of ${forwards} forwards in 30 days`, `flow?from=${day(29)}`],
  ];
  for (const [what, target] of rows) {
    const ms = await warm(() => request(bench, `communityAnalytics:${target}`));
    report({
      suite: 'overlap',
      what: `${what} (${store.dialect}, ${members} members, ${memberships} memberships, ${hours} hourly facts)`,
      figure: `${Math.round(ms)} ms`,
      baseline: `self join of memberships, ${Math.round(join)} ms`,
      ratio: times(ms / join),
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
