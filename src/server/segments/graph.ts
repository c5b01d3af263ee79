import type { Condition } from '../../common/conditions';

/** Keys of the segments that a condition (checked or not) asks for. */
export function segmentsNamed(condition: unknown): Set<string> {
  const named = new Set<string>();
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) return part.forEach(walk);
    const node = part as Record<string, unknown>;
    // what stands in a filter are fields of records
    if ('filter' in node) return;
    if (typeof node.segment === 'string') named.add(node.segment);
    Object.values(node).forEach(walk);
  };
  walk(condition);
  return named;
}

export interface SegmentNode {
  key: string;
  condition: Condition | null;
}

/**
 * The way from a segment back to itself, were it to ask for `condition`.
 *
 * @returns keys, the first and the last of them `key`; null = there is none
 */
export function cycleThrough(key: string, condition: unknown, others: readonly SegmentNode[]): string[] | null {
  const asks = new Map(others.map((one) => [one.key, segmentsNamed(one.condition)]));
  asks.set(key, segmentsNamed(condition));
  const seen = new Set<string>();
  const search = (from: string, path: string[]): string[] | null => {
    for (const next of asks.get(from) ?? []) {
      if (next === key) return [...path, key];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search(next, [...path, next]);
      if (found) return found;
    }
    return null;
  };
  return search(key, [key]);
}

/** Segments in rounds: each asks only for those of rounds before, or for segments that are not among them. */
export function inRounds<S extends SegmentNode>(segments: readonly S[]): S[][] {
  const rounds: S[][] = [];
  let rest = [...segments];
  while (rest.length) {
    const waiting = new Set(rest.map(({ key }) => key));
    const ready = rest.filter((one) => ![...segmentsNamed(one.condition)].some((key) => waiting.has(key)));
    // a circle written around the editor: its segments are refreshed once, in the order in which they stand
    const round = ready.length ? ready : [rest[0]];
    rounds.push(round);
    rest = rest.filter((one) => !round.includes(one));
  }
  return rounds;
}

/** The segments named and all that they ask for, directly or not. */
export function withAsked<S extends SegmentNode>(keys: readonly string[], all: readonly S[]): S[] {
  const known = new Map(all.map((one) => [one.key, one]));
  const wanted = new Set<string>();
  const add = (key: string): void => {
    if (wanted.has(key) || !known.has(key)) return;
    wanted.add(key);
    segmentsNamed(known.get(key)?.condition).forEach(add);
  };
  keys.forEach(add);
  return all.filter(({ key }) => wanted.has(key));
}
