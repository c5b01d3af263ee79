import { SUBJECTS } from '../../common/conditions';
import type { Metric, MetricSql } from './metric';
import { signOfLife } from './signOfLife';
import { windowEdges, type KindsNamed } from './time';

interface CountingOptions extends Pick<Metric, 'key' | 'titleEn' | 'titleZh' | 'proxy'> {
  unit?: Metric['unit'];
  /** Column of daily facts to add up. */
  column:
    | 'count'
    | 'replies'
    | 'forwards'
    | 'characters'
    | 'amount'
    | 'sessionMinutes'
    | 'repliesReceived'
    | 'reactionsReceived';
  /** Kinds counted when the request names none; absent = all. */
  kinds?: KindsNamed;
}

/** A metric that adds up one measure of the daily facts. */
export function counting({ column, kinds = 'all', unit = 'count', ...names }: CountingOptions): Metric {
  return {
    ...names,
    unit,
    subjects: SUBJECTS,
    source: 'facts',
    // what is counted of one kind alone cannot be restricted to another
    restrictable: { window: true, groups: true, kinds: typeof kinds === 'string' },
    sql: (_request, sql) => `SUM(CASE WHEN ${sql.within(named(kinds, sql))} THEN f."${column}" ELSE 0 END)`,
    touchedBy: typeof kinds === 'string' ? null : kinds,
    timeEdges: (request) => windowEdges(request, kinds),
  };
}

/** A metric that counts how many different values something has over the daily facts with a sign of life. */
export function distinct(
  names: Pick<Metric, 'key' | 'titleEn' | 'titleZh' | 'unit'> & { subjects?: Metric['subjects'] },
  value: (sql: MetricSql) => string,
): Metric {
  return {
    subjects: SUBJECTS,
    ...names,
    source: 'facts',
    restrictable: { window: true, groups: true, kinds: true },
    sql: (request, sql) => `COUNT(DISTINCT CASE WHEN ${signOfLife(request, sql)} THEN ${value(sql)} END)`,
    touchedBy: null,
    timeEdges: (request) => windowEdges(request, 'signsOfLife', !request.kinds),
  };
}

/** Kinds by name; undefined = all. */
export function named(
  kinds: KindsNamed,
  sql: Pick<MetricSql, 'utterances' | 'signsOfLife'>,
): readonly string[] | undefined {
  if (kinds === 'all') return undefined;
  return typeof kinds === 'string' ? sql[kinds] : kinds;
}
