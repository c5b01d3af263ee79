import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { FrameKinds } from '../metrics';
import type { Bind, Store } from '../store';
import { SIDES, type Side } from './backtestStates';

/** Who is at risk is compared with who said nothing in so many days after. */
const SILENT_DAYS = 30;
/** Of those who gave a sign of life in so many days before: whoever was gone long ago is no discovery. */
const ALIVE_DAYS = 45;
const AT_RISK = 'at_risk';

export interface RiskCounts {
  flagged: number;
  silent: number;
  /** Flagged, and silent indeed. */
  both: number;
}

export const noRisk = (): RiskCounts => ({ flagged: 0, silent: 0, both: 0 });

/** Null where there is nothing to divide by. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

export interface RiskInput {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
}

interface RiskRow extends Record<string, unknown> {
  side: Side;
  flagged: number | string;
  silent: number | string;
  both: number | string;
}

/**
 * "At risk" at a date against who was really silent in the 30 days after. Looked at are those who gave a sign of life in
 * the 45 days before. Empty where the 30 days after are not over at `asOf`.
 */
export async function atRiskAgainstSilence(
  { store, zone, kinds }: RiskInput,
  date: number,
  asOf: number,
): Promise<Map<Side, RiskCounts>> {
  const today = zone.dayNumber(date);
  if (today + SILENT_DAYS >= zone.dayNumber(asOf)) return new Map();
  const bind: Bind = {
    risk: AT_RISK,
    today: dayLabel(today),
    after: dayLabel(today + SILENT_DAYS),
    before: dayLabel(today - ALIVE_DAYS),
  };
  const signs = kinds.signsOfLife.map((kind, i) => {
    bind[`k${i}`] = kind;
    return `$k${i}`;
  });
  const sign = `((f."count" > 0 AND f."kind" IN (${signs.join(', ') || 'NULL'})) OR f."rejoins" > 0)`;
  const [flagged, silent] = ['s."stage" = $risk', 'l."later" = 0'];
  const sum = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const rows = await store.selectMuch<RiskRow>(
    `SELECT s."side", ${sum(flagged)} AS "flagged", ${sum(silent)} AS "silent", ${sum(`${flagged} AND ${silent}`)} AS "both"
     FROM (SELECT f."memberId", MAX(CASE WHEN f."day" <= $today THEN 1 ELSE 0 END) AS "earlier", MAX(CASE WHEN f."day" > $today THEN 1 ELSE 0 END) AS "later"
       FROM {communityDailyFacts} AS f WHERE f."day" > $before AND f."day" <= $after AND ${sign} GROUP BY f."memberId") AS l
     JOIN {communityBacktestStates} AS s ON s."memberId" = l."memberId" WHERE l."earlier" = 1 GROUP BY s."side"`,
    { bind },
  );
  return new Map(
    rows
      .filter(({ side }) => SIDES.includes(side))
      .map((row) => [row.side, { flagged: Number(row.flagged), silent: Number(row.silent), both: Number(row.both) }]),
  );
}
