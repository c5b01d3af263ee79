import type { Bind } from '../store';

/**
 * Which activities a recount looks at. `days` names the member × group × day cells (or whole days of a group) whose facts
 * are replaced; the same statement serves both by joining this scope.
 */
export interface RecountScope {
  /** FROM fragment over activities `a` for measures of the acting member. */
  own: string;
  /** FROM fragment over activities `a` for what the replied-to member received. */
  received: string;
  /** Condition on `a` that admits only the days to be replaced (the fragments may read a little earlier). */
  inside: string;
  /** SELECT of ids of daily facts (`{communityDailyFacts}` as `f`) to be replaced. */
  daily: string;
  /** SELECT of ids of hourly facts (`{communityHourlyFacts}` as `f`) to be replaced. */
  hourly: string;
  /** SELECT of ids of content facts (`{communityContentFacts}` as `f`) to be replaced. */
  content: string;
  bind: Bind;
}
