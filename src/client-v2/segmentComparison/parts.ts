import type { SegmentComparison } from '../../common/segments';
import type { ComparedBy } from './options';

export type ComparedSegment = SegmentComparison['segments'][number];

/** One kind of members across the segments. */
export interface Part {
  /** `''` = none. */
  key: string;
  title: string;
  /** CSS colour. */
  colour: string;
}

/** The kinds that any of the segments has members of, in the order of `known`; unknown ones after them, none at the end. */
export function partsOf(
  segments: readonly ComparedSegment[],
  by: ComparedBy,
  known: readonly string[],
): { keys: string[]; readable: boolean } {
  const found = new Set(
    segments.flatMap((segment) =>
      Object.entries(segment[by] ?? {})
        .filter(([, count]) => count > 0)
        .map(([key]) => key),
    ),
  );
  const others = [...found].filter((key) => key !== '' && !known.includes(key)).sort();
  return {
    keys: [...known.filter((key) => found.has(key)), ...others, ...(found.has('') ? [''] : [])],
    readable: segments.some((segment) => segment[by] !== null),
  };
}
