/**
 * The one language of labels: stage rules, personas, tags, segments and alerts are all conditions. One validator and one
 * compiler on the server, one builder in the browser.
 */

/** A metric over a window of community days ending today (or some days ago), perhaps only of certain kinds or groups. */
export interface MetricValue {
  metric: string;
  kinds?: string[];
  groups?: string[];
  window?: { days: number; endingDaysAgo?: number };
}

/** A value about a subject. `mean` and `percentile` (0 to 100) are those of all subjects in scope of the rule. */
export type Value =
  number | MetricValue | { ratio: [Value, Value] } | { mean: Value } | { percentile: number; of: Value };

export const COMPARISONS = ['>', '>=', '=', '!=', '<=', '<', 'between'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface CompareCondition {
  left: Value;
  op: Comparison;
  right: Value | [Value, Value];
}

/** Leaves that ask for labels by key: `{ stage: ['new', 'active'] }` holds when the subject carries one of them. */
export const LABEL_LEAVES = ['stage', 'tag', 'persona', 'tier', 'interest'] as const;
export type LabelLeaf = (typeof LABEL_LEAVES)[number];

/**
 * Whether at least `share` (0 to 1) of the utterances of a window fall into the hours from `from` (0 to 23) up to, not
 * including, `to` (1 to 24; below `from` = past midnight) of certain weekdays (1 = Monday to 7 = Sunday; absent = all).
 */
export interface HoursCondition {
  hours: { from: number; to: number; weekdays?: number[] };
  share: number;
  window: { days: number };
}

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | CompareCondition
  | { stage: string[] }
  | { tag: string[] }
  | { persona: string[] }
  | { tier: string[] }
  | { interest: string[] }
  | { segment: string }
  | HoursCondition
  /** The host's own filter over any field of the record or of what it links to. */
  | { filter: Record<string, unknown> };

/** One leaf of a condition with the numbers that decided it. */
export interface Evidence {
  /** Where the leaf stands in the condition, e.g. `enter.any[0]`. */
  path: string;
  left: Value | LabelLeaf | 'segment' | 'hours' | 'filter';
  op: Comparison | 'in' | 'matches';
  /** The value found, and what it was compared with. */
  value: number | string | string[] | boolean | null;
  threshold: number | number[] | string[] | string | null;
  met: boolean;
}

export const SUBJECTS = ['member', 'membership', 'group'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What the condition builder offers: the answer of `communityLifecycle:catalogue`. */
export interface ConditionCatalogue {
  metrics: Array<{
    key: string;
    /** In the caller's language. */
    title: string;
    unit: 'count' | 'days' | 'weeks' | 'amount' | 'minutes' | 'score' | 'share' | 'characters' | 'probability';
    subjects: Subject[];
    restrictable: { window: boolean; groups: boolean; kinds: boolean };
    /** What the number is a stand-in for, where it is one; in the caller's language. */
    proxy?: string;
  }>;
  kinds: Array<{ key: string; title: string }>;
  stages: Array<{ key: string; title: string; color: string | null }>;
  tags: Array<{ key: string; title: string; color: string | null }>;
  personas: Array<{ key: string; title: string }>;
  tiers: Array<{ key: string; title: string }>;
  segments: Array<{ key: string; title: string }>;
  /** At most a thousand, the largest first. */
  groups: Array<{ id: string; title: string }>;
}
