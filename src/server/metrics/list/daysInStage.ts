import type { Metric } from '../metric';

export const daysInStage: Metric = {
  key: 'daysInStage',
  titleEn: 'Days in the present stage',
  titleZh: '处于当前阶段的天数',
  unit: 'days',
  source: 'member',
  restrictable: { window: false, groups: false, kinds: false },
  sql: (_request, sql) =>
    `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs('m."stageSince"')}`)} / 86400000)`,
  touchedBy: [],
};
