import { distinct } from '../counting';
import { weekNumber } from '../weeks';

/** Calendar weeks (Monday to Sunday) with any sign of life. */
export const activeWeeks = distinct(
  { key: 'activeWeeks', titleEn: 'Active weeks', titleZh: '活跃周数', unit: 'weeks' },
  (sql) => weekNumber(sql.dialect, 'f."day"'),
);
