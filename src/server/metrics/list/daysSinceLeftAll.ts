import type { Metric } from '../metric';

/** Since the member left the last of all groups; nothing while in any group. */
export const daysSinceLeftAll: Metric = {
  key: 'daysSinceLeftAll',
  titleEn: 'Days since leaving every group',
  titleZh: '退出全部群组后的天数',
  unit: 'days',
  source: 'presence',
  restrictable: { window: false, groups: false, kinds: false },
  sql: () => 'CASE WHEN COUNT(*) = COUNT(p."leftAt") THEN MAX(p."leftAt") END',
  finish: (left, sql) => `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs(left)}`)} / 86400000)`,
  leaversOnly: true,
  touchedBy: null,
};
