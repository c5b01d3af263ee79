import type { Metric } from '../metric';
import { daysUntilAsOf } from '../since';

/**
 * Since the first join or, where the join was not seen, since the member was first seen; for a membership since its
 * present stay began. Nothing before that moment.
 */
export const daysSinceJoined: Metric = {
  key: 'daysSinceJoined',
  titleEn: 'Days since joining',
  titleZh: '加入天数',
  unit: 'days',
  subjects: ['member', 'membership'],
  source: 'member',
  restrictable: { window: false, groups: false, kinds: false },
  sql: (_request, sql) => {
    const joined = sql.subject === 'membership' ? 'COALESCE(m."joinedAt", m."firstSeenAt")' : 'm."firstSeenAt"';
    return `CASE WHEN ${joined} <= ${sql.asOfInstant()} THEN ${daysUntilAsOf(sql, joined)} END`;
  },
  mayBeMissing: true,
  touchedBy: null,
  timeEdges: () => ({ changes: 'steady', anchor: { of: 'firstSeen' } }),
};
