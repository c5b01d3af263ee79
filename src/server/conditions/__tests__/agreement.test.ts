import type { TestApp } from '@community-crm/host/testing';
import fc from 'fast-check';
import type { Condition } from '../../../common/conditions';
import { startServices } from '../../__tests__/startServices';
import { readKinds } from '../../configuration';
import { MetricFrame, type FrameOptions } from '../../metrics';
import type { Services } from '../../services';
import { compileCondition, ConditionError, dependenciesOf, edgeMembers, parseCondition } from '..';
import { community, condition } from './reference/arbitraries';
import type { Act } from './reference/community';
import { holds } from './reference/evaluate';
import { sceneAt } from './reference/metrics';
import { Stage } from './reference/stage';

/** How many random communities, and conditions in each. */
const RUNS = 10;
const CONDITIONS = 24;

let app: TestApp;
let services: Services;

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.live.intake.stop();
  // a zone with offsets of its own, and a change of clocks within the time looked at
  await services.settings.write({ timeZone: 'America/St_Johns' });
});
afterAll(() => app.close());

/** Which members each condition holds for, as the database says. */
async function bySql(options: FrameOptions, conditions: readonly Condition[]): Promise<Array<Map<number, boolean>>> {
  const frame = new MetricFrame(options);
  const compiled = conditions.map((one, i) => compileCondition(one, frame, `c${i}`));
  const { store } = services;
  const values = frame.columnNames.map((name) => `, x."${name}"`).join('');
  const verdicts = compiled.map(({ sql }, i) => `, CASE WHEN ${sql} THEN 1 ELSE 0 END AS "c${i}"`).join('');
  const rows = await store.select(
    `WITH x AS ${store.sql.materialized} (${frame.select()}) SELECT x."id", x."stage"${values}${verdicts} FROM x`,
    { bind: frame.bind },
  );
  // what is told as evidence is what the database found
  compiled.forEach(({ evidence }, i) => {
    if (!('left' in conditions[i])) return;
    for (const row of rows)
      expect([conditions[i], evidence(row)[0].met]).toEqual([conditions[i], Number(row[`c${i}`]) === 1]);
  });
  return conditions.map((_, i) => new Map(rows.map((row) => [Number(row.id), Number(row[`c${i}`]) === 1])));
}

function byReference(conditions: readonly Condition[], stage: Stage, asOf: number): Array<Map<number, boolean>> {
  const world = stage.world();
  const scene = sceneAt(world, asOf);
  return conditions.map(
    (one) => new Map(world.people.map((person) => [stage.idOf(person.key), holds(one, person, scene)])),
  );
}

function usable(conditions: readonly Condition[], stage: Stage): Condition[] {
  return conditions.flatMap((one) => {
    try {
      return [parseCondition(stage.withGroupIds(one), stage.context)];
    } catch (error) {
      if (error instanceof ConditionError) return [];
      throw error;
    }
  });
}

/** Condition by condition, so that a failure names the one that differs. */
function expectSame(
  conditions: readonly Condition[],
  found: Array<Map<number, boolean>>,
  expected: typeof found,
): void {
  const differing = conditions.flatMap((one, i) => {
    const members = changed(expected[i], found[i]);
    return members.length ? [`${JSON.stringify(one)} for members ${members.join(', ')}`] : [];
  });
  expect(differing).toEqual([]);
}

function changed(before: Map<number, boolean>, after: Map<number, boolean>): number[] {
  return [...after.keys()].filter((id) => before.get(id) !== after.get(id));
}

const members = (stage: Stage, acts: readonly Act[]): number[] =>
  acts.flatMap(({ member, target }) => (target === null ? [member] : [member, target])).map((key) => stage.idOf(key));

test('the database and a plain reading of the activities agree, and time alone changes nobody off the edges', async () => {
  const property = fc.asyncProperty(
    community,
    fc.array(condition, { minLength: CONDITIONS, maxLength: CONDITIONS }),
    async (random, wanted) => {
      const stage = await Stage.set(services, random);
      const conditions = usable(wanted, stage);
      const kinds = await readKinds(services.store);
      const at = (asOf: number): FrameOptions => ({
        store: services.store,
        zone: stage.zone,
        kinds,
        asOf,
        ...stage.subjects(),
      });
      const [first, second] = stage.instants;

      await stage.playUntil(first);
      const before = await bySql(at(first), conditions);
      expectSame(conditions, before, byReference(conditions, stage, first));

      await stage.playUntil(second);
      const after = await bySql(at(second), conditions);
      expectSame(conditions, after, byReference(conditions, stage, second));
      await onEdges(conditions, stage, at(second), first, stage.between(first, second), before, after);

      // days of the past, with the facts of later ones at hand
      const [earlier, later] = [stage.endOfDay(first, -9), stage.endOfDay(first, -2)];
      const [was, became] = [await bySql(at(earlier), conditions), await bySql(at(later), conditions)];
      expectSame(conditions, was, byReference(conditions, stage, earlier));
      expectSame(conditions, became, byReference(conditions, stage, later));
      await onEdges(conditions, stage, at(later), earlier, stage.between(earlier, later), was, became);
    },
  );
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
}, 240_000);

async function onEdges(
  conditions: readonly Condition[],
  stage: Stage,
  options: FrameOptions,
  previousAsOf: number,
  acts: readonly Act[],
  before: Array<Map<number, boolean>>,
  after: Array<Map<number, boolean>>,
): Promise<void> {
  const touched = new Set(members(stage, acts));
  for (const [i, one] of conditions.entries()) {
    const { unbounded, edges } = dependenciesOf(one);
    if (unbounded) continue;
    const left = changed(before[i], after[i]).filter((id) => !touched.has(id));
    if (!left.length) continue;
    const found = edgeMembers(options, edges, previousAsOf);
    const rows = found ? await services.store.select(found.select, { bind: found.bind }) : [];
    const ids = new Set(rows.map(({ id }) => Number(id)));
    expect([one, left.filter((id) => !ids.has(id))]).toEqual([one, []]);
  }
}
