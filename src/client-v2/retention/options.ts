import type { RetentionBasis } from '../../common/retention';

export const WEEK_COUNTS = [8, 12, 26, 52] as const;

/** A block's settings as they are saved with it. */
export interface RetentionOptions {
  basis: RetentionBasis;
  /** Weeks up to the present one. */
  weeks: number;
  /** One group alone. */
  group: number | null;
  showCohorts: boolean;
  showMovement: boolean;
}

export const DEFAULT_OPTIONS: RetentionOptions = {
  basis: 'joined',
  weeks: 12,
  group: null,
  showCohorts: true,
  showMovement: true,
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<RetentionOptions> | undefined): RetentionOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<RetentionOptions>) };
}
