/** The answer of `communityAnalytics:heatmap`, shared by server and browser. */

/** How a cell's level is decided: by absolute score thresholds, or by rank within its row, column or the whole matrix. */
export const NORMALIZATIONS = ['none', 'row', 'column', 'all'] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

export interface HeatmapMember {
  id: number | string;
  name: string | null;
  stage: string | null;
  persona: string | null;
  /** 0–100, or null when the caller's role may not read it. */
  score: number | null;
}

export interface HeatmapGroup {
  id: number | string;
  title: string | null;
  memberCount: number | null;
}

/**
 * Parallel arrays, one entry for each existing cell; `member` and `group` are indexes into the two lists. Lists of numbers
 * in an answer, typed arrays where a million of them are kept.
 */
export interface HeatmapCells<Numbers extends ArrayLike<number> = number[]> {
  member: Numbers;
  group: Numbers;
  /** 0–100; all 0, as are the levels, when the caller's role may not read the members' score. */
  score: Numbers;
  /** 0 none, 1 low, 2 medium, 3 high */
  level: Numbers;
  /** Utterances of all time in this group. */
  posts: Numbers;
  /** Milliseconds since 1970, 0 when never or when the caller's role may not read when members were active last. */
  lastActiveAt: Numbers;
}

export interface HeatmapAnswer<Numbers extends ArrayLike<number> = number[]> {
  members: HeatmapMember[];
  groups: HeatmapGroup[];
  cells: HeatmapCells<Numbers>;
  /** Members matching the filter within the caller's data scope, over all pages. */
  total: number;
  page: number;
  pageSize: number;
  /** The instant (milliseconds) at which the stored scores were computed; null before the first run. */
  asOf: number | null;
}

/** Encodings of the answer: readable objects, or {@link CompactHeatmap} for large matrices. */
export const HEATMAP_FORMATS = ['objects', 'compact'] as const;
export type HeatmapFormat = (typeof HEATMAP_FORMATS)[number];
