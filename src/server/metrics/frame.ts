import type { CommunityZone } from '@community-crm/community-model';
import type { Subject } from '../../common/conditions';
import type { Bind, Dialect, Store } from '../store';
import { METRICS } from './catalogue';
import { factsAggregate, presenceAggregate, type NamedValue } from './aggregates';
import { FrameSql } from './frameSql';
import type { MetricRequest, MetricSql } from './metric';
import { scansOf } from './scans';

export interface FrameKinds {
  utterances: readonly string[];
  signsOfLife: readonly string[];
  /** Every kind there is, as `readKinds` knows them; lets time edges find facts of any kind by an index. */
  rows?: ReadonlyArray<{ key: string }>;
}

/** Where the labels of members are found that other steps keep: SELECT with the columns `memberId` and `key`. */
export type LabelSources = Partial<Record<'interest' | 'segment', string>>;

export interface FrameOptions {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  /** Milliseconds; nothing later is looked at, by the day: the facts of the day of `asOf` count in full. */
  asOf: number;
  /** What a row is about; default: a member. */
  subject?: Subject;
  /**
   * SELECT of the subjects to look at; its placeholders are bound by `subjectBind`. Columns of members: `id`, `stage`,
   * `stageSince`, `firstSeenAt`, `lastActiveAt`; of memberships and groups: as {@link allSubjects} has them.
   */
  subjects: string;
  subjectBind?: Bind;
  /** Further columns of the subjects that their rows keep. */
  kept?: readonly string[];
  /**
   * SELECT of ids of members (column `id`), bound by `subjectBind`: nobody else is among the subjects, and nobody else's
   * facts are read. For members and memberships; worth it where they are few.
   */
  only?: string;
  /**
   * SELECT of everybody whom `mean` and `percentile` are taken over, with the same columns; default: the subjects
   * themselves. Needed where only some of those in scope of a rule are looked at.
   */
  population?: string;
  populationBind?: Bind;
  /**
   * Numbers that a metric needs and that are computed beforehand, such as the coefficients of a fitted model; a metric
   * reads them with `sql.parameter(name)`.
   */
  parameters?: Readonly<Record<string, number>>;
  labels?: LabelSources;
}

/** Over whom a statistic is taken: a value's mean, or the smallest value that so many per cent do not exceed. */
export type Statistic = { of: 'mean' } | { of: 'percentile'; percent: number };

type Column = NamedValue;

/**
 * A table with one row a subject and one column a distinct value: every rule of a run reads the same frame, so each number
 * is computed once and is at hand as evidence afterwards.
 */
export class MetricFrame {
  readonly subject: Subject;
  private readonly columns = new Map<string, Column>();
  private readonly expressions = new Map<string, { name: string; sql: string }>();
  private readonly tables = new Map<string, { name: string; select: (sql: FrameSql) => string }>();
  private readonly statistics = new Map<string, { name: string; statistic: Statistic; value: string }>();
  private readonly sql: FrameSql;

  constructor(private readonly options: FrameOptions) {
    this.subject = options.subject ?? 'member';
    this.sql = new FrameSql(options, this.subject);
    Object.assign(this.bind, options.subjectBind, options.populationBind);
  }

  get bind(): Bind {
    return this.sql.bind;
  }

  get store(): Store {
    return this.options.store;
  }

  get zone(): CommunityZone {
    return this.options.zone;
  }

  get asOf(): number {
    return this.options.asOf;
  }

  get labels(): LabelSources {
    return this.options.labels ?? {};
  }

  /** Expression over the subject `m` for the id of the member it is about; null for groups. */
  get memberId(): string | null {
    return { member: 'm."id"', membership: 'm."memberId"', group: null }[this.subject];
  }

