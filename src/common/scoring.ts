import type { Level } from './names';

/** The weighting that operators edit: `communityScoring:get`, `save`, and `preview` with a draft. */
export interface ScoringDraft {
  /** At least 1. */
  halfLifeDays: number;
  pointsForHalf: number;
  mediumFrom: number;
  highFrom: number;
  sessionGapMinutes: number;
  kinds: Array<{ key: string; weight: number; dailyCap: number | null }>;
}

export interface ScoringAnswer extends ScoringDraft {
  version: number;
  kinds: Array<{ key: string; title: string; weight: number; dailyCap: number | null }>;
}

/** Who would rise and fall; nothing is written. */
export interface ScoringPreview {
  asOf: number;
  members: number;
  rise: number;
  fall: number;
  same: number;
  /** Members per level of their own score, now and with the draft. */
  levels: Array<{ level: Level; now: number; draft: number }>;
  risers: Array<{ id: number; name: string; now: number; draft: number }>;
  fallers: Array<{ id: number; name: string; now: number; draft: number }>;
}

/** `communityAnalytics:explainScore?member=&group=`: the score as a sum of terms. */
export interface ScoreExplanation {
  asOf: number;
  score: number;
  points: number;
  profile: { halfLifeDays: number; pointsForHalf: number; version: number };
  /** Terms by group and kind, the largest first; `points` are decayed to `asOf` and add up to the total. */
  terms: Array<{
    group: { id: number; title: string } | null;
    kind: string;
    title: string;
    /** How often, and on how many days. */
    count: number;
    days: number;
    weight: number;
    dailyCap: number | null;
    /** Days on which the cap cut something off. */
    cappedDays: number;
    points: number;
    /** 0 to 1 */
    share: number;
  }>;
  /** Groups that the caller may not see are left out, if there are any: score and points are those of the rest. */
  partial?: true;
  /** Points by community day, decayed to `asOf`, for a drawing. */
  byDay: Array<{ day: string; points: number }>;
}
