/** The answer of `communityAnalytics:rhythm`, shared by server and browser. */

/** Whose utterances count: everybody's, also what no person said; or those of people, without bots and the own team. */
export const RHYTHM_AUDIENCES = ['everybody', 'people'] as const;
export type RhythmAudience = (typeof RHYTHM_AUDIENCES)[number];

/** Hours that a publishing window may last. */
export const WINDOW_HOURS = [1, 2, 3] as const;

/** What a comparison with the period before asks for. */
export const RHYTHM_COMPARISONS = ['none', 'previous'] as const;

/** Observations below which nothing is said about a window: with fewer, even a window that wins each time may be chance. */
export const LEAST_OBSERVATIONS = 5;

/**
 * How far a window can be trusted. `strong` holds even though it is the best of all windows that were looked at; `hint`
 * would hold for a window that was named beforehand, but among so many one may come out like this by chance.
 */
export type WindowConfidence = 'strong' | 'hint';

/** Hours of the week (or of every day) in which members write most, with the evidence for it. */
export interface RhythmWindow {
  /** 0 = Monday … 6 = Sunday; null = every day. */
  weekday: number | null;
  /** First hour, 0–23, of the community's time zone; the window does not cross midnight. */
  from: number;
  /** The hour in which it is over, 1–24. */
  to: number;
  /** Times that the window was observed: once a week, or once a day. */
  observed: number;
  /** Of these, those with any message. */
  seen: number;
  /** Of these, those with more messages than an average time of the same length in that week (or on that day). */
  above: number;
  /** Median of the messages in it, which a single burst does not move. */
  median: number;
  /** The median is at least this, with 95 % confidence. */
  low: number;
  /** Share of all messages of the days observed, 0 to 1. */
  share: number;
  confidence: WindowConfidence;
}

/** Days without today (which is not over), from the first one with a message on. */
export interface RhythmEvidence {
  /** Community days, both included; null when there is no message on a complete day. */
  from: string | null;
  to: string | null;
  days: number;
  /** Whole weeks among them. */
  weeks: number;
}

export interface RhythmAnswer {
  /** Utterances by weekday (Monday first) and hour of the community's time zone. */
  counts: number[][];
  total: number;
  timeZone: string;
  who: RhythmAudience;
  /** Community days, both included; null = no limit. */
  period: { from: string | null; to: string | null };
  evidence: RhythmEvidence;
  /** The best windows of the week, best first; none where nothing stands out, or too few weeks are known. */
  windows: RhythmWindow[];
  /** The best windows over all weekdays, which need less history. */
  everyDay: RhythmWindow[];
  /** The period of the same length before; null unless asked for, and without a beginning of the period. */
  previous: { from: string; to: string; counts: number[][]; total: number } | null;
}
