import { streak } from '../streak';
import { weekNumber, weekOf } from '../weeks';

/** Calendar weeks (Monday to Sunday) in a row with any sign of life, up to this one; this one may still be without. */
export const streakWeeks = streak({
  names: { key: 'streakWeeks', titleEn: 'Weeks in a row', titleZh: '连续活跃周数', unit: 'weeks' },
  period: (sql, day) => weekNumber(sql.dialect, day),
  periodOf: weekOf,
  recentDays: 13,
  // the row breaks on the second Monday after the last active day
  breaksAt: { youngest: 8, oldest: 14 },
});
