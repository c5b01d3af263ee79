import type { Metric, MetricRequest, MetricSql } from '../metric';

/** Condition over daily facts `f` that the thing happened. */
function happened(request: MetricRequest, sql: MetricSql): string {
  const named = `(f."count" > 0 AND ${sql.within(sql.signsOfLife)})`;
  return request.kinds ? named : `(${named} OR f."rejoins" > 0)`;
}

/** When it last happened by `asOf`: the newest day is found by the index on member and day, then its latest instant. */
function lastInFacts(request: MetricRequest, sql: MetricSql): string {
  const rows = (day: string) =>
    `{communityDailyFacts} AS f WHERE f."memberId" = m."id" AND ${day} AND ${happened(request, sql)}`;
  const newest = `(SELECT f."day" FROM ${rows(`f."day" <= ${sql.asOfDay()}`)} ORDER BY f."day" DESC LIMIT 1)`;
  return `(SELECT MAX(f."lastAt") FROM ${rows(`f."day" = ${newest}`)})`;
}

/**
 * Since the last sign of life (or the last activity of the named kinds). A first join is no sign of life, a return after a
 * leave is. Counts from the first sight when the thing never happened.
 */
export const daysSinceLast: Metric = {
  key: 'daysSinceLast',
  titleEn: 'Days since the last sign of life',
  titleZh: '距上次活动天数',
  unit: 'days',
  source: 'member',
  restrictable: { window: false, groups: true, kinds: true },
  sql: (request, sql) => {
    // the member's own row knows the last sign of life; facts are asked only where that lies after asOf
    const last =
      request.kinds || request.groups
        ? lastInFacts(request, sql)
        : `CASE WHEN m."lastActiveAt" > ${sql.asOfInstant()} THEN ${lastInFacts(request, sql)} ELSE m."lastActiveAt" END`;
    const since = `COALESCE(${last}, m."firstSeenAt")`;
    return `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs(since)}`)} / 86400000)`;
  },
  touchedBy: null,
};
