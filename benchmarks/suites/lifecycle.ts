import { readKinds } from '../../src/server/configuration';
import { readLifecycle, runLifecycle, type LifecycleRunInput } from '../../src/server/lifecycle';
import { startBenchApp } from '../lib/app';
import { madeUpFacts } from '../lib/facts';
import { median, report, timed, times } from '../lib/report';
import { handWritten } from './lifecycle/byHand';
import { drafts } from './lifecycle/drafts';
import { idleTick } from './lifecycle/idleTick';
import { relabelling } from './lifecycle/relabelling';

const HOUR = 3_600_000;
const ROUNDS = 3;

/** Stages of a large community: everybody, a few, nobody; and many changes at once. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, settings, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const large = store.dialect === 'postgres';
  const members = Number(process.env.BENCH_MEMBERS ?? (large ? 260_000 : 50_000));
  const activities = Number(process.env.BENCH_ACTIVITIES ?? (large ? 5_000_000 : 1_000_000));
  const asOf = Math.floor(Date.now() / HOUR) * HOUR;
  const { facts } = await madeUpFacts(bench.services, { members, activities, asOf });
  const what = (text: string) => `${text} (${store.dialect}, ${members} members, ${facts} facts)`;
  const run = async (over: Partial<LifecycleRunInput> & { asOf: number }) =>
    runLifecycle({
      ...{ store, gate: bench.services.gate, runId: null, lastAsOf: null, touched: new Map() },
      zone: await settings.zone(),
      kinds: await readKinds(store),
      lifecycle: await readLifecycle(store),
      ...over,
    });

  // everybody is somewhere, then settles
  await store.execute(
    `UPDATE {communityMembers} SET "stage" = 'active', "stageSince" = ${store.instantParam('$since')}`,
    { bind: { since: store.instant(asOf - 40 * 24 * HOUR) } },
  );
  for (let i = 4; i > 0; i -= 1) await run({ asOf: asOf - i * 1000, mode: 'full' });

  const full: number[] = [];
  const byHand: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    full.push(await timed(() => run({ asOf: asOf + i, mode: 'full' })));
    byHand.push(await timed(() => handWritten(bench, asOf)));
  }
  const [fullMs, handMs] = [median(full), median(byHand)];
  report({
    suite: 'lifecycle',
    what: what('all stages of everybody'),
    figure: `${Math.round(fullMs)} ms`,
    baseline: `SQL by hand ${Math.round(handMs)} ms`,
    ratio: times(fullMs / handMs),
    goal: '≤ 5 s and ≤ 2×',
    ok: fullMs <= 5000 && fullMs <= 2 * handMs,
  });

  const touched = new Map(Array.from({ length: 100 }, (_, i) => [1 + i * 7, { history: false }]));
  const few: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const since = asOf + ROUNDS + i * 1000;
    few.push(await timed(() => run({ lastAsOf: since, asOf: since + 1000, touched, mode: 'incremental' })));
  }
  const fewMs = median(few);
  report({
    suite: 'lifecycle',
    what: what('after 100 touched members'),
    figure: `${Math.round(fewMs)} ms`,
    baseline: `everybody ${Math.round(fullMs)} ms`,
    ratio: times(fullMs / fewMs),
    goal: '≥ 10× cheaper',
    ok: fullMs >= 10 * fewMs,
  });

  await idleTick(bench, what);
  await drafts(bench, what, { asOf: asOf + ROUNDS * 2000, fullMs });
  await relabelling(bench, asOf + HOUR, run);
  await bench.close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
