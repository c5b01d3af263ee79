import type { Metric } from '../metric';
import { daysUntilAsOf } from '../since';

export const daysInStage: Metric = {
  key: 'daysInStage',
  titleEn: 'Days in the present stage',
  titleZh: '处于当前阶段的天数',
  unit: 'days',
  subjects: ['member'],
  source: 'member',
  restrictable: { window: false, groups: false, kinds: false },
  sql: (_request, sql) => daysUntilAsOf(sql, 'm."stageSince"'),
  mayBeMissing: true,
  touchedBy: [],
  timeEdges: () => ({ changes: 'steady', anchor: { of: 'stageSince' } }),
};
