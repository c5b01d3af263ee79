import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { Bind, Store } from '../store';
import { METRICS } from './catalogue';
import type { Metric, MetricRequest, MetricSql } from './metric';

export interface FrameKinds {
  utterances: readonly string[];
  signsOfLife: readonly string[];
}

export interface FrameOptions {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  /** Milliseconds; nothing later is looked at. */
  asOf: number;
  /**
   * SELECT of the members to look at, with columns `id`, `stage`, `stageSince`. Its placeholders are bound by
   * `subjectBind`.
   */
  subjects: string;
  subjectBind?: Bind;
}

interface Column {
  name: string;
  request: MetricRequest;
  metric: Metric;
}

/**
 * A table with one row a member and one column a distinct metric value: every rule of a run reads the same frame, so each
 * number is computed once and is at hand as evidence afterwards.
 */
export class MetricFrame {
  private readonly columns = new Map<string, Column>();
  readonly bind: Bind = {};
  private counter = 0;

  constructor(private readonly options: FrameOptions) {
    Object.assign(this.bind, options.subjectBind);
  }

  /** Name of the frame's column that holds the value; asking twice gives the same column. */
  column(request: MetricRequest): string {
    const metric = METRICS.get(request.metric);
    if (!metric) throw new Error(`Unknown metric "${request.metric}".`);
    const key = JSON.stringify([request.metric, request.kinds, request.groups, request.window]);
    let column = this.columns.get(key);
    if (!column) {
      column = { name: `v${this.columns.size}`, request, metric };
      this.columns.set(key, column);
    }
    return column.name;
  }

  /** Names of all columns asked for so far. */
  get columnNames(): string[] {
    return [...this.columns.values()].map(({ name }) => name);
  }

  /** Binds a value and returns its placeholder. */
  bound(value: string | number): string {
    const name = `f${this.counter++}`;
    this.bind[name] = value;
    return `$${name}`;
  }

  /** SELECT with `id`, `stage`, `stageSince` and every column. Call it after the last `column`. */
  select(): string {
    const columns = [...this.columns.values()];
    const facts = columns.filter(({ metric }) => metric.source === 'facts');
    const presence = columns.filter(({ metric }) => metric.source === 'presence');
    const values = columns.map((column) => `${this.value(column)} AS "${column.name}"`);
    return `SELECT m."id", m."stage", m."stageSince"${values.map((v) => `, ${v}`).join('')}
      FROM (${this.options.subjects}) AS m
      ${facts.length ? `LEFT JOIN (${this.factsAggregate(facts)}) AS a ON a."memberId" = m."id"` : ''}
      ${presence.length ? `LEFT JOIN (${this.presenceAggregate(presence)}) AS q ON q."memberId" = m."id"` : ''}`;
  }

  private value({ name, request, metric }: Column): string {
    const sql = this.sqlFor(request);
    if (metric.source === 'member') return metric.sql(request, sql);
    const aggregate = `${metric.source === 'facts' ? 'a' : 'q'}."${name}"`;
    return metric.finish ? metric.finish(aggregate, sql) : `COALESCE(${aggregate}, 0)`;
  }

  private factsAggregate(columns: Column[]): string {
    const values = columns.map(({ name, request, metric }) => `${metric.sql(request, this.sqlFor(request))} AS "${name}"`);
    return `SELECT f."memberId", ${values.join(', ')} FROM {communityDailyFacts} AS f
      JOIN (${this.options.subjects}) AS who ON who."id" = f."memberId"
      WHERE f."day" <= ${this.asOfDay()} GROUP BY f."memberId"`;
  }

  /** Per member and group: when it was left, if it was and nothing was heard since. */
  private presenceAggregate(columns: Column[]): string {
    const values = columns.map(({ name, request, metric }) => `${metric.sql(request, this.sqlFor(request))} AS "${name}"`);
    return `SELECT p."memberId", ${values.join(', ')} FROM (
        SELECT s."memberId", s."groupId", CASE WHEN s."left" >= COALESCE(s."heard", s."left") THEN s."left" END AS "leftAt" FROM (
          SELECT f."memberId", f."groupId",
            MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) AS "left",
            MAX(CASE WHEN f."kind" <> 'leave' THEN f."lastAt" END) AS "heard"
          FROM {communityDailyFacts} AS f JOIN (${this.options.subjects}) AS who ON who."id" = f."memberId"
          WHERE f."day" <= ${this.asOfDay()} AND f."groupId" <> 0 GROUP BY f."memberId", f."groupId") AS s) AS p
      GROUP BY p."memberId"`;
  }

  private asOfDay(): string {
    return this.bound(this.options.zone.day(this.options.asOf));
  }

  private sqlFor(request: MetricRequest): MetricSql {
    const { store, kinds, asOf } = this.options;
    return {
      dialect: store.sql,
      bind: (value) => this.bound(value),
      within: (defaultKinds) => this.within(request, defaultKinds),
      utterances: kinds.utterances,
      signsOfLife: kinds.signsOfLife,
      asOfMs: String(Math.trunc(asOf)),
    };
  }

  private within({ window, kinds, groups }: MetricRequest, defaultKinds?: readonly string[]): string {
    const parts: string[] = [];
    if (window) {
      const last = this.options.zone.dayNumber(this.options.asOf) - (window.endingDaysAgo ?? 0);
      parts.push(`f."day" > ${this.bound(dayLabel(last - window.days))}`);
      if (window.endingDaysAgo) parts.push(`f."day" <= ${this.bound(dayLabel(last))}`);
    }
    const wanted = kinds ?? (defaultKinds?.length ? defaultKinds : undefined);
    if (wanted) parts.push(`f."kind" IN (${wanted.map((kind) => this.bound(kind)).join(', ')})`);
    if (groups) parts.push(`f."groupId" IN (${groups.map((group) => this.bound(group)).join(', ') || 'NULL'})`);
    return parts.length ? `(${parts.join(' AND ')})` : this.options.store.bool(true);
  }
}

