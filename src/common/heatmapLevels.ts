import type { Normalization } from './heatmap';

/** Shares of the highest score in the row, column or matrix from which a relative level is medium and high. */
const RELATIVE_MEDIUM = 1 / 3;
const RELATIVE_HIGH = 2 / 3;

export interface ScoredCells {
  member: ArrayLike<number>;
  group: ArrayLike<number>;
  score: ArrayLike<number>;
  level: ArrayLike<number>;
}

/**
 * The highest of `values` in each cell's row, column or in the whole matrix, by the chosen comparison.
 *
 * @returns for a cell's place: the highest value that it is compared with
 */
export function highestOf(
  cells: Pick<ScoredCells, 'member' | 'group'>,
  values: ArrayLike<number>,
  normalize: Exclude<Normalization, 'none'>,
): (at: number) => number {
  const { member, group } = cells;
  const slot = normalize === 'row' ? member : normalize === 'column' ? group : null;
  let slots = 1;
  for (let at = 0; slot && at < slot.length; at++) slots = Math.max(slots, slot[at] + 1);
  const highest = new Float64Array(slots);
  for (let at = 0; at < values.length; at++) {
    const key = slot ? slot[at] : 0;
    if (values[at] > highest[key]) highest[key] = values[at];
  }
  return (at) => highest[slot ? slot[at] : 0];
}

/** Levels relative to the best cell of the same row, of the same column or of the whole matrix; `none` keeps them. */
export function relativeLevels(cells: ScoredCells, normalize: Normalization): ArrayLike<number> {
  if (normalize === 'none') return cells.level;
  const best = highestOf(cells, cells.score, normalize);
  return Uint8Array.from({ length: cells.score.length }, (_, at) => {
    if (cells.score[at] <= 0) return 0;
    const share = cells.score[at] / best(at);
    return share >= RELATIVE_HIGH ? 3 : share >= RELATIVE_MEDIUM ? 2 : 1;
  });
}
