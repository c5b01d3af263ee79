/** Deterministic randomness: every number follows from a key such as (seed, member, day), never from call order elsewhere. */

/** A stream of random numbers that always starts the same for the same key. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

/** Separate streams of the same member or day, so that a new use never disturbs an old one. */
export const STREAM = {
  group: 1,
  member: 2,
  life: 3,
  activeDay: 4,
  dayPlan: 5,
  message: 6,
  arrival: 7,
  pattern: 8,
  live: 9,
  pause: 10,
  order: 11,
} as const;

const RANGE = 2 ** 32;

/** Mixes whole numbers into one of 32 bits (the finaliser of MurmurHash3 after each). */
export function hash(...key: number[]): number {
  let state = 0x9e3779b9;
  for (const part of key) {
    state = Math.imul(state ^ (part | 0), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state = (state ^ (state >>> 16)) + 0x6d2b79f5;
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** One number in [0, 1) for a key. */
export function uniform(...key: number[]): number {
  return hash(...key) / RANGE;
}

/** Turns a seed as people write it into the number that keys are built from. */
export function seedNumber(seed: number | string): number {
  let state = 0x811c9dc5;
  for (const character of String(seed)) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return state >>> 0;
}

/** The stream of a key (generator: Mulberry32). */
export function createRandom(...key: number[]): Random {
  let state = hash(...key);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return { next, int, chance: (probability) => next() < probability, pick: (list) => list[int(0, list.length - 1)] };
}

/** The index of a weight picked in proportion; `point` in [0, 1) decides. Weights are positive. */
export function weightedIndex(weights: readonly number[], point: number): number {
  let rest = point * weights.reduce((sum, weight) => sum + weight, 0);
  for (let index = 0; index < weights.length; index += 1) {
    rest -= weights[index];
    if (rest < 0) {
      return index;
    }
  }
  return weights.length - 1;
}
