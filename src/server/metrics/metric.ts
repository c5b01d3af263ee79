import type { ConditionCatalogue, MetricValue, Subject } from '../../common/conditions';
import type { DialectSql } from '../store';
import type { TimeEdges } from './time';

/** What a metric is asked for: `messages` of `kinds` in `groups` within a window ending at the frame's `asOf`. */
export type MetricRequest = MetricValue;

/** Helpers for the SQL of a metric. All of them return SQL expressions with bound values. */
export interface MetricSql {
  dialect: DialectSql;
  subject: Subject;
  /** Binds a value and returns its placeholder. */
  bind(value: string | number): string;
  /** Condition over daily facts `f`: of the requested groups and kinds (`kinds` = default when none asked). */
  within(kinds?: readonly string[]): string;
  /** Condition over daily facts `f`: on a day of the requested window; without a window, by the day of `asOf`. */
  inWindow(): string;
  /** ` AND …` that keeps rows with a `memberId` to the subjects where only some are looked at; '' otherwise. */
  chosen(alias: string): string;
  /** Columns of `alias` (a table with `memberId` and `groupId`) that tell whose row it is, separated by commas. */
  key(alias: string): string;
  /** Condition that a row of such a table belongs to the subject `m`. */
  own(alias: string): string;
  /** Kinds whose rows of `communityKinds` say so. */
  utterances: readonly string[];
  signsOfLife: readonly string[];
  /** The instant at which the frame is evaluated: as milliseconds, as a bound community day, as a bound instant. */
  asOfMs: string;
  asOfDay(): string;
  asOfInstant(): string;
  /** The community day of `asOf` as a number of days since 1970-01-01. */
  today: number;
  /** The community day so many days before that of `asOf`, bound. */
  dayBefore(days: number): string;
  /**
   * A number that the caller of the frame has computed beforehand (the fitted coefficients of a model, for example), bound.
   *
   * @throws Error when the frame was made without it; see `FrameOptions.parameters`
   */
  parameter(name: string): string;
}

/**
 * One number about a subject. Where it comes from:
 * - `facts`: `sql` is an aggregate over the daily facts `f` of the window; metrics of one window share one scan
 * - `presence`: `sql` is an aggregate over the per-group presence `p` (`leftAt`, null = has not left)
 * - `table`: `sql` is a SELECT of the subject's key columns and `value`
 * - `member`: `sql` is an expression over the subject's own row `m` (`stageSince`, `firstSeenAt`, `lastActiveAt`; the last
 *   two know the future of a past `asOf`)
 */
export interface Metric {
  key: string;
  titleEn: string;
  titleZh: string;
  unit: ConditionCatalogue['metrics'][number]['unit'];
  subjects: readonly Subject[];
  source: 'facts' | 'presence' | 'table' | 'member';
  /** What the number is a stand-in for, where it is one. */
  proxy?: { en: string; zh: string };
  /** Whether the value can be asked for a window, certain groups, certain kinds. */
  restrictable: { window: boolean; groups: boolean; kinds: boolean };
  sql(request: MetricRequest, sql: MetricSql): string;
  /** Turns the aggregate or the table's value into the value; `m` is the subject. Default: NULL counts as 0. */
  finish?(aggregate: string, sql: MetricSql): string;
  /** Presence metrics that have a value only for members who left some group: the others need not be looked at. */
  leaversOnly?: boolean;
  /** Whether the value can be below zero or is missing for some subjects; default: it is a count from 0 up. */
  mayBeMissing?: boolean;
  /** Kinds whose activities change the value; null = every kind. */
  touchedBy: readonly string[] | null;
  /** For whom the value changes by time alone. */
  timeEdges(request: MetricRequest): TimeEdges;
}
