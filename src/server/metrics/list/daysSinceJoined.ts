import type { Metric } from '../metric';

/** Since the first join or, where the join was not seen, since the member was first seen. */
export const daysSinceJoined: Metric = {
  key: 'daysSinceJoined',
  titleEn: 'Days since joining',
  titleZh: '加入天数',
  unit: 'days',
  source: 'facts',
  restrictable: { window: false, groups: false, kinds: false },
  sql: () => 'MIN(f."firstAt")',
  finish: (first, sql) => `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs(first)}`)} / 86400000)`,
  touchedBy: null,
};
