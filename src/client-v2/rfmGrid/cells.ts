import type { RfmGrid } from '../../common/rfm';

export type RfmCell = RfmGrid['cells'][number];

/** Quintiles as they stand in the grid: recency downwards, frequency to the right, the best at the top right. */
export const RECENCIES = [5, 4, 3, 2, 1] as const;
export const FREQUENCIES = [1, 2, 3, 4, 5] as const;

export const cellAt = (cells: readonly RfmCell[], recency: number, frequency: number): RfmCell | undefined =>
  cells.find((cell) => cell.recency === recency && cell.frequency === frequency);

/** A cell by row and column, both from 0. */
export interface Place {
  row: number;
  column: number;
}

const LAST = 4;
const within = (place: number): number => Math.min(LAST, Math.max(0, place));

/** Where a key leads from a cell; null for keys that lead nowhere. */
export function moved({ row, column }: Place, key: string): Place | null {
  switch (key) {
    case 'ArrowUp':
      return { row: within(row - 1), column };
    case 'ArrowDown':
      return { row: within(row + 1), column };
    case 'ArrowLeft':
      return { row, column: within(column - 1) };
    case 'ArrowRight':
      return { row, column: within(column + 1) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: LAST };
    default:
      return null;
  }
}
