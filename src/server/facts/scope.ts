import type { Bind } from '../store';

/**
 * Which activities a recount looks at: single cells member × group × day, or whole days of groups. Everything below is a
 * fragment of SQL, so that the same statements serve both.
 */
export interface RecountScope {
  /** FROM of activities `a` for measures of the acting member, with `at` (milliseconds), `content` (kind), `cellDay` and `inside`. */
  own: string;
  /** FROM of activities `a`, with the same columns, for what the replied-to member received. */
  received: string;
  /** FROM of activities `p`, with `content`, among which are the answered posts of these cells. */
  posts: string;
  /** Condition on `a` that admits only the days to be replaced (`own` and `received` may read a little earlier). */
  inside: string;
  /** FROM and WHERE of the daily, hourly and content facts `f` to be replaced. */
  daily: string;
  hourly: string;
  content: string;
  /** Table in which the rows of `own` stand by `row` in the order of sessions (see `pauses.ts`); null = in none. */
  inRuns: string | null;
  bind: Bind;
}
