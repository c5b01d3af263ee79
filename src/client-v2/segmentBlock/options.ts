/** Days of the trend that are offered at once. */
export const SEGMENT_DAYS = [30, 90, 365] as const;

export const PAGE_SIZES = [10, 20, 50] as const;

/** A block's settings as they are saved with it. */
export interface SegmentOptions {
  /** Key of the segment that is shown first; null = the first one. */
  segment: string | null;
  /** Whether the reader may look at other segments. */
  choosable: boolean;
  days: number;
  showTrend: boolean;
  showMembers: boolean;
  pageSize: number;
}

export const DEFAULT_OPTIONS: SegmentOptions = {
  segment: null,
  choosable: true,
  days: 90,
  showTrend: true,
  showMembers: true,
  pageSize: 10,
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<SegmentOptions> | undefined): SegmentOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<SegmentOptions>) };
}
