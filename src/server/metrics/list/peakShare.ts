import { SUBJECTS } from '../../../common/conditions';
import type { Metric } from '../metric';
import { windowEdges } from '../time';
import { weekNumber } from '../weeks';

/**
 * The share (0 to 1) of all signs of life that fell into the calendar week with the most of them: 1 = came once, never
 * again. Nothing without any sign of life.
 */
export const peakShare: Metric = {
  key: 'peakShare',
  titleEn: 'Share of activity in the busiest week',
  titleZh: '最活跃一周的活动占比',
  unit: 'share',
  subjects: SUBJECTS,
  source: 'table',
  restrictable: { window: true, groups: true, kinds: true },
  sql: (_request, sql) => {
    const week = weekNumber(sql.dialect, 'f."day"');
    return `SELECT ${sql.key('w')}, ${sql.dialect.float('MAX(w."n")')} / SUM(w."n") AS "value" FROM (
        SELECT ${sql.key('f')}, ${week} AS "week", SUM(f."count") AS "n" FROM {communityDailyFacts} AS f
        WHERE f."count" > 0 AND ${sql.inWindow()} AND ${sql.within(sql.signsOfLife)} GROUP BY ${sql.key('f')}, ${week}) AS w
      GROUP BY ${sql.key('w')}`;
  },
  finish: (share) => share,
  mayBeMissing: true,
  touchedBy: null,
  timeEdges: (request) => windowEdges(request, 'signsOfLife'),
};
