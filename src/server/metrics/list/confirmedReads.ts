import { SUBJECTS } from '../../../common/conditions';
import type { Metric } from '../metric';
import { windowEdges } from '../time';

const KINDS = ['reaction', 'poll_answer', 'click', 'confirmed_read'];

/**
 * Proxy, a lower bound of what was read: reacted, replied, voted or clicked. Telegram tells a bot nothing about reading.
 */
export const confirmedReads: Metric = {
  key: 'confirmedReads',
  titleEn: 'Confirmed reads (lower bound)',
  titleZh: '确认已读数（下限）',
  unit: 'count',
  subjects: SUBJECTS,
  source: 'facts',
  proxy: {
    en: 'Stand-in for reading, a lower bound: reacted, replied, voted or clicked. Telegram tells a bot nothing about reads.',
    zh: '阅读的替代指标（下限）：回应、回复、投票或点击。Telegram 不向机器人提供阅读数据。',
  },
  restrictable: { window: true, groups: true, kinds: false },
  sql: (_request, sql) =>
    `SUM(CASE WHEN ${sql.within(KINDS)} THEN f."count" WHEN ${sql.within(sql.utterances)} THEN f."replies" ELSE 0 END)`,
  touchedBy: null,
  timeEdges: (request) => ({
    changes: 'days',
    edges: [...windowEdges(request, KINDS).edges, ...windowEdges(request, 'utterances').edges],
  }),
};
