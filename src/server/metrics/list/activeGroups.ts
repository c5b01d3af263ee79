import { distinct } from '../counting';

/** Groups with any sign of life. */
export const activeGroups = distinct(
  { key: 'activeGroups', titleEn: 'Active groups', titleZh: '活跃群组数', unit: 'count', subjects: ['member'] },
  () => 'f."groupId"',
);
