import type { Condition, Evidence } from './conditions';

/** A dynamic segment is who meets its condition; a static one is a list that people keep. */
export const SEGMENT_MODES = ['dynamic', 'static'] as const;
export type SegmentMode = (typeof SEGMENT_MODES)[number];

/** When a dynamic segment is brought up to date: after each labels run, by its own schedule, or when somebody asks. */
export const SEGMENT_REFRESHES = ['run', 'scheduled', 'demand'] as const;
export type SegmentRefresh = (typeof SEGMENT_REFRESHES)[number];

/** How a change of membership came about. By default only `live` and `manual` ones start workflows. */
export const SEGMENT_ORIGINS = ['live', 'manual', 'import', 'edit'] as const;
export type SegmentOrigin = (typeof SEGMENT_ORIGINS)[number];

/** A segment as operators write it: the writable fields of the collection `communitySegments`. */
export interface SegmentDraft {
  /** Fixed once it is saved: conditions refer to it (`{ segment: key }`). Made from the title where it is absent. */
  key: string;
  title: string;
  description: string | null;
  /** An antd preset colour or a hex value. */
  color: string | null;
  ownerId: number | null;
  mode: SegmentMode;
  /** Null for static segments. */
  condition: Condition | null;
  refresh: SegmentRefresh;
  /** Cron expression of five fields, where `refresh` is `scheduled`. */
  schedule: string | null;
}

/** Fewer members than this are hardly worth an action; `communitySegmentRuns:settings` gives and `saveSettings` takes it. */
export const SMALLEST_SEGMENT = { least: 0, most: 1_000_000, normally: 10 } as const;
/** Two segments whose overlap (shared ÷ together) is at least this are nearly the same. */
export const NEARLY_SAME = 0.9;

/** A segment and how much of it is shared with another set of members; all numbers of members in the caller's scope. */
export interface SegmentOverlap {
  key: string;
  title: string;
  color: string | null;
  /** Members of that segment. */
  size: number;
  /** Members in both. */
  shared: number;
  /** `shared` as a share (0 to 1) of the set that was asked about. */
  share: number;
  /** Shared ÷ together, 0 to 1. */
  jaccard: number;
}

export type SegmentWarning =
  /** Nobody meets it now. */
  | { code: 'NOBODY' }
  /** Everybody does. */
  | { code: 'EVERYBODY' }
  | { code: 'TOO_SMALL'; size: number; smallest: number }
  | { code: 'NEARLY_SAME'; key: string; title: string; jaccard: number };

/**
 * `communitySegmentRuns:preview` with `{ condition, key?, sampleSize? }`. Nothing is written. `key` is that of the segment
 * being edited: it is not compared with itself, and the condition may not lead back to it.
 *
 * @throws 400 INVALID_CONDITION with `path`, `problem` and `allowed` for a condition that is contradictory, empty or too large;
 *   400 SEGMENT_CYCLE with `path`
 */
export interface SegmentPreview {
  /** Milliseconds. */
  asOf: number;
  size: number;
  /** Everybody whom the caller may list, bots and the own team left out. */
  population: number;
  sample: Array<{
    member: { id: number; name: string; stage: string | null; score: number | null };
    evidence: Evidence[];
  }>;
  /** The largest overlap first; at most ten. */
  overlaps: SegmentOverlap[];
  warnings: SegmentWarning[];
  /** Milliseconds that counting took. */
  ms: number;
}

/** One segment with what the caller may know of it: a row of `communitySegmentRuns:list`. */
export interface SegmentInfo {
  id: number;
  key: string;
  title: string;
  description: string | null;
  color: string | null;
  owner: { id: number; name: string } | null;
  mode: SegmentMode;
  refresh: SegmentRefresh;
  schedule: string | null;
  condition: Condition | null;
  version: number;
  /** Members in the caller's scope. */
  size: number;
  /** Milliseconds; null = never. */
  refreshedAt: number | null;
  costMs: number | null;
  /** Why it could not be refreshed, in the caller's language; it keeps its last members meanwhile. */
  error: string | null;
  /** Keys of segments whose condition refers to this one. */
  usedBy: string[];
}

/** `communitySegmentRuns:history?segment=<key>&days=90`: who was in it, within the caller's scope. */
export interface SegmentHistory {
  /** `YYYY-MM-DD` in the community's zone, the last one today. */
  days: string[];
  /** Members at the end of each day; the last one now. Null before the segment was there: nobody knows. */
  sizes: Array<number | null>;
  entered: number[];
  left: number[];
}

/** `communitySegmentRuns:compare?segments=<keys>`: two to six segments side by side, within the caller's scope. */
export interface SegmentComparison {
  segments: Array<{
    key: string;
    title: string;
    color: string | null;
    size: number;
    meanScore: number | null;
    /** Share (0 to 1) of members with a sign of life in the last 7 and 30 days. */
    active7: number | null;
    active30: number | null;
    /** Members by stage, persona and tier; `''` = none. Null where the caller may not read the field. */
    stages: Record<string, number> | null;
    personas: Record<string, number> | null;
    tiers: Record<string, number> | null;
  }>;
  pairs: Array<{ a: string; b: string; shared: number; jaccard: number }>;
}

/** `communitySegmentRuns:refresh` with `{ segment }`: the background run to watch (`communityRuns:get`). */
export interface SegmentRefreshAnswer {
  id: number;
}

/** `communitySegmentRuns:add` and `remove` with `{ segment, members?: ids, filter?, from?: key of another segment }`. */
export interface SegmentListChange {
  /** Members that were named and may be listed by the caller. */
  named: number;
  changed: number;
}

/** Counts of a run of kind `segments`. */
export interface SegmentRunCounts {
  segments: number;
  entered: number;
  left: number;
  failed: number;
}
