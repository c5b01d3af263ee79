import type { Condition } from './conditions';

export const LIBRARY_KINDS = ['segment', 'persona', 'tag', 'tier'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

/** One entry of `communityRuleLibrary:list`. The browser puts the condition into words. */
export interface LibraryEntry {
  kind: LibraryKind;
  /** Id of the row of `communitySegments` or `communityRules`; null for tiers, whose limits are settings. */
  id: number | null;
  key: string;
  title: string;
  /** Key of the label that is given: the segment's own, the persona's, the tag's or the tier's. */
  to: string;
  color: string | null;
  /** Null for static segments. */
  condition: Condition | null;
  treatment: string | null;
  owner: { id: number; name: string } | null;
  version: number;
  enabled: boolean;
  priority: number | null;
  /** Carriers in the caller's scope; null where the caller may not read the label. */
  size: number | null;
  /** Milliseconds. */
  refreshedAt: number | null;
  /** Milliseconds of the evaluation; rules evaluated together share its time evenly. */
  costMs: number | null;
  error: string | null;
}

/** `communityRuleLibrary:history?kind=&key=&days=30` with the label's key: see `SegmentHistory`. */
export type { SegmentHistory as LibraryHistory } from './segments';
