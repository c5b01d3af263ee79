import type { Condition, Evidence } from './conditions';

/** A tag by hand stays when its rule's condition ends; one by a rule comes and goes with it. */
export const TAG_SOURCES = ['manual', 'rule'] as const;
export type TagSource = (typeof TAG_SOURCES)[number];

/**
 * A rule that gives tags or personas: a row of `communityRules` with `kind` `tag` or `persona`, `to` = key of the tag or of the
 * persona, `enter` = the condition. `keep` is not used: the label is carried exactly while the condition holds. Several rules
 * may give the same tag; of several personas the one with the highest `priority` wins.
 */
export interface LabelRuleDraft {
  key: string;
  title: string;
  kind: 'tag' | 'persona';
  to: string;
  enter: Condition;
  priority: number;
  enabled: boolean;
  /** Suggested treatment, for people. */
  treatment: string | null;
  color: string | null;
  ownerId: number | null;
}

/**
 * `communityLabels:explain?member=`: each label of a member with the numbers behind it. A rule's condition is previewed like a
 * segment's, by `communitySegmentRuns:preview`.
 */
export interface LabelsExplanation {
  asOf: number;
  persona: { key: string | null; rules: ExplainedLabel[] };
  tier: { key: string | null; rules: ExplainedLabel[] };
  rfm: { recency: number | null; frequency: number | null; monetary: number | null };
  tags: Array<{ key: string; title: string; color: string | null; source: TagSource; rules: ExplainedLabel[] }>;
  segments: Array<{ key: string; title: string; color: string | null; enteredAt: number | null }>;
  /** The reader may not see all groups: numbers, which are counted over all of them, are left out. */
  partial: boolean;
}

export interface ExplainedLabel {
  /** Key and title of the rule; the tier's own key where there is no rule. */
  key: string;
  title: string;
  to: string;
  condition: Condition;
  evidence: Evidence[];
  met: boolean;
}
