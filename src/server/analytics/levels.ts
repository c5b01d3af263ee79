import { LEVELS, type Level } from '../../common/names';
import type { Normalization } from '../../common/heatmap';

/** Shares of the highest score in the row, column or matrix from which a relative level is medium and high. */
const RELATIVE_MEDIUM = 1 / 3;
const RELATIVE_HIGH = 2 / 3;

const CODES: Record<string, number> = Object.fromEntries(LEVELS.map((level: Level, code) => [level, code]));

export const levelCode = (level: string | null): number => CODES[level ?? 'none'] ?? 0;

export interface ScoredCells {
  member: number[];
  group: number[];
  score: number[];
  level: number[];
}

/** Levels relative to the best cell of the same row, of the same column or of the whole matrix; `none` keeps them. */
export function relativeLevels(cells: ScoredCells, normalize: Normalization): number[] {
  if (normalize === 'none') return cells.level;
  const slot = (i: number) => (normalize === 'row' ? cells.member[i] : normalize === 'column' ? cells.group[i] : 0);
  const best: number[] = [];
  cells.score.forEach((score, i) => (best[slot(i)] = Math.max(best[slot(i)] ?? 0, score)));
  return cells.score.map((score, i) => {
    if (score <= 0) return 0;
    const share = score / best[slot(i)];
    return share >= RELATIVE_HIGH ? 3 : share >= RELATIVE_MEDIUM ? 2 : 1;
  });
}
