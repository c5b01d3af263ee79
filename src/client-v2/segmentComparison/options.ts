/** Segments that are compared at once, as the server allows. */
export const MOST_COMPARED = 6;

/** What members of a segment are told apart by. */
export const COMPARED_BY = ['stages', 'personas', 'tiers'] as const;
export type ComparedBy = (typeof COMPARED_BY)[number];

/** A block's settings as they are saved with it. */
export interface ComparisonOptions {
  /** Keys of the segments that are shown first; empty = the largest ones. */
  segments: string[];
  by: ComparedBy;
  showOverlap: boolean;
}

export const DEFAULT_OPTIONS: ComparisonOptions = { segments: [], by: 'stages', showOverlap: true };

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<ComparisonOptions> | undefined): ComparisonOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const options = { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<ComparisonOptions>) };
  return { ...options, segments: options.segments.slice(0, MOST_COMPARED) };
}
