import type { Metric } from '../metric';
import { daysUntilAsOf } from '../since';

/** Since the member left the last of all groups; nothing while in any group. */
export const daysSinceLeftAll: Metric = {
  key: 'daysSinceLeftAll',
  titleEn: 'Days since leaving every group',
  titleZh: '退出全部群组后的天数',
  unit: 'days',
  subjects: ['member'],
  source: 'presence',
  restrictable: { window: false, groups: false, kinds: false },
  sql: () => 'CASE WHEN COUNT(*) = COUNT(p."leftAt") THEN MAX(p."leftAt") END',
  finish: (left, sql) => daysUntilAsOf(sql, left),
  leaversOnly: true,
  mayBeMissing: true,
  touchedBy: null,
  timeEdges: () => ({ changes: 'steady', anchor: { of: 'leftAll' } }),
};
