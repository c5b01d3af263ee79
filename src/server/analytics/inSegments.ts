import type { Bind } from '../store';

/** Condition over a column of member ids. */
export type ColumnCondition = (column: string) => string;

/**
 * Condition that admits members of any of some segments; null when none is asked for.
 *
 * @param segments ids
 * @param bind takes the ids up
 */
export function inSegments(segments: readonly number[] | null, bind: Bind): ColumnCondition | null {
  if (!segments) return null;
  const names = segments.map((id, i) => {
    bind[`segment${i}`] = id;
    return `$segment${i}`;
  });
  return (column) =>
    `${column} IN (SELECT g."memberId" FROM {communitySegmentMembers} AS g WHERE g."segmentId" IN (${names.join(', ')}))`;
}

/** Both conditions; the second may be missing. */
export const both = (a: ColumnCondition, b: ColumnCondition | null): ColumnCondition =>
  b === null ? a : (column) => `(${a(column)} AND ${b(column)})`;
