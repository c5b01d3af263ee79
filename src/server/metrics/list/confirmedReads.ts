import type { Metric } from '../metric';

const KINDS = ['reaction', 'poll_answer', 'click', 'confirmed_read'];

/**
 * Proxy, a lower bound of what was read: reacted, replied, voted or clicked. Telegram tells a bot nothing about reading.
 */
export const confirmedReads: Metric = {
  key: 'confirmedReads',
  titleEn: 'Confirmed reads (lower bound)',
  titleZh: '确认已读数（下限）',
  unit: 'count',
  source: 'facts',
  restrictable: { window: true, groups: true, kinds: false },
  sql: (_request, sql) =>
    `SUM(CASE WHEN ${sql.within(KINDS)} THEN f."count" WHEN ${sql.within(sql.utterances)} THEN f."replies" ELSE 0 END)`,
  touchedBy: null,
};
