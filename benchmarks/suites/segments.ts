import type { Condition } from '../../src/common/conditions';
import { readKinds } from '../../src/server/configuration';
import { readConditionContext } from '../../src/server/conditions';
import { countPeople, type Since } from '../../src/server/labelling';
import { NOT_MEASURED } from '../../src/server/lifecycle';
import { readSegments, refreshSegments, type StoredSegment } from '../../src/server/segments';
import { startBenchApp } from '../lib/app';
import { madeUpFacts } from '../lib/facts';
import { median, report, timed, times } from '../lib/report';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROUNDS = 3;
const SEGMENTS = 50;
const DAYS = 30;
const LEAST = 10;

/** A segment rebuilt from everybody against its bare SQL, and many segments after a run of a few touched members. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, gate, settings, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const large = store.dialect === 'postgres';
  const members = Number(process.env.BENCH_MEMBERS ?? (large ? 260_000 : 50_000));
  const activities = Number(process.env.BENCH_ACTIVITIES ?? (large ? 5_000_000 : 1_000_000));
  const asOf = Math.floor(Date.now() / HOUR) * HOUR;
  const { facts } = await madeUpFacts(bench.services, { members, activities, asOf });
  const what = (text: string) => `${text} (${store.dialect}, ${members} members, ${facts} facts)`;
  const zone = await settings.zone();
  const kinds = await readKinds(store);
  const { utterances, signsOfLife } = kinds;
  const people = await countPeople({ store });
  const refresh = async (at: number, segments: readonly StoredSegment[], since: Partial<Since>) =>
    refreshSegments(
      {
        ...{ store, gate, zone, kinds, asOf: at, runId: null, isHistory: () => false },
        known: await readConditionContext(store),
        basis: { utterances, signsOfLife, zone: zone.name, scores: '', fit: 0 },
        since: { lastAsOf: null, touched: [], costs: NOT_MEASURED, people, ...since },
      },
      segments,
    );

  const create = (key: string, condition: Condition) =>
    bench.app.db.getRepository('communitySegments').create({ values: { key, title: key, mode: 'dynamic', condition } });
  await create('one', { left: { metric: 'messages', window: { days: DAYS } }, op: '>=', right: LEAST });
  const one = await readSegments(store);
  const empty = () =>
    gate.run(async (transaction) => {
      await store.execute('DELETE FROM {communitySegmentMembers}', { transaction });
      await store.execute('DELETE FROM {communitySegmentChanges}', { transaction });
    });
  const rebuilt: number[] = [];
  const steady: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    await empty();
    bare.push(await timed(() => byHand()));
    await empty();
    rebuilt.push(await timed(() => refresh(asOf + i, one, {})));
    steady.push(await timed(() => refresh(asOf + i, one, {})));
  }
  const [rebuiltMs, steadyMs, bareMs] = [rebuilt, steady, bare].map(median);
  for (const [name, ms] of [
    ['one segment rebuilt from nothing, with its history', rebuiltMs],
    ['one segment rebuilt, nobody moved', steadyMs],
  ] as const)
    report({
      suite: 'segments',
      what: what(name),
      figure: `${Math.round(ms)} ms`,
      baseline: `bare SQL, DELETE and INSERT … SELECT, ${Math.round(bareMs)} ms`,
      ratio: times(ms / bareMs),
      goal: '≤ 2 s and ≤ 2×',
      ok: ms <= 2000 && ms <= 2 * bareMs,
    });

  for (let i = 0; i < SEGMENTS - 1; i += 1) await create(`s${i}`, varied(i));
  const all = await readSegments(store);
  await refresh(asOf, all, {});
  const touched = Array.from({ length: 100 }, (_, i) => 1 + i * 7);
  const few: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const segments = await readSegments(store);
    const at = asOf + (i + 1) * 1000;
    few.push(await timed(() => refresh(at, segments, { touched, lastAsOf: at - 1000 })));
  }
  const fewMs = median(few);
  report({
    suite: 'segments',
    what: what(`${SEGMENTS} segments after 100 touched members`),
    figure: `${Math.round(fewMs)} ms`,
    baseline: `one rebuilt ${Math.round(rebuiltMs)} ms`,
    ratio: times(fewMs / rebuiltMs),
    goal: '≤ 5 s',
    ok: fewMs <= 5000,
  });
  await bench.close();

  /** The segment as somebody would write it, without history. */
  async function byHand(): Promise<void> {
    const list = utterances.map((kind) => `'${kind}'`).join(', ');
    await gate.run((transaction) =>
      store.execute(
        `INSERT INTO {communitySegmentMembers} ("segmentId", "memberId", "enteredAt")
         SELECT 1, f."memberId", ${store.instantParam('$at')} FROM {communityDailyFacts} AS f
         JOIN {communityMembers} AS m ON m."id" = f."memberId" AND m."isBot" = FALSE AND m."isTeam" = FALSE
         WHERE f."kind" IN (${list}) AND f."day" > '${zone.day(asOf - DAYS * DAY)}' AND f."day" <= '${zone.day(asOf)}'
         GROUP BY f."memberId" HAVING SUM(f."count") >= ${LEAST}`,
        { bind: { at: store.instant(asOf) }, transaction },
      ),
    );
  }
}

/** Conditions as operators have them; two in fifty are shares of everybody, which take a look at everybody. */
function varied(i: number): Condition {
  const window = { days: 7 + (i % 12) * 7 };
  const forms: Condition[] = [
    { left: { metric: 'daysSinceLast' }, op: '>=', right: 3 + i },
    { left: { metric: 'messages', window }, op: '>=', right: 1 + i },
    { left: { metric: 'activeDays', window }, op: '>=', right: 1 + (i % 7) },
    { all: [{ left: { metric: 'reactions', window }, op: '>=', right: 2 }, { stage: ['active', 'core'] }] },
    { all: [{ segment: 'one' }, { left: { metric: 'activeGroups', window }, op: '>=', right: 2 }] },
    {
      left: {
        ratio: [
          { metric: 'forwards', window },
          { metric: 'messages', window },
        ],
      },
      op: '>=',
      right: 0.2,
    },
  ];
  if (i % 25 === 24) return { left: { metric: 'amountSpent' }, op: '>=', right: { mean: { metric: 'amountSpent' } } };
  return forms[i % forms.length];
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
