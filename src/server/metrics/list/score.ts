import type { Metric } from '../metric';
import { scoreTable } from '../scoreTable';

/** The engagement score, 0 to 100, as of the instant asked for; of some groups when they are named. */
export const score: Metric = {
  key: 'score',
  titleEn: 'Engagement score',
  titleZh: '参与度得分',
  unit: 'score',
  subjects: ['member', 'membership'],
  source: 'table',
  restrictable: { window: false, groups: true, kinds: false },
  sql: (_request, sql) => scoreTable(sql, (shown) => shown),
  touchedBy: null,
  // a day counts as a whole, so it falls at midnight, for everybody
  timeEdges: () => ({ changes: 'days', edges: 'everybody' }),
};
