import { SUBJECTS } from '../../../common/conditions';
import type { Metric } from '../metric';
import { daysUntilAsOf, firstInFacts } from '../since';

/** Since the first sign of life (or the first activity of the named kinds); since the first sight when there was none. */
export const daysSinceFirst: Metric = {
  key: 'daysSinceFirst',
  titleEn: 'Days since the first sign of life',
  titleZh: '距首次活动天数',
  unit: 'days',
  subjects: SUBJECTS,
  source: 'member',
  restrictable: { window: false, groups: true, kinds: true },
  sql: (request, sql) => daysUntilAsOf(sql, `COALESCE(${firstInFacts(request, sql)}, m."firstSeenAt")`),
  mayBeMissing: true,
  touchedBy: null,
  timeEdges: ({ kinds, groups }) => ({ changes: 'steady', anchor: { of: 'firstSign', kinds, groups } }),
};
