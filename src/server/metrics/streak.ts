import { SUBJECTS } from '../../common/conditions';
import type { Metric, MetricSql } from './metric';
import { signOfLife } from './signOfLife';
import type { DaysEdge } from './time';

interface StreakOptions {
  names: Pick<Metric, 'key' | 'titleEn' | 'titleZh' | 'unit'>;
  /** Number of the period that a day expression falls into. */
  period: (sql: MetricSql, day: string) => string;
  /** The same for a day number. */
  periodOf: (day: number) => number;
  /** Days back that surely hold the present and the previous period. */
  recentDays: number;
  /** Ages of the last active day at which the streak may break. */
  breaksAt: Pick<DaysEdge, 'youngest' | 'oldest'>;
}

/**
 * How many periods in a row had a sign of life, up to the present one. A present period without any does not break the
 * row before it is over; then the value is 0.
 *
 * Within each subject the periods are numbered from the newest back: as long as none is missing, a period's number plus
 * its place in the row is the same.
 */
export function streak({ names, period, periodOf, recentDays, breaksAt }: StreakOptions): Metric {
  return {
    ...names,
    subjects: SUBJECTS,
    source: 'table',
    restrictable: { window: false, groups: true, kinds: true },
    sql: (request, sql) => {
      const column = sql.subject === 'group' ? 'groupId' : 'memberId';
      const alive = () => `${signOfLife(request, sql)} AND ${sql.inWindow()}`;
      const recent = `SELECT f."${column}" FROM {communityDailyFacts} AS f WHERE ${alive()} AND f."day" >= ${sql.dayBefore(recentDays)}`;
      const key = sql.key('d');
      return `SELECT ${key}, COUNT(*) AS "value" FROM (
          SELECT ${key}, d."n", d."n" + ROW_NUMBER() OVER (PARTITION BY ${key} ORDER BY d."n" DESC) AS "row", MAX(d."n") OVER (PARTITION BY ${key}) AS "last"
          FROM (SELECT DISTINCT ${sql.key('f')}, ${period(sql, 'f."day"')} AS "n" FROM {communityDailyFacts} AS f
            WHERE f."${column}" IN (${recent}) AND ${alive()}) AS d) AS d
        WHERE d."row" = d."last" + 1 AND d."last" >= ${periodOf(sql.today) - 1} GROUP BY ${key}`;
    },
    touchedBy: null,
    timeEdges: ({ kinds, groups }) => {
      const of = { kinds: kinds ?? ('signsOfLife' as const), rejoins: !kinds, groups };
      return {
        changes: 'days',
        edges: [
          { youngest: 0, oldest: 0, ...of },
          { ...breaksAt, ...of },
        ],
      };
    },
  };
}
