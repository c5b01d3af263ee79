import type { MetricSql } from './metric';

/** Below this power of two a contribution is nothing; PostgreSQL refuses numbers that small. */
const LEAST_POWER = -1000;

/**
 * SELECT of what is made of the displayed score: 100 · (1 − 2^(−points / points for a half)), rounded to a tenth, where
 * points = Σ min(cap, weight × count) · 2^(−age in days / half-life) over the daily facts. The scoring step stores the same
 * with forward decay (see `community-model/scoring.ts`); here it follows from the facts, for any `asOf`.
 *
 * @param value expression made of the shown score and of columns of the active profile
 */
export function scoreTable(
  sql: MetricSql,
  value: (shown: string, profile: (column: string) => string) => string,
): string {
  const { float, least, round1, dayNumber } = sql.dialect;
  const raw = float('f."count" * k."weight"');
  const capped = `CASE WHEN k."dailyCap" IS NULL THEN ${raw} ELSE ${least(raw, float('k."dailyCap"'))} END`;
  const halfLife = `CASE WHEN s."halfLifeDays" < 1 THEN 1.0 ELSE ${float('s."halfLifeDays"')} END`;
  const age = `(${float(dayNumber('f."day"'))} - ${sql.today}) / (${halfLife})`;
  const points = `SUM((${capped}) * ${power(sql, age)})`;
  const profile = (column: string) => `p."${column}"`;
  const shown = round1(`100 * (1 - ${power(sql, `-p."points" / ${profile('pointsForHalf')}`)})`);
  return `SELECT ${sql.key('p')}, ${value(shown, profile)} AS "value" FROM (
      SELECT ${sql.key('f')}, MAX(s."pointsForHalf") AS "pointsForHalf", MAX(s."highFrom") AS "highFrom", MAX(s."mediumFrom") AS "mediumFrom", ${points} AS "points"
      FROM {communityDailyFacts} AS f JOIN {communityKinds} AS k ON k."key" = f."kind"
      CROSS JOIN (SELECT ${float('a."halfLifeDays"')} AS "halfLifeDays", ${float('a."pointsForHalf"')} AS "pointsForHalf", ${float('a."highFrom"')} AS "highFrom", ${float('a."mediumFrom"')} AS "mediumFrom"
        FROM {communityScoringProfiles} AS a WHERE a."active" = TRUE ORDER BY a."id" DESC LIMIT 1) AS s
      WHERE f."count" > 0 AND ${sql.inWindow()} AND ${sql.within()} GROUP BY ${sql.key('f')}) AS p`;
}

function power(sql: MetricSql, x: string): string {
  return `CASE WHEN ${x} < ${LEAST_POWER} THEN 0 ELSE ${sql.dialect.exp2(x)} END`;
}
