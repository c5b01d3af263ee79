import type { DialectSql } from '../store';

/** What a metric is asked for: `messages` of `kinds` in `groups` within a window ending at the frame's `asOf`. */
export interface MetricRequest {
  metric: string;
  kinds?: string[];
  groups?: string[];
  window?: { days: number; endingDaysAgo?: number };
}

/** Helpers for the SQL of a metric. All of them return SQL expressions with bound values. */
export interface MetricSql {
  dialect: DialectSql;
  /** Binds a value and returns its placeholder. */
  bind(value: string | number): string;
  /** Condition over daily facts `f`: of the requested groups and kinds (`kinds` = default when none asked). */
  within(kinds?: readonly string[]): string;
  /** Kinds whose rows of `communityKinds` say so. */
  utterances: readonly string[];
  signsOfLife: readonly string[];
  /** The instant at which the frame is evaluated: as milliseconds, as a bound community day, as a bound instant. */
  asOfMs: string;
  asOfDay(): string;
  asOfInstant(): string;
}

/**
 * One number about a member. `facts` metrics aggregate daily facts `f` of their window, `presence` metrics the per-group
 * presence `p`, `member` metrics read the member's own row `m` (`stageSince`, `firstSeenAt`, `lastActiveAt`; the last two
 * know the future of a past `asOf`).
 */
export interface Metric {
  key: string;
  titleEn: string;
  titleZh: string;
  unit: 'count' | 'days' | 'amount' | 'minutes' | 'score';
  source: 'facts' | 'presence' | 'member';
  /** Whether the value can be asked for a window, certain groups, certain kinds. */
  restrictable: { window: boolean; groups: boolean; kinds: boolean };
  /** Aggregate (facts, presence) or plain expression (member). */
  sql(request: MetricRequest, sql: MetricSql): string;
  /** Turns the aggregate into the value; `m` is the member. Default: NULL counts as 0. */
  finish?(aggregate: string, sql: MetricSql): string;
  /** Presence metrics that have a value only for members who left some group: the others need not be looked at. */
  leaversOnly?: boolean;
  /** Kinds whose activities change the value; null = every kind. */
  touchedBy: readonly string[] | null;
}
