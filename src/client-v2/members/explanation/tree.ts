import type { Condition, Evidence } from '../../../common/conditions';
import type { Requirement } from '../../../common/lifecycle';

/** A requirement as it is read: groups of which all or one must be fulfilled, and leaves with their numbers. */
export type Fulfilment =
  | { kind: 'all' | 'any'; fulfilled: boolean; parts: Fulfilment[] }
  /** `wanted` false: it is required that this does not hold. Without evidence the server gave no numbers for it. */
  | { kind: 'leaf'; fulfilled: boolean | null; wanted: boolean; condition: Condition; evidence: Evidence | null };

/**
 * Puts a requirement's numbers to the places of its condition. A "not" is carried down to the leaves ("not one of these" is
 * "none of these"), so that every mark in it says the same: fulfilled or not.
 */
export function fulfilment({ condition, evidence }: Pick<Requirement, 'condition' | 'evidence'>): Fulfilment {
  const bases = [...new Set(evidence.map(({ path }) => path.replace(/(\.(all|any)\[\d+\]|\.not)+$/, '')))];
  const at = (path: string) => evidence.find((one) => bases.some((base) => one.path === base + path)) ?? null;

  const walk = (part: Condition, path: string, wanted: boolean): Fulfilment => {
    if ('not' in part) return walk(part.not, `${path}.not`, !wanted);
    if ('all' in part || 'any' in part) {
      const [key, parts] = 'all' in part ? (['all', part.all] as const) : (['any', part.any] as const);
      const kind = wanted ? key : key === 'all' ? 'any' : 'all';
      // rules that ask for the same are put together into one condition: it is told once
      const told = parts.map((one) => JSON.stringify(one));
      const inner = parts.flatMap((one, i) =>
        told.indexOf(told[i]) === i ? [walk(one, `${path}.${key}[${i}]`, wanted)] : [],
      );
      if (inner.length === 1) return inner[0];
      const fulfilled = kind === 'all' ? inner.every((one) => one.fulfilled) : inner.some((one) => one.fulfilled);
      return { kind, fulfilled, parts: inner };
    }
    const found = at(path);
    return { kind: 'leaf', fulfilled: found && found.met === wanted, wanted, condition: part, evidence: found };
  };
  return walk(condition, '', true);
}

/** How many leaves still have to change; of a group of which one suffices, the fewest. */
export function missing(part: Fulfilment): number {
  if (part.fulfilled) return 0;
  if (part.kind === 'leaf') return 1;
  const counts = part.parts.map(missing);
  return part.kind === 'all' ? counts.reduce((sum, n) => sum + n, 0) : Math.max(1, Math.min(...counts));
}
