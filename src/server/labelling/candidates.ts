import type { Condition } from '../../common/conditions';
import { dependenciesOf, edgeMembers } from '../conditions';
import { crossover, type LabelCosts } from '../lifecycle';
import { allSubjects } from '../metrics';
import type { Chosen, LabellingInput } from './input';

/** What has happened since labels were made last. */
export interface Since {
  /** Instant of the previous evaluation, milliseconds; null = there was none, everybody is looked at. */
  lastAsOf: number | null;
  /** Members whose facts have changed since, or whose stage was decided by this run. */
  touched: readonly number[];
  mode?: 'auto' | 'full' | 'incremental';
  costs: LabelCosts;
  /** How many people there are. */
  people: number;
}

/** Whether somebody's answer may change without anything that is known of: everybody has to be looked at each time. */
export const isUnbounded = (condition: Condition): boolean => dependenciesOf(condition).unbounded;

/**
 * Who may answer differently to some conditions than at the previous evaluation: those touched, and those on an edge in time
 * or of another label.
 *
 * @returns null = everybody, because nobody can be chosen or because that is cheaper
 */
export async function chosenFor(
  input: Omit<LabellingInput, 'gate'>,
  conditions: readonly Condition[],
  { lastAsOf, touched, mode = 'auto', costs, people }: Since,
): Promise<Chosen> {
  if (mode === 'full' || lastAsOf === null) return null;
  const most = mode === 'incremental' ? Infinity : crossover(costs) * people;
  const { unbounded, edges } = dependenciesOf(conditions);
  if (unbounded || touched.length > most) return null;
  const { store, zone, kinds, asOf } = input;
  const frame = { store, zone, kinds, asOf, subjects: allSubjects(store, 'member') };
  const found = edgeMembers(frame, edges, lastAsOf);
  const rows = found
    ? await store.select<{ id: number | string }>(`SELECT DISTINCT e."id" FROM (${found.select}) AS e`, {
        bind: found.bind,
      })
    : [];
  const chosen = new Set(touched);
  for (const { id } of rows) chosen.add(Number(id));
  return chosen.size > most ? null : [...chosen];
}

/** People: everybody but bots and the own team. */
export async function countPeople({ store }: Pick<LabellingInput, 'store'>): Promise<number> {
  const [row] = await store.select<{ n: number | string }>(
    `SELECT COUNT(*) AS "n" FROM (${allSubjects(store, 'member')}) AS m`,
  );
  return Number(row.n);
}
