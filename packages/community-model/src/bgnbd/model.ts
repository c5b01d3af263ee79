import { logGamma } from './logGamma';

/**
 * BG/NBD (Fader, Hardie & Lee: "'Counting Your Customers' the Easy Way: An Alternative to the Pareto/NBD Model",
 * Marketing Science 24(2), 2005): as long as somebody is there, they come at a rate of their own; after each time they
 * may stay away for good, with a probability of their own. Rates are Gamma(r, alpha) over people, probabilities
 * Beta(a, b).
 */
export interface AliveParameters {
  r: number;
  /** In the unit of time of the histories. */
  alpha: number;
  a: number;
  b: number;
}

/** What is known of somebody: when they came first does not matter. All times in the same unit. */
export interface AliveHistory {
  /** How often they came again. */
  repeats: number;
  /** Time from the first to the last coming; 0 when there was no other. */
  last: number;
  /** Time from the first coming until now. */
  observed: number;
  /** How many have this history. */
  people: number;
}

/** Logarithm of the likelihood of the histories (equations 3 and 6), summed over people. */
export function logLikelihood({ r, alpha, a, b }: AliveParameters, histories: readonly AliveHistory[]): number {
  const constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  const byRepeats = new Map<number, number>();
  const counting = (x: number): number => {
    let known = byRepeats.get(x);
    if (known === undefined) {
      known = constant + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
      byRepeats.set(x, known);
    }
    return known;
  };
  let sum = 0;
  for (const { repeats: x, last, observed, people } of histories) {
    const there = -(r + x) * Math.log(alpha + observed);
    if (x === 0) {
      sum += people * (counting(x) + there);
      continue;
    }
    const gone = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + last);
    // the sum of two powers of e, of which each alone may be too small to be a number
    const larger = Math.max(there, gone);
    sum += people * (counting(x) + larger + Math.log(Math.exp(there - larger) + Math.exp(gone - larger)));
  }
  return sum;
}

/**
 * Probability (0 to 1) that somebody has not stayed away for good (Fader, Hardie & Lee: "Computing P(alive) Using the
 * BG/NBD Model", 2008). Somebody who never came again has, in this model, had no occasion to leave: 1, whatever the time.
 */
export function pAlive(
  { r, alpha, a, b }: AliveParameters,
  { repeats: x, last, observed }: Omit<AliveHistory, 'people'>,
): number {
  if (x === 0) return 1;
  const odds = (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + observed) / (alpha + last)));
  return 1 / (1 + odds);
}
