import type { Metric, MetricSql } from './metric';

interface CountingOptions {
  key: string;
  titleEn: string;
  titleZh: string;
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
  kinds?: (sql: MetricSql) => readonly string[];
  touchedBy: readonly string[] | null;
}

/** A metric that adds up one measure of the daily facts. */
export function counting({ column, kinds, unit = 'count', ...names }: CountingOptions): Metric {
  return {
    ...names,
    unit,
    source: 'facts',
    restrictable: { window: true, groups: true, kinds: true },
    sql: (_request, sql) => `SUM(CASE WHEN ${sql.within(kinds?.(sql))} THEN f."${column}" ELSE 0 END)`,
  };
}

/** A metric that counts different values of a column on which something was done. */
export function distinct(
  names: Pick<Metric, 'key' | 'titleEn' | 'titleZh' | 'unit'>,
  column: 'day' | 'groupId' | 'kind',
): Metric {
  return {
    ...names,
    source: 'facts',
    restrictable: { window: true, groups: true, kinds: true },
    sql: (_request, sql) =>
      `COUNT(DISTINCT CASE WHEN f."count" > 0 AND ${sql.within(sql.signsOfLife)} THEN f."${column}" END)`,
    touchedBy: null,
  };
}
