import { SUBJECTS } from '../../../common/conditions';
import type { Metric } from '../metric';
import { daysUntilAsOf, lastInFacts } from '../since';

/**
 * Since the last sign of life (or the last activity of the named kinds). A first join is no sign of life, a return after a
 * leave is. Counts from the first sight when the thing never happened.
 */
export const daysSinceLast: Metric = {
  key: 'daysSinceLast',
  titleEn: 'Days since the last sign of life',
  titleZh: '距上次活动天数',
  unit: 'days',
  subjects: SUBJECTS,
  source: 'member',
  restrictable: { window: false, groups: true, kinds: true },
  sql: (request, sql) => {
    // the subject's own row knows the last sign of life; facts are asked only where that lies after asOf
    const last =
      request.kinds || request.groups
        ? lastInFacts(request, sql)
        : `CASE WHEN m."lastActiveAt" > ${sql.asOfInstant()} THEN ${lastInFacts(request, sql)} ELSE m."lastActiveAt" END`;
    return daysUntilAsOf(sql, `COALESCE(${last}, m."firstSeenAt")`);
  },
  mayBeMissing: true,
  touchedBy: null,
  timeEdges: ({ kinds, groups }) => ({ changes: 'steady', anchor: { of: 'lastSign', kinds, groups } }),
};
