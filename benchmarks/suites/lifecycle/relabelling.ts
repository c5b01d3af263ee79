import type { Transaction } from 'sequelize';
import type { LifecycleRunInput, runLifecycle } from '../../../src/server/lifecycle';
import type { BenchApp } from '../../lib/app';
import { report, timed, times } from '../../lib/report';

const DAY = 86_400_000;
/** Rows of the slow baseline; its rate is compared. */
const UPDATED = 2_000;

/** Many members move at once, each with its evidence on record. */
export async function relabelling(
  bench: BenchApp,
  asOf: number,
  run: (over: Partial<LifecycleRunInput> & { asOf: number }) => ReturnType<typeof runLifecycle>,
): Promise<void> {
  const { store } = bench.services;
  // whoever has done something lately and is said to have churned long ago
  await store.execute(
    `UPDATE {communityMembers} SET "stage" = 'churned', "stageSince" = ${store.instantParam('$since')}`,
    { bind: { since: store.instant(asOf - 60 * DAY) } },
  );
  let changed = 0;
  const evaluation = watchEvaluation(bench);
  const ms = await timed(async () => {
    changed = (await run({ asOf, mode: 'full' })).changed;
  });
  // the slow baseline is not told to find its members within its time either
  const writing = ms - evaluation.end();
  const slow = await oneByOne(bench, asOf);
  for (const [part, took, baseline, theirs] of [
    ['evaluated and written', ms, 'instance.update', slow.updates],
    ['the writing alone', writing, 'instance.update', slow.updates],
    ['the writing alone', writing, 'instance.update and create of its record', slow.withRecords],
  ] as const) {
    const ours = (changed * 1000) / took;
    report({
      suite: 'lifecycle',
      what: `relabelling ${changed} members with evidence and records, ${part} (${store.dialect})`,
      figure: `${Math.round(ours)} a second (${Math.round(took)} ms)`,
      baseline: `${baseline}, in one transaction, ${Math.round(theirs)} a second`,
      ratio: times(ours / theirs),
      goal: '≥ 40×',
      ok: ours >= 40 * theirs,
    });
  }
}

/** Measures until its end how long it takes to find out who moves, and by which numbers, milliseconds. */
function watchEvaluation({ services: { store } }: BenchApp): { end(): number } {
  const select = store.selectMuch.bind(store);
  let ms = 0;
  const watched: typeof store.selectMuch = async (...query) => {
    const began = performance.now();
    const rows = await select(...query);
    ms += performance.now() - began;
    return rows as never;
  };
  store.selectMuch = watched;
  return {
    end() {
      store.selectMuch = select;
      return ms;
    },
  };
}

/** Members a second, changed one by one in one transaction: without a record of the change, and with one. */
async function oneByOne({ app }: BenchApp, asOf: number): Promise<{ updates: number; withRecords: number }> {
  const [members, changes] = ['communityMembers', 'communityStageChanges'].map(
    (name) => app.db.getCollection(name).model,
  );
  const rate = async (to: string, each?: (memberId: unknown, transaction: Transaction) => Promise<unknown>) => {
    const instances = await members.findAll({ limit: UPDATED, order: [['id', 'ASC']] });
    const ms = await timed(() =>
      app.db.sequelize.transaction(async (transaction) => {
        for (const instance of instances) {
          await instance.update({ stage: to, stageSince: new Date(asOf) }, { transaction });
          await each?.(instance.get('id'), transaction);
        }
      }),
    );
    return (instances.length * 1000) / ms;
  };
  const evidence = [
    { path: 'core.enter.all[0]', left: { metric: 'score' }, op: '>=', right: 60, value: 71, met: true },
  ];
  return {
    updates: await rate('core'),
    withRecords: await rate('active', (memberId, transaction) =>
      changes.create(
        {
          ...{ memberId, from: 'core', to: 'active', at: new Date(asOf), origin: 'live' },
          ...{ ruleId: 1, ruleKey: 'active', ruleVersion: 1, evidence },
        },
        { transaction },
      ),
    ),
  };
}
