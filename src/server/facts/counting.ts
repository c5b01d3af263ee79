import type { CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { BatchSize, inLanes, type Store, type WriteGate } from '../store';
import type { Pair } from './pairs';
import { daysOf, type Range } from './plan';
import { countDays, portionsOfDays } from './portions';
import { gather, movedWithin, settle, type RecountOptions } from './recount';
import type { RecountScope } from './scope';
import { rangeScope } from './scopes';

/** Most activities counted by one transaction. */
const ACTIVITIES = 24_000;

export interface Counting {
  store: Store;
  gate: WriteGate;
  /** Milliseconds of a steady clock. */
  clock: () => number;
  options: RecountOptions;
}

/** Told how much of some work is done, 0 to 1, between its transactions; ends the work by throwing. */
export type Share = (done: number) => void | Promise<void>;

const daysOfAll = (ranges: readonly Range[]): number => ranges.reduce((days, range) => days + daysOf(range), 0);

/**
 * Counts days of groups in portions that each keep a transaction short.
 *
 * @returns who joined or left where on these days
 */
export async function countRanges(
  counting: Counting,
  zone: CommunityZone,
  ranges: readonly Range[],
  onShare?: Share,
): Promise<Pair[]> {
  const { store, gate } = counting;
  const moved: Pair[] = [];
  const days = daysOfAll(ranges);
  let counted = 0;
  const size = new BatchSize(ACTIVITIES, gate.writers === 1);
  const portions = portionsOfDays(ranges, {
    most: () => size.size,
    lanes: gate.pairs,
    count: (days) => countDays(store, zone, days),
  });
  await inLanes(portions, gate.pairs, async (portion) => {
    const ms = await countScope(counting, rangeScope(store, zone, portion.ranges), async (scope, place) => {
      moved.push(...(await movedWithin(store, scope, place)));
    });
    size.took(portion.activities, ms);
    counted += daysOfAll(portion.ranges);
    await onShare?.(counted / days);
  });
  return moved;
}

/**
 * Makes the facts of a scope what the activities say.
 *
 * @param also asks more of what was read
 * @returns how long the writing took, milliseconds
 */
export async function countScope(
  { store, gate, clock, options }: Counting,
  scope: RecountScope,
  also?: (scope: RecountScope, place: Transaction) => Promise<void>,
): Promise<number> {
  let began = clock();
  await gate.runInTwo(
    async (place) => {
      const gathered = await gather(store, scope, options, place);
      await also?.(gathered.scope, place);
      return gathered;
    },
    async (transaction, gathered) => {
      began = clock();
      await settle(store, gathered, transaction);
    },
  );
  return clock() - began;
}
