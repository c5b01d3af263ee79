import type { MetricRequest } from './metric';

/** Kinds by name, by what their rows say, or all. */
export type KindsNamed = readonly string[] | 'utterances' | 'signsOfLife' | 'all';

/**
 * Members with daily facts on a day whose age, in community days, reached a number from `youngest` to `oldest` since the
 * previous evaluation. Age 0 is the day of `asOf`: facts that come into a window which ends today; a fact that falls out
 * of a window of 30 days reaches age 30.
 */
export interface DaysEdge {
  youngest: number;
  oldest: number;
  kinds: KindsNamed;
  /** A return after a leave counts as well: a sign of life that is filed under the kind `join`. */
  rejoins?: boolean;
  groups?: readonly string[];
}

/** The instant that a steadily growing number of days is counted from. */
export interface Anchor {
  of: 'stageSince' | 'firstSeen' | 'lastSign' | 'firstSign' | 'leftAll';
  kinds?: readonly string[];
  groups?: readonly string[];
}

/**
 * How time alone changes a value:
 * - `days`: only at community midnights, and only of members with facts on certain days, or of everybody
 * - `steady`: by one a day, counted from an instant
 * - `unbounded`: always, or for anybody
 */
export type TimeEdges =
  { changes: 'days'; edges: readonly DaysEdge[] | 'everybody' } | { changes: 'steady'; anchor: Anchor } | 'unbounded';

/** Edges of what is added up over the days of a window: facts come in at its right end and fall out at its left one. */
export function windowEdges(
  { window, groups, kinds }: MetricRequest,
  defaultKinds: KindsNamed,
  rejoins = false,
): { changes: 'days'; edges: DaysEdge[] } {
  const ages = window ? [window.endingDaysAgo ?? 0, (window.endingDaysAgo ?? 0) + window.days] : [0];
  return {
    changes: 'days',
    edges: ages.map((age) => ({ youngest: age, oldest: age, kinds: kinds ?? defaultKinds, rejoins, groups })),
  };
}
