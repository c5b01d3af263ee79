/** The answer of `communityAnalytics:retention`, shared by server and browser. */

/**
 * What makes a member new: joining (where the join was not seen, first sight), first sight, or the first thing said.
 * Activity counts from the week in which that happened.
 */
export const RETENTION_BASES = ['joined', 'firstSeen', 'firstMessage'] as const;
export type RetentionBasis = (typeof RETENTION_BASES)[number];

/** Weeks begin on Monday, in the community's time zone. */
export interface RetentionWeek {
  /** `YYYY-MM-DD` */
  monday: string;
  /** False for the week that is not over yet: its numbers will still rise, and `dormant` will fall. */
  complete: boolean;
  /** Members with a sign of life in the week; the sum of the next three. */
  active: number;
  /** Active for the first time. */
  new: number;
  /** Active in the week before as well. */
  returning: number;
  /** Active before, but not in the week before. */
  resurrecting: number;
  /** Active in the week before, but not in this one. */
  dormant: number;
}

export interface RetentionCohort {
  /** Index into the weeks: when its members were new. */
  week: number;
  members: number;
  /** Of those, members whose join was not seen and who count from their first sight. */
  assumed: number;
  /** Members active in the cohort's own week, the week after, and so on to the last week. */
  active: number[];
  /** The same as shares of `members`, 0 to 1. */
  share: number[];
}

export interface RetentionAnswer {
  basis: RetentionBasis;
  period: 'week';
  /** Milliseconds. */
  asOf: number;
  timeZone: string;
  group: number | null;
  weeks: RetentionWeek[];
  /** Weeks in which nobody was new have no cohort. */
  cohorts: RetentionCohort[];
}
