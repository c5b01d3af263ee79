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
   * SELECT of the members to look at, with columns `id`, `stage`, `stageSince`, `firstSeenAt`, `lastActiveAt`. Its
   * placeholders are bound by `subjectBind`.
   */
  subjects: string;
  subjectBind?: Bind;
}

interface Column {
  name: string;
  /** Alias of the aggregate that it comes from. */
  alias?: string;
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
    const windows = new Map<string, Column[]>();
    for (const column of columns.filter(({ metric }) => metric.source === 'facts')) {
      const key = JSON.stringify(column.request.window ?? null);
      windows.set(key, [...(windows.get(key) ?? []), column]);
    }
    const scans = [...windows.values()];
    scans.forEach((scan, i) => scan.forEach((column) => (column.alias = `a${i}`)));
    const presence = columns.filter(({ metric }) => metric.source === 'presence');
    presence.forEach((column) => (column.alias = 'q'));
    const values = columns.map((column) => `${this.value(column)} AS "${column.name}"`);
    return `SELECT m."id", m."stage", m."stageSince"${values.map((v) => `, ${v}`).join('')}
      FROM (${this.options.subjects}) AS m
      ${scans.map((scan, i) => `LEFT JOIN (${this.factsAggregate(scan)}) AS a${i} ON a${i}."memberId" = m."id"`).join('\n')}
      ${presence.length ? `LEFT JOIN (${this.presenceAggregate(presence)}) AS q ON q."memberId" = m."id"` : ''}`;
  }

  private value({ name, alias, request, metric }: Column): string {
    const sql = this.sqlFor(request);
    if (metric.source === 'member') return metric.sql(request, sql);
    const aggregate = `${alias}."${name}"`;
    return metric.finish ? metric.finish(aggregate, sql) : `COALESCE(${aggregate}, 0)`;
  }

  /** One scan of the facts for all metrics that share a window, limited to the window's days and the kinds they need. */
  private factsAggregate(columns: Column[]): string {
    const kinds = new KindsNeeded();
    const values = columns.map(
      ({ name, request, metric }) => `${metric.sql(request, this.sqlFor(request, kinds))} AS "${name}"`,
    );
    const needed = kinds.list();
    const days = this.windowDays(columns[0].request.window);
    const some = needed ? ` AND f."kind" IN (${needed.map((kind) => this.bound(kind)).join(', ') || 'NULL'})` : '';
    return `SELECT f."memberId", ${values.join(', ')} FROM {communityDailyFacts} AS f WHERE ${days}${some} GROUP BY f."memberId"`;
  }

  private windowDays(window: MetricRequest['window']): string {
    const last = this.options.zone.dayNumber(this.options.asOf) - (window?.endingDaysAgo ?? 0);
    const until = `f."day" <= ${this.bound(dayLabel(last))}`;
    return window ? `f."day" > ${this.bound(dayLabel(last - window.days))} AND ${until}` : until;
  }

  /** Per member and group: when it was left, if it was and nothing was heard since. */
  private presenceAggregate(columns: Column[]): string {
    const values = columns.map(
      ({ name, request, metric }) => `${metric.sql(request, this.sqlFor(request))} AS "${name}"`,
    );
    const leavers = columns.every(({ metric }) => metric.leaversOnly)
      ? ` AND f."memberId" IN (SELECT l."memberId" FROM {communityDailyFacts} AS l WHERE l."kind" = 'leave' AND l."day" <= ${this.asOfDay()})`
      : '';
    return `SELECT p."memberId", ${values.join(', ')} FROM (
        SELECT s."memberId", s."groupId", CASE WHEN s."left" >= COALESCE(s."heard", s."left") THEN s."left" END AS "leftAt" FROM (
          SELECT f."memberId", f."groupId",
            MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) AS "left",
            MAX(CASE WHEN f."kind" <> 'leave' THEN f."lastAt" END) AS "heard"
          FROM {communityDailyFacts} AS f
          WHERE f."day" <= ${this.asOfDay()} AND f."groupId" <> 0${leavers} GROUP BY f."memberId", f."groupId") AS s) AS p
      GROUP BY p."memberId"`;
  }

  private asOfDay(): string {
    return this.bound(this.options.zone.day(this.options.asOf));
  }

  private sqlFor(request: MetricRequest, needed?: KindsNeeded): MetricSql {
    const { store, kinds, asOf } = this.options;
    return {
      dialect: store.sql,
      bind: (value) => this.bound(value),
      within: (defaultKinds) => this.within(request, defaultKinds, needed),
      utterances: kinds.utterances,
      signsOfLife: kinds.signsOfLife,
      asOfMs: String(Math.trunc(asOf)),
      asOfDay: () => this.asOfDay(),
      asOfInstant: () => store.instantParam(this.bound(store.instant(asOf))),
    };
  }

  private within({ kinds, groups }: MetricRequest, defaultKinds?: readonly string[], needed?: KindsNeeded): string {
    const wanted = kinds ?? defaultKinds;
    needed?.add(wanted);
    const parts: string[] = [];
    if (wanted) parts.push(`f."kind" IN (${wanted.map((kind) => this.bound(kind)).join(', ') || 'NULL'})`);
    if (groups) parts.push(`f."groupId" IN (${groups.map((group) => this.bound(Number(group))).join(', ') || 'NULL'})`);
    return parts.length ? `(${parts.join(' AND ')})` : this.options.store.bool(true);
  }
}

/** Collects which kinds a scan has to read; one metric that needs all makes it all. */
class KindsNeeded {
  private kinds: Set<string> | null = new Set();

  add(kinds: readonly string[] | undefined): void {
    if (!kinds) this.kinds = null;
    else kinds.forEach((kind) => this.kinds?.add(kind));
  }

  /** Null = all. */
  list(): string[] | null {
    return this.kinds && [...this.kinds].sort();
  }
}
