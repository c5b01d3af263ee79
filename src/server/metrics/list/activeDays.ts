import { distinct } from '../counting';

/** Community days with any sign of life. */
export const activeDays = distinct(
  { key: 'activeDays', titleEn: 'Active days', titleZh: '活跃天数', unit: 'days' },
  () => 'f."day"',
);
