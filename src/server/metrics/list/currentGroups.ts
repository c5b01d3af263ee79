import type { Metric } from '../metric';

/** Groups that the member has not left. */
export const currentGroups: Metric = {
  key: 'currentGroups',
  titleEn: 'Groups the member is in',
  titleZh: '当前所在群组数',
  unit: 'count',
  subjects: ['member'],
  source: 'presence',
  restrictable: { window: false, groups: false, kinds: false },
  sql: () => 'SUM(CASE WHEN p."leftAt" IS NULL THEN 1 ELSE 0 END)',
  touchedBy: null,
  timeEdges: () => ({ changes: 'days', edges: [{ youngest: 0, oldest: 0, kinds: 'all' }] }),
};
