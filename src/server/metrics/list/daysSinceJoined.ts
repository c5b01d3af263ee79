import type { Metric } from '../metric';

/** Since the first join or, where the join was not seen, since the member was first seen. Nothing before that moment. */
export const daysSinceJoined: Metric = {
  key: 'daysSinceJoined',
  titleEn: 'Days since joining',
  titleZh: '加入天数',
  unit: 'days',
  source: 'member',
  restrictable: { window: false, groups: false, kinds: false },
  sql: (_request, sql) =>
    `CASE WHEN m."firstSeenAt" <= ${sql.asOfInstant()} THEN ${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs('m."firstSeenAt"')}`)} / 86400000 END`,
  touchedBy: null,
};
