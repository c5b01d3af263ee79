import type { Store } from '../store';

/** The active weighting of activity; see `scoring/`. */
export interface ScoringProfile {
  id: number;
  version: number;
  /** Days after which a contribution counts half, at least 1. */
  halfLifeDays: number;
  /** Points that are shown as a score of 50. */
  pointsForHalf: number;
  /** Scores from which a membership's level is medium and high. */
  mediumFrom: number;
  highFrom: number;
  sessionGapMinutes: number;
  /** Day number since 1970 against which points are stored. */
  landmarkDay: number;
}

/** @throws Error when no profile is active */
export async function readProfile(store: Store): Promise<ScoringProfile> {
  const [row] = await store.select(
    `SELECT p."id", p."version", p."halfLifeDays", p."pointsForHalf", p."mediumFrom", p."highFrom", p."sessionGapMinutes", p."landmarkDay"
     FROM {communityScoringProfiles} AS p WHERE p."active" = ${store.bool(true)} ORDER BY p."id" DESC LIMIT 1`,
  );
  if (!row) throw new Error('No scoring profile is active. Activate one in "Scoring".');
  const profile = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]));
  return { ...(profile as unknown as ScoringProfile), halfLifeDays: Math.max(1, profile.halfLifeDays) };
}
