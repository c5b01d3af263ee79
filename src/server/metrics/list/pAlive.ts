import type { Metric } from '../metric';

/** Days that a member must have been known for, and active days there must be: with less, no number rather than a wrong one. */
const LEAST_OBSERVED = 14;
const LEAST_ACTIVE_DAYS = 2;

/** Powers of two beyond this are no numbers any more; the probability is nothing long before. */
const MOST_POWER = 1000;

/**
 * Estimated probability (0 to 1) that the member has not left for good: P(alive) of the BG/NBD model over active days (see
 * `community-model/bgnbd`), with the parameters fitted last. No number for members with fewer than two active days or
 * less than two weeks since the first, nor while there is no fit. History and fit are those of `asOf`; for days before the
 * first fit, that one is used: its four numbers describe the rhythm of the whole community.
 */
export const pAlive: Metric = {
  key: 'pAlive',
  titleEn: 'Estimated probability of still being there',
  titleZh: '仍在社区的估计概率',
  unit: 'probability',
  subjects: ['member'],
  source: 'table',
  proxy: {
    en: 'Estimated by a statistical model from the rhythm of active days; nobody knows who has left for good. Days before the model was first fitted are judged by that first fit.',
    zh: '根据活跃日的节奏由统计模型估计；没有人确切知道谁已经永久离开。模型首次拟合之前的日期按首次拟合的参数估计。',
  },
  restrictable: { window: false, groups: false, kinds: false },
  sql: (_request, sql) => {
    const { dayNumber, exp2, least, float } = sql.dialect;
    const first = dayNumber('h."first"');
    const observed = `(${sql.today} - ${first})`;
    const ratio = `(v."alpha" + ${observed}) / (v."alpha" + ${dayNumber('h."last"')} - ${first})`;
    // with x = active days - 1 returns: a / (b + x - 1) · ratio^(r + x)
    const power = `(v."r" + h."days" - 1) * LN(${ratio}) / LN(2.0)`;
    const odds = `v."a" / (v."b" + h."days" - 2) * ${exp2(least(float(power), `${MOST_POWER}.0`))}`;
    return `SELECT h."memberId", 1.0 / (1.0 + ${odds}) AS "value" FROM (
        SELECT f."memberId", COUNT(DISTINCT f."day") AS "days", MIN(f."day") AS "first", MAX(f."day") AS "last"
        FROM {communityDailyFacts} AS f
        WHERE ${sql.inWindow()} AND ((f."count" > 0 AND ${sql.within(sql.signsOfLife)}) OR f."rejoins" > 0)
        GROUP BY f."memberId" HAVING COUNT(DISTINCT f."day") >= ${LEAST_ACTIVE_DAYS}) AS h
      CROSS JOIN (SELECT w."r", w."alpha", w."a", w."b" FROM {communityAliveFits} AS w
        ORDER BY CASE WHEN w."asOfDay" <= ${sql.asOfDay()} THEN w."id" ELSE -w."id" END DESC LIMIT 1) AS v
      WHERE ${observed} >= ${LEAST_OBSERVED}`;
  },
  finish: (value) => value,
  mayBeMissing: true,
  touchedBy: null,
  // the longer the silence the smaller: of everybody, at midnight
  timeEdges: () => ({ changes: 'days', edges: 'everybody' }),
};
