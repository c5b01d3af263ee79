/** The ways of life that are planted in a community. */

/** How a member lives, from the day of joining on. */
export type Pattern =
  | 'core'
  | 'multiGroupHeavy'
  | 'topicMigrator'
  | 'steady'
  | 'singleGroupRegular'
  | 'silentObserver'
  | 'returner'
  | 'churner'
  | 'leaver'
  | 'oneTime'
  | 'dormant'
  | 'neverSpoke';

type Range = readonly [min: number, max: number];

/** What a pattern looks like in the data. */
export interface PatternTraits {
  /** Share of all members. The shares add up to 1. */
  share: number;
  /** While living, one active day falls in every window of so many days (dense: every day but one of the window). */
  period: Range;
  dense?: boolean;
  /** Messages on an active day. */
  posts: Range;
  /** Reactions on an active day. */
  reactions: Range;
  groups: Range;
  /** Share of messages that are forwards. */
  forwards: number;
}

const OCCASIONAL_FORWARDS = 0.04;

/** Longest window is 7 days, so that living members are never silent for more than 13. */
export const PATTERNS: Readonly<Record<Pattern, PatternTraits>> = {
  core: {
    share: 0.015,
    period: [5, 9],
    dense: true,
    posts: [3, 4],
    reactions: [0, 2],
    groups: [2, 5],
    forwards: OCCASIONAL_FORWARDS,
  },
  multiGroupHeavy: {
    share: 0.018,
    period: [2, 3],
    posts: [2, 5],
    reactions: [0, 3],
    groups: [8, 14],
    forwards: OCCASIONAL_FORWARDS,
  },
  topicMigrator: { share: 0.014, period: [2, 4], posts: [2, 4], reactions: [0, 1], groups: [3, 6], forwards: 0.7 },
  steady: {
    share: 0.123,
    period: [5, 7],
    posts: [1, 2],
    reactions: [0, 1],
    groups: [1, 4],
    forwards: OCCASIONAL_FORWARDS,
  },
  singleGroupRegular: {
    share: 0.1,
    period: [4, 7],
    posts: [1, 2],
    reactions: [0, 1],
    groups: [1, 1],
    forwards: 0.02,
  },
  silentObserver: { share: 0.08, period: [2, 5], posts: [0, 0], reactions: [1, 3], groups: [1, 4], forwards: 0 },
  returner: {
    share: 0.13,
    period: [4, 7],
    posts: [1, 1],
    reactions: [0, 1],
    groups: [1, 3],
    forwards: OCCASIONAL_FORWARDS,
  },
  churner: {
    share: 0.17,
    period: [4, 7],
    posts: [1, 1],
    reactions: [0, 1],
    groups: [1, 3],
    forwards: OCCASIONAL_FORWARDS,
  },
  leaver: { share: 0.05, period: [3, 7], posts: [1, 2], reactions: [0, 0], groups: [1, 3], forwards: 0.02 },
  oneTime: { share: 0.09, period: [1, 2], posts: [1, 3], reactions: [0, 1], groups: [1, 2], forwards: 0.02 },
  dormant: { share: 0.07, period: [1, 1], posts: [1, 1], reactions: [0, 0], groups: [1, 3], forwards: 0 },
  neverSpoke: { share: 0.14, period: [1, 1], posts: [0, 0], reactions: [0, 0], groups: [1, 3], forwards: 0 },
};

/** The pattern that a number in [0, 1) stands for. */
export function patternAt(point: number): Pattern {
  let rest = point;
  const names = Object.keys(PATTERNS) as Pattern[];
  for (const name of names) {
    rest -= PATTERNS[name].share;
    if (rest < 0) {
      return name;
    }
  }
  return names[names.length - 1];
}
