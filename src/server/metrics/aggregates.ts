import type { FrameSql } from './frameSql';
import type { Metric, MetricRequest } from './metric';
import { isNarrower, type Scan } from './scans';

export interface NamedValue {
  name: string;
  request: MetricRequest;
  metric: Metric;
}

/** One reading of the facts for several values, limited to the days and the kinds that they need. */
export function factsAggregate(scan: Scan<NamedValue>, sql: FrameSql): string {
  const values = scan.columns.map((column) => {
    const { name, request, metric } = column;
    return `${metric.sql(request, sql.of(request, undefined, isNarrower(column, scan)))} AS "${name}"`;
  });
  const { first, last, kinds } = scan;
  const some = kinds ? ` AND f."kind" IN (${sql.list([...kinds].sort())})` : '';
  const window = first === null ? undefined : { days: first - last + 1, endingDaysAgo: last };
  return `SELECT ${sql.key('f')}, ${values.join(', ')} FROM {communityDailyFacts} AS f
    WHERE ${sql.inWindow(window)}${some} GROUP BY ${sql.key('f')}`;
}

/**
 * Per member and group: when it was left, if it was and nothing was heard since. Who asked to be let in, or was answered
 * there, is not in the group for that.
 */
export function presenceAggregate(columns: readonly NamedValue[], sql: FrameSql): string {
  const values = columns.map(({ name, request, metric }) => `${metric.sql(request, sql.of(request))} AS "${name}"`);
  const leavers = columns.every(({ metric }) => metric.leaversOnly)
    ? ` AND f."memberId" IN (SELECT l."memberId" FROM {communityDailyFacts} AS l WHERE l."kind" = 'leave' AND l."day" <= ${sql.asOfDay()}${sql.chosen('l')})`
    : '';
  return `SELECT p."memberId", ${values.join(', ')} FROM (
      SELECT s."memberId", s."groupId", CASE WHEN s."left" >= COALESCE(s."heard", s."left") THEN s."left" END AS "leftAt" FROM (
        SELECT f."memberId", f."groupId",
          MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) AS "left",
          MAX(CASE WHEN f."kind" <> 'leave' THEN f."lastAt" END) AS "heard"
        FROM {communityDailyFacts} AS f
        WHERE f."day" <= ${sql.asOfDay()} AND f."groupId" <> 0 AND f."count" > 0 AND f."kind" <> 'join_request'${leavers}${sql.chosen('f')} GROUP BY f."memberId", f."groupId") AS s) AS p
    GROUP BY p."memberId"`;
}
