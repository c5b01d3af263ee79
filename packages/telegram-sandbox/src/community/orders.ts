import { isAbsentOn, isActiveOn } from './life';
import type { SimulatedMember } from './members';
import type { Pattern } from './patterns';
import { PATTERNS } from './patterns';
import { createRandom, STREAM, uniform } from './random';

/** Something that a member bought in the community's shop. */
export interface SimulatedOrder {
  /** The shop's number of it. */
  id: string;
  member: SimulatedMember;
  /** 0 = the first day. */
  day: number;
  /** Second of the day. */
  second: number;
  product: string;
  /** In the shop's currency. */
  amount: number;
}

export const ORDER_CURRENCY = 'USD';

interface Habit {
  /** Share of the buyers. The shares add up to 1. */
  share: number;
  /** Days from one order to the next, on average. */
  everyDays: number;
  shelf: ReadonlyArray<readonly [product: string, price: number]>;
}

/** How people buy: now and then, month after month, or rarely and much. */
const HABITS: readonly Habit[] = [
  {
    share: 0.55,
    everyDays: 90,
    shelf: [
      ['Sticker pack', 9],
      ['T-shirt', 29],
      ['Workshop ticket', 79],
    ],
  },
  {
    share: 0.27,
    everyDays: 24,
    shelf: [
      ['Monthly pass', 39],
      ['Workshop ticket', 79],
      ['Online course', 149],
    ],
  },
  {
    share: 0.18,
    everyDays: 75,
    shelf: [
      ['Conference ticket', 390],
      ['Coaching', 680],
      ['Team training', 1250],
    ],
  },
];

/** Share of buyers among the members of a pattern: who takes part more buys more; who is not named never buys. */
const BUYERS: Partial<Record<Pattern, number>> = {
  core: 0.3,
  multiGroupHeavy: 0.35,
  topicMigrator: 0.1,
  steady: 0.3,
  singleGroupRegular: 0.25,
  silentObserver: 0.12,
  returner: 0.15,
  churner: 0.12,
  leaver: 0.08,
};

/** How a member buys; undefined = never. Follows from seed and member alone. */
export function habitOf({ index, pattern }: SimulatedMember, seed: number): Habit | undefined {
  const share = BUYERS[pattern] ?? 0;
  const point = uniform(seed, STREAM.order, index);
  if (point >= share) {
    return undefined;
  }
  let rest = point / share;
  return HABITS.find((habit) => (rest -= habit.share) < 0) ?? HABITS[0];
}

/** What a member orders on a day: at most one thing, and only on a day on which the member is around, so that an order never changes a life. */
export function orderOf(member: SimulatedMember, seed: number, day: number): SimulatedOrder | undefined {
  const { life, index, pattern } = member;
  const habit = habitOf(member, seed);
  if (!habit || day <= life.joinDay || !isActiveOn(life, day) || isAbsentOn(life, day)) {
    return undefined;
  }
  const random = createRandom(seed, STREAM.order, index, day);
  const daysPerActiveDay = PATTERNS[pattern].dense ? life.period / (life.period - 1) : life.period;
  if (!random.chance(daysPerActiveDay / habit.everyDays)) {
    return undefined;
  }
  const [product, price] = random.pick(habit.shelf);
  return {
    id: `S${[day, index].map((part) => String(part).padStart(5, '0')).join('-')}`,
    member,
    day,
    second: random.int(28_800, 79_200),
    product,
    amount: price * (random.chance(0.15) ? 2 : 1),
  };
}
