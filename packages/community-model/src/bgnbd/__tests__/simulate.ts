import type { AliveHistory, AliveParameters } from '..';

/** Numbers between 0 and 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Box & Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Marsaglia & Tsang (2000). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

export interface Simulation {
  planted: AliveParameters;
  people: number;
  /** The longest that anybody is observed; everybody is so for at least a quarter of it. */
  days: number;
  random: () => number;
}

/** People who live as the model says. */
export function simulate({ planted, people, days, random }: Simulation): Array<AliveHistory & { there: boolean }> {
  const { r, alpha, a, b } = planted;
  return Array.from({ length: people }, () => {
    const rate = gamma(r, random) / alpha;
    const [u, v] = [gamma(a, random), gamma(b, random)];
    const leaves = u / (u + v);
    const observed = days * (0.25 + 0.75 * random());
    let [repeats, last, there] = [0, 0, true];
    for (;;) {
      const next = last - Math.log(1 - random()) / rate;
      if (next > observed) break;
      repeats += 1;
      last = next;
      if (random() < leaves) {
        there = false;
        break;
      }
    }
    return { repeats, last, observed, people: 1, there };
  });
}
