/**
 * The one language of labels: stage rules, personas, tags, segments and alerts are all conditions. This file holds the
 * leaves that exist today; more leaves join the union as they are built.
 */

/** A value about a member: a number, or a metric over a window of community days ending today (or some days ago). */
export type Value =
  | number
  | {
      metric: string;
      kinds?: string[];
      groups?: string[];
      window?: { days: number; endingDaysAgo?: number };
    };

export const COMPARISONS = ['>', '>=', '=', '!=', '<=', '<', 'between'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface CompareCondition {
  left: Value;
  op: Comparison;
  right: Value | [Value, Value];
}

export type Condition =
  { all: Condition[] } | { any: Condition[] } | { not: Condition } | CompareCondition | { stage: string[] };

/** One leaf of a condition with the numbers that decided it. */
export interface Evidence {
  /** Where the leaf stands in the condition, e.g. `enter.any[0]`. */
  path: string;
  left: Value | 'stage';
  op: Comparison | 'in';
  /** The value found, and what it was compared with. */
  value: number | string | null;
  threshold: number | number[] | string[] | null;
  met: boolean;
}
