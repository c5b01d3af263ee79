import { streak } from '../streak';

/** Community days in a row with any sign of life, up to today; a today without any is not counted against. */
export const streakDays = streak({
  names: { key: 'streakDays', titleEn: 'Days in a row', titleZh: '连续活跃天数', unit: 'days' },
  period: (sql, day) => sql.dialect.dayNumber(day),
  periodOf: (day) => day,
  recentDays: 1,
  breaksAt: { youngest: 2, oldest: 2 },
});
