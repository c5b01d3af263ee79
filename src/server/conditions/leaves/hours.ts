import type { HoursCondition } from '../../../common/conditions';
import type { MetricSql } from '../../metrics';
import type { Compiled, Interpreter } from '../compiled';

/** Enough of what was said in a window was said in certain hours; who said nothing does not meet it. */
export const hours: Interpreter<HoursCondition> = {
  matches: (condition) => 'hours' in condition,
  compile({ hours: asked, share, window }, frame, path): Compiled {
    const column = frame.table(JSON.stringify([asked, window]), { window }, (sql) => shareTable(asked, sql));
    // within the last digits of a division
    const least = share - 1e-9;
    return {
      sql: `COALESCE((x."${column}" >= ${least.toExponential()}), FALSE)`,
      evidence: (row) => {
        const value = row[column] == null ? null : Number(row[column]);
        return [{ path, left: 'hours', op: '>=', value, threshold: share, met: value !== null && value >= least }];
      },
    };
  },
};

function shareTable(asked: HoursCondition['hours'], sql: MetricSql): string {
  const { float } = sql.dialect;
  const within = `SUM(CASE WHEN ${insideHours(asked, sql)} THEN f."utterances" ELSE 0 END)`;
  return `SELECT ${sql.key('f')}, ${float(within)} / NULLIF(SUM(f."utterances"), 0) AS "value"
    FROM {communityHourlyFacts} AS f WHERE ${sql.inWindow()} GROUP BY ${sql.key('f')}`;
}

/** Hours past midnight count by the weekday on which they are. */
function insideHours({ from, to, weekdays }: HoursCondition['hours'], sql: MetricSql): string {
  const hour = from < to ? `f."hour" >= ${from} AND f."hour" < ${to}` : `(f."hour" >= ${from} OR f."hour" < ${to})`;
  if (!weekdays) return hour;
  // 1970-01-01 was a Thursday
  const day = `(${sql.dialect.float(sql.dialect.dayNumber('f."day"'))} + 3)`;
  return `${hour} AND (${day} - 7 * FLOOR(${day} / 7)) IN (${weekdays.map((weekday) => weekday - 1).join(', ')})`;
}
