import type { ScoringDraft } from '../../../common/scoring';
import type { Translate } from '../../locale';

/** The weighting as it is sent and compared: known keys only. */
export const draftOf = (answer: ScoringDraft): ScoringDraft => ({
  halfLifeDays: answer.halfLifeDays,
  pointsForHalf: answer.pointsForHalf,
  mediumFrom: answer.mediumFrom,
  highFrom: answer.highFrom,
  sessionGapMinutes: answer.sessionGapMinutes,
  kinds: answer.kinds.map(({ key, weight, dailyCap }) => ({ key, weight, dailyCap })),
});

export const fingerprint = (draft: ScoringDraft): string => JSON.stringify(draftOf(draft));

export type ScoringField = Exclude<keyof ScoringDraft, 'kinds'>;

const MOST = 1_000_000;

/** What is missing or impossible, by field; a kind's by `kinds.<key>.weight` and `.dailyCap`. The limits are the server's. */
export function checkScoring(draft: ScoringDraft, t: Translate): Record<string, string> {
  const problems: Record<string, string> = {};
  const need = (name: string, holds: boolean, text: string) => {
    if (!holds) problems[name] = text;
  };
  const { halfLifeDays, pointsForHalf, mediumFrom, highFrom, sessionGapMinutes, kinds } = draft;
  const range = (value: number, least: number, most: number) => value >= least && value <= most;
  const between = (least: number, most: number) => t('Enter a number from {{least}} to {{most}}.', { least, most });
  need('halfLifeDays', range(halfLifeDays, 1, 3650), between(1, 3650));
  need('pointsForHalf', range(pointsForHalf, 0.01, MOST), between(0.01, MOST));
  const inside = t('Enter a number above 0 and below 100.');
  need('mediumFrom', mediumFrom > 0 && mediumFrom < 100, inside);
  need('highFrom', highFrom > 0 && highFrom < 100, inside);
  if (!problems.mediumFrom && !problems.highFrom)
    need('highFrom', highFrom > mediumFrom, t('"High" must begin above "medium".'));
  need(
    'sessionGapMinutes',
    Number.isInteger(sessionGapMinutes) && range(sessionGapMinutes, 1, 1440),
    t('Enter a whole number from {{least}} to {{most}}.', { least: 1, most: 1440 }),
  );
  for (const { key, weight, dailyCap } of kinds) {
    need(`kinds.${key}.weight`, range(weight, 0, MOST), between(0, MOST));
    const capped = dailyCap === null || (dailyCap <= MOST && (weight === 0 ? dailyCap >= 0 : dailyCap > 0));
    need(`kinds.${key}.dailyCap`, capped, t('Enter a number above 0, or leave it empty.'));
  }
  return problems;
}

/** A score of 0 to 100 for points: 100 · (1 − 2^(−points / pointsForHalf)). */
export const scoreOfPoints = (points: number, pointsForHalf: number): number =>
  100 * (1 - 2 ** (-points / pointsForHalf));

/** What is left of 1 after some days: 2^(−days / halfLifeDays). */
export const remaining = (days: number, halfLifeDays: number): number => 2 ** (-days / halfLifeDays);
