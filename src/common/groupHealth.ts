import type { ContentKind } from './groupHealthContent';

/** The answer of `communityAnalytics:groupHealth`, shared by server and browser. */

/**
 * Measures of a group's health over a period:
 *
 * - `postsPerMemberDay`: posts of members ÷ members of the period ÷ days that have passed of it.
 * - `interactionRate`: members who replied, reacted, voted or clicked at least once ÷ members of the period. A proxy: Telegram
 *   tells no reads, so whoever only reads counts as not interacting.
 * - `responseMinutes`: median minutes from a post to its first reply by someone else, over the posts that were replied to on
 *   the same community day; exact at 1, 2, 3, 5, 10, 30, 60 and 240 minutes, interpolated between them.
 * - `weeklyLeaveRate`, `monthlyLeaveRate`: leaves seen within the last 7 or 30 days of the period ÷ members at the beginning
 *   of those days. Who leaves twice counts twice.
 * - `speakingRate`: members who posted at least once ÷ members of the period.
 *
 * Members of the period are those who were in the group at some time of it. Bots count nowhere; what no person said
 * (channels, anonymous administrators) is told apart as `otherPosts`.
 */
export const HEALTH_MEASURES = [
  'postsPerMemberDay',
  'interactionRate',
  'responseMinutes',
  'weeklyLeaveRate',
  'monthlyLeaveRate',
  'speakingRate',
] as const;

export type HealthMeasure = (typeof HEALTH_MEASURES)[number];

/** Where a measure is good: at least, at most, or below a limit. */
export interface Threshold {
  is: '>=' | '<=' | '<';
  limit: number;
}

export type Thresholds = Record<HealthMeasure, Threshold>;

export const DEFAULT_THRESHOLDS: Thresholds = {
  postsPerMemberDay: { is: '>=', limit: 0.8 },
  interactionRate: { is: '>=', limit: 0.15 },
  responseMinutes: { is: '<', limit: 3 },
  weeklyLeaveRate: { is: '<=', limit: 0.05 },
  monthlyLeaveRate: { is: '<', limit: 0.15 },
  speakingRate: { is: '>=', limit: 0.4 },
};

/** How near to the limit a missed measure is still amber: half of a minimum, twice a maximum. */
const NEAR = 2;

export type Verdict = 'good' | 'near' | 'bad';

/** How a value stands to its threshold; null where there is no value. */
export function verdictOf(value: number | null, { is, limit }: Threshold): Verdict | null {
  if (value === null) return null;
  if (is === '>=') return value >= limit ? 'good' : value >= limit / NEAR ? 'near' : 'bad';
  const good = is === '<' ? value < limit : value <= limit;
  return good ? 'good' : value <= limit * NEAR ? 'near' : 'bad';
}

/** Numbers of a group, or of all groups together, within a period. A rate without members or posts is null. */
export interface HealthNumbers extends Record<HealthMeasure, number | null> {
  /** Posts of members. */
  posts: number;
  /** Posts of no person; null for a caller who sees only some of the members. */
  otherPosts: number | null;
  /** Members who posted, and who replied, reacted, voted or clicked; a member of two groups counts in both. */
  speakers: number;
  interacting: number;
  joins: number;
  leaves: number;
  /** In the group at some time of the period. */
  members: number;
  /** In the group when the period ended. */
  membersAtEnd: number;
  /** Posts that were replied to on the same day; null as `responseMinutes`. */
  answered: number | null;
}

/**
 * How members are counted: `reported` walks back from Telegram's member count by the joins and leaves seen since, `known`
 * counts the members that were seen in the group, which are fewer where many only read.
 */
export type MembersBasis = 'reported' | 'known';

export interface GroupHealthRow {
  id: number;
  title: string | null;
  basis: MembersBasis;
  now: HealthNumbers;
  /** The same number of days right before. */
  before: HealthNumbers;
}

/** A day, or the part of a week that lies within the period. */
export interface HealthStep {
  /** Community days, both included. */
  from: string;
  to: string;
  posts: number;
  speakers: number;
  interacting: number;
  joins: number;
  leaves: number;
  responseMinutes: number | null;
}

/** Posts of members by kind of content, and what others answered to them on the same community day. */
export interface ContentNumbers {
  content: ContentKind;
  posts: number;
  replies: number;
  reactions: number;
  answered: number;
  responseMinutes: number | null;
}

export interface GroupHealthAnswer {
  /** When the numbers were worked out, milliseconds; an answer is kept until the next run, at most an hour. */
  asOf: number;
  timeZone: string;
  /** `days` have passed of it, with their fraction; not `complete` while its last day is not over. */
  period: { from: string; to: string; days: number; complete: boolean };
  previous: { from: string; to: string };
  step: HealthSteps;
  /**
   * True when the caller sees only some of the members: all numbers are of those members alone, and answers and response
   * time, which come from others, are left out.
   */
  partial: boolean;
  /** The busiest first. */
  groups: GroupHealthRow[];
  /** How many groups were left out because there are more than an answer holds. */
  moreGroups: number;
  /** All of these groups together; a member of two groups counts in both. */
  total: { now: HealthNumbers; before: HealthNumbers };
  trend: HealthStep[];
  /** Null for a caller who sees only some of the members. */
  content: ContentNumbers[] | null;
}

export const HEALTH_STEPS = ['day', 'week'] as const;
export type HealthSteps = (typeof HEALTH_STEPS)[number];
