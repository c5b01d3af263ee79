import type { Metric } from '../metric';

/**
 * Since the last sign of life (or the last activity of the named kinds). A first join is no sign of life, a return after a
 * leave is. Counts from the first sight when the thing never happened.
 */
export const daysSinceLast: Metric = {
  key: 'daysSinceLast',
  titleEn: 'Days since the last sign of life',
  titleZh: '距上次活动天数',
  unit: 'days',
  source: 'facts',
  restrictable: { window: false, groups: true, kinds: true },
  sql: (request, sql) => {
    const returned = request.kinds ? '' : ` OR (${sql.within([])} AND f."rejoins" > 0)`;
    return `COALESCE(MAX(CASE WHEN ${sql.within(sql.signsOfLife)}${returned} THEN f."lastAt" END), MIN(f."firstAt"))`;
  },
  finish: (last, sql) => `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs(last)}`)} / 86400000)`,
  touchedBy: null,
};