  /** Name of the frame's column that holds the value; asking twice gives the same column. */
  column(request: MetricRequest): string {
    const metric = METRICS.get(request.metric);
    if (!metric) throw new Error(`Unknown metric "${request.metric}".`);
    if (!metric.subjects.includes(this.subject))
      throw new Error(`Metric "${request.metric}" does not exist for a ${this.subject}.`);
    const key = JSON.stringify([request.metric, request.kinds, request.groups, request.window]);
    let column = this.columns.get(key);
    if (!column) {
      column = { name: `v${this.columns.size}`, request, metric };
      this.columns.set(key, column);
    }
    return column.name;
  }

  /** A column of an expression over the subject `m`; asking twice for the same key gives the same column. */
  expression(key: string, build: () => string): string {
    let column = this.expressions.get(key);
    if (!column) {
      column = { name: `e${this.expressions.size}`, sql: build() };
      this.expressions.set(key, column);
    }
    return column.name;
  }

  /** A column of a SELECT with the subject's key columns and `value`; asking twice for the same key gives the same one. */
  table(key: string, request: Pick<MetricRequest, 'window'>, build: (sql: MetricSql) => string): string {
    let column = this.tables.get(key);
    if (!column) {
      column = { name: `t${this.tables.size}`, select: (sql) => build(sql.of({ metric: '', ...request })) };
      this.tables.set(key, column);
    }
    return column.name;
  }

  /**
   * A column that holds the same number in every row: a statistic of a value over everybody in scope.
   *
   * @param value expression over the columns asked for so far (alias `b`)
   */
  statistic(statistic: Statistic, value: string): string {
    const key = JSON.stringify([statistic, value]);
    let column = this.statistics.get(key);
    if (!column) {
      column = { name: `s${this.statistics.size}`, statistic, value };
      this.statistics.set(key, column);
    }
    return column.name;
  }

  /** Names of all columns asked for so far. */
  get columnNames(): string[] {
    return [this.columns, this.expressions, this.tables, this.statistics].flatMap((columns) =>
      [...columns.values()].map(({ name }) => name),
    );
  }

  /** Binds a value and returns its placeholder. */
  bound(value: string | number): string {
    return this.sql.bound(value);
  }

  /** SELECT with `id`, `stage`, `stageSince`, what is kept besides, and every column. Call it after the last `column`. */
  select(): string {
    const rows = this.rows(this.options.subjects, this.sql, this.options.kept);
    if (!this.statistics.size) return rows;
    const { materialized } = this.options.store.sql;
    const { population } = this.options;
    const all = population === undefined ? 'b' : 'everybody';
    const statistics = [...this.statistics.values()].map(
      (column) => `(${this.statisticOver(all, column)}) AS "${column.name}"`,
    );
    return `WITH b AS ${materialized} (${rows})${population === undefined ? '' : `, everybody AS ${materialized} (${this.rows(population, this.sql.ofEverybody())})`}
      SELECT b.*, s.* FROM b CROSS JOIN (SELECT ${statistics.join(', ')}) AS s`;
  }

  private statisticOver(table: string, { statistic, value }: { statistic: Statistic; value: string }): string {
    const { float } = this.options.store.sql;
    if (statistic.of === 'mean') return `SELECT AVG(${float(value)}) FROM ${table} AS b`;
    return `SELECT MIN(r."value") FROM (
        SELECT q."value", ROW_NUMBER() OVER (ORDER BY q."value") AS "rank", COUNT(*) OVER () AS "n"
        FROM (SELECT ${float(value)} AS "value" FROM ${table} AS b) AS q WHERE q."value" IS NOT NULL) AS r
      WHERE r."rank" * 100 >= ${statistic.percent} * r."n"`;
  }

