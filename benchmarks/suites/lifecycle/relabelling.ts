import type { LifecycleRunInput, runLifecycle } from '../../../src/server/lifecycle';
import type { BenchApp } from '../../lib/app';
import { report, timed, times } from '../../lib/report';

const DAY = 86_400_000;
/** Rows of the slow baseline; its rate is compared. */
const UPDATED = 2_000;

/**
 * Many members move at once, each with its evidence on record.
 *
 * @param lookingMs what a pass takes in which nobody moves: what is left is the writing
 */
export async function relabelling(
  bench: BenchApp,
  asOf: number,
  run: (over: Partial<LifecycleRunInput> & { asOf: number }) => ReturnType<typeof runLifecycle>,
  lookingMs: number,
): Promise<void> {
  const { store } = bench.services;
  // whoever has done something lately and is said to have churned long ago
  await store.execute(
    `UPDATE {communityMembers} SET "stage" = 'churned', "stageSince" = ${store.instantParam('$since')}`,
    { bind: { since: store.instant(asOf - 60 * DAY) } },
  );
  let changed = 0;
  const ms = await timed(async () => {
    changed = (await run({ asOf, mode: 'full' })).changed;
  });
  const model = bench.app.db.getCollection('communityMembers').model;
  const instances = await model.findAll({ limit: UPDATED, order: [['id', 'ASC']] });
  const one = await timed(() =>
    bench.app.db.sequelize.transaction(async (transaction) => {
      for (const instance of instances)
        await instance.update({ stage: 'core', stageSince: new Date(asOf) }, { transaction });
    }),
  );
  const theirs = (instances.length * 1000) / one;
  for (const [part, took] of [
    ['evaluated and written', ms],
    ['the writing alone', ms - lookingMs],
  ] as const) {
    const ours = (changed * 1000) / took;
    report({
      suite: 'lifecycle',
      what: `relabelling ${changed} members with evidence and records, ${part} (${store.dialect})`,
      figure: `${Math.round(ours)} a second (${Math.round(took)} ms)`,
      baseline: `instance.update in one transaction ${Math.round(theirs)} a second`,
      ratio: times(ours / theirs),
      goal: '≥ 40×',
      ok: ours >= 40 * theirs,
    });
  }
}
