import { request, startBenchApp } from '../lib/app';
import { asMaintained, fill, madeUpFacts } from '../lib/facts';
import { median, report, timed, times } from '../lib/report';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GOAL_MS = 1000;

/** What the lifecycle block and the retention block ask for, against the host's own list of a hundred members. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const members = Number(process.env.BENCH_MEMBERS ?? 50_000);
  const activities = Number(process.env.BENCH_ACTIVITIES ?? 1_000_000);
  const asOf = Math.floor(Date.now() / HOUR) * HOUR;
  const { facts } = await madeUpFacts(bench.services, { members, activities, asOf });
  const changes = await fill(
    bench.services,
    'communityStageChanges',
    { memberId: 'int', from: 'text', to: 'text', at: 'instant', origin: 'text' },
    history(members, (daysAgo) => store.instant(asOf - daysAgo * DAY)),
  );
  await store.execute(`UPDATE {communityMembers} SET "stage" = 'active'`);
  await asMaintained(store);

  const warm = async (target: string) => {
    const runs: number[] = [];
    for (let i = 0; i < 6; i += 1) runs.push(await timed(() => request(bench, target)));
    return median(runs.slice(1));
  };
  const day = (daysAgo: number) => new Date(asOf - daysAgo * DAY).toISOString().slice(0, 10);
  const list = await warm('communityMembers:list?pageSize=100&sort=-engagementScore');
  const asked: Array<[what: string, target: string]> = [
    ['lifecycle of 30 days', `communityAnalytics:lifecycle?from=${day(29)}&to=${day(0)}`],
    [
      'members of a flow',
      `communityAnalytics:lifecycleMembers?list=path&stage=new&next=active&from=${day(29)}&to=${day(0)}`,
    ],
    ['retention by join, 12 weeks', `communityAnalytics:retention?basis=joined&from=${day(77)}`],
    ['retention by join, 26 weeks', `communityAnalytics:retention?basis=joined&from=${day(175)}`],
    ['retention by first sight, 12 weeks', `communityAnalytics:retention?basis=firstSeen&from=${day(77)}`],
    ['retention by first message, 12 weeks', `communityAnalytics:retention?basis=firstMessage&from=${day(77)}`],
  ];
  for (const [what, target] of asked) {
    const ms = await warm(target);
    report({
      suite: 'lifecycleBlocks',
      what: `${what} (${store.dialect}, ${members} members, ${facts} facts, ${changes} changes)`,
      figure: `${Math.round(ms)} ms`,
      baseline: `communityMembers:list of 100, ${Math.round(list)} ms`,
      ratio: times(ms / list),
      goal: `≤ ${GOAL_MS} ms`,
      ok: ms <= GOAL_MS,
    });
  }
  await bench.close();
}

/** Four changes a member, spread over half a year. */
function* history(members: number, at: (daysAgo: number) => string): Generator<Array<string | number | null>> {
  const ladder = ['new', 'active', 'at_risk', 'active', 'core'];
  for (let member = 1; member <= members; member += 1) {
    const begun = 170 - (member % 60);
    for (let i = 0; i < 4; i += 1) {
      yield [member, i ? ladder[i - 1] : null, ladder[i], at(begun - i * (20 + (member % 17))), 'live'];
    }
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