  /** The values of some subjects. */
  private rows(subjects: string, sql: FrameSql, further: readonly string[] = []): string {
    const joined = this.joined(sql);
    const plain = [
      ...[...this.columns.values()]
        .filter(({ metric }) => metric.source === 'member')
        .map((column) => `${column.metric.sql(column.request, sql.of(column.request))} AS "${column.name}"`),
      ...[...this.expressions.values()].map((column) => `${column.sql} AS "${column.name}"`),
    ];
    const whose = { member: [], membership: ['m."memberId"', 'm."groupId"'], group: [] }[this.subject];
    const kept = ['m."id"', 'm."stage"', 'm."stageSince"', ...whose, ...further.map((name) => `m."${name}"`)];
    const { dialect } = this.options.store;
    const most = MOST_JOINS[dialect];
    if (joined.length <= most) return selected([...kept, ...valuesOf(joined), ...plain], `(${subjects})`, joined);
    // a portion at a time, each on top of the one before
    const steps: string[] = [];
    for (let i = 0; i < joined.length; i += most) {
      const portion = joined.slice(i, i + most);
      const from = i === 0 ? `(${subjects})` : `m${steps.length - 1}`;
      steps.push(selected(['m.*', ...valuesOf(portion)], from, portion));
    }
    const named = steps.map((step, i) => `m${i} AS ${this.options.store.sql.materialized} (${step} ${APART[dialect]})`);
    const names = joined.flatMap(({ values }) => values.map(({ name }) => `m."${name}"`));
    return `WITH ${named.join(',\n')} ${selected([...kept, ...names, ...plain], `m${steps.length - 1}`, [])}`;
  }

  /** The derived tables that values come from, with the values of each. */
  private joined(sql: FrameSql): Joined[] {
    const columns = [...this.columns.values()];
    const joined: Joined[] = [];
    const join = (alias: string, table: string, from: readonly Column[]) =>
      joined.push({
        join: `LEFT JOIN (${table}) AS ${alias} ON ${sql.own(alias)}`,
        values: from.map((column) => ({ name: column.name, sql: this.value(column, alias, sql) })),
      });
    const facts = columns.filter(({ metric }) => metric.source === 'facts');
    scansOf(facts, sql).forEach((scan, i) => join(`a${i}`, factsAggregate(scan, sql), scan.columns));
    const presence = columns.filter(({ metric }) => metric.source === 'presence');
    if (presence.length) join('q', presenceAggregate(presence, sql), presence);
    for (const column of columns.filter(({ metric }) => metric.source === 'table'))
      join(`w_${column.name}`, column.metric.sql(column.request, sql.of(column.request)), [column]);
    for (const { name, select } of this.tables.values()) {
      const alias = `w_${name}`;
      joined.push({
        join: `LEFT JOIN (${select(sql)}) AS ${alias} ON ${sql.own(alias)}`,
        values: [{ name, sql: `${alias}."value"` }],
      });
    }
    return joined;
  }

  private value({ name, request, metric }: Column, alias: string, frameSql: FrameSql): string {
    const sql = frameSql.of(request);
    const aggregate = metric.source === 'table' ? `${alias}."value"` : `${alias}."${name}"`;
    return metric.finish ? metric.finish(aggregate, sql) : `COALESCE(${aggregate}, 0)`;
  }
}

/** A derived table and the values that are read from it. */
interface Joined {
  join: string;
  values: Array<{ name: string; sql: string }>;
}

/** SQLite joins no more than 64 tables; MySQL and MariaDB try the orders of all of them, which takes ever longer. */
const MOST_JOINS: Record<Dialect, number> = { sqlite: 30, postgres: 30, mysql: 8 };

/** Keeps MySQL and MariaDB from putting the portions together again. */
const APART: Record<Dialect, string> = { sqlite: '', postgres: '', mysql: 'LIMIT 9223372036854775807' };

const valuesOf = (joined: readonly Joined[]): string[] =>
  joined.flatMap(({ values }) => values.map(({ name, sql }) => `${sql} AS "${name}"`));

function selected(columns: readonly string[], from: string, joined: readonly Joined[]): string {
  return `SELECT ${columns.join(', ')} FROM ${from} AS m ${joined.map(({ join }) => join).join('\n')}`;
}
