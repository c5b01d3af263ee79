import type { Metric } from '../metric';
import { scoreTable } from '../scoreTable';

/** Participation by the thresholds of the scoring profile: 3 = high, 2 = medium, 1 = low, 0 = none. */
export const level: Metric = {
  key: 'level',
  titleEn: 'Participation (3 = high, 2 = medium, 1 = low, 0 = none)',
  titleZh: '参与度等级（3 高，2 中，1 低，0 无）',
  unit: 'score',
  subjects: ['member', 'membership'],
  source: 'table',
  restrictable: { window: false, groups: true, kinds: false },
  sql: (_request, sql) =>
    scoreTable(
      sql,
      (shown, profile) =>
        `CASE WHEN ${shown} >= ${profile('highFrom')} THEN 3 WHEN ${shown} >= ${profile('mediumFrom')} THEN 2 WHEN ${shown} > 0 THEN 1 ELSE 0 END`,
    ),
  touchedBy: null,
  // a day counts as a whole, so it falls at midnight, for everybody
  timeEdges: () => ({ changes: 'days', edges: 'everybody' }),
};
