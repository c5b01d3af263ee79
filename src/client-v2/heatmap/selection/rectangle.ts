import type { PackedHeatmap } from '../../../common/heatmapCompact';
import type { Matrix } from '../matrix';
import type { CellPosition } from '../navigation';

/** A rectangle of cells; all four ends belong to it. */
export interface CellRect {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The rectangle between two cells, whichever of them comes first. */
export const rectangleOf = (from: CellPosition, to: CellPosition): CellRect => ({
  top: Math.min(from.row, to.row),
  left: Math.min(from.column, to.column),
  bottom: Math.max(from.row, to.row),
  right: Math.max(from.column, to.column),
});

export interface Selected {
  /** Ids of the members with a cell in the rectangle, as their rows come. */
  members: Array<number | string>;
  groups: number;
  cells: number;
}

/** Who has a cell in a rectangle. */
export function selectedIn(answer: PackedHeatmap, matrix: Matrix, rect: CellRect): Selected {
  const members: Array<number | string> = [];
  let cells = 0;
  for (let row = rect.top; row <= Math.min(rect.bottom, matrix.rows - 1); row++) {
    const before = cells;
    for (let column = rect.left; column <= Math.min(rect.right, matrix.columns - 1); column++) {
      if (matrix.source[row * matrix.columns + column] > 0) cells += 1;
    }
    if (cells > before) members.push(answer.members[row].id);
  }
  return { members, groups: Math.min(rect.right, matrix.columns - 1) - rect.left + 1, cells };
}
