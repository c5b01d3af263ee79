import type { Normalization } from '../../common/heatmap';
import type { PackedHeatmap } from '../../common/heatmapCompact';
import { relativeLevels } from '../../common/heatmapLevels';
import type { ColourBy } from './options';
import { levelIndex, scoreIndex } from './palette';
import { strengthOf } from './shading';

/** A dense view of the answer's sparse cells: row by row, one entry for every member × group. Five bytes each. */
export interface Matrix {
  rows: number;
  columns: number;
  /** Position in the colour table. */
  colour: Uint8Array;
  /** Position in the answer's cell arrays plus one; 0 where there is no cell. */
  source: Uint32Array;
  /** Levels (0–3) as they are compared; one a cell of the answer. */
  level: ArrayLike<number>;
}

/** Lays the cells out for painting. Values and levels are set against the highest of their row, column or page. */
export function toMatrix(answer: PackedHeatmap, colourBy: ColourBy, normalize: Normalization): Matrix {
  const { cells } = answer;
  const rows = answer.members.length;
  const columns = answer.groups.length;
  const colour = new Uint8Array(rows * columns);
  const source = new Uint32Array(rows * columns);
  const level = relativeLevels(cells, normalize);
  const strength = colourBy === 'level' ? null : strengthOf(cells, colourBy, normalize, answer.asOf);
  for (let at = 0; at < cells.member.length; at++) {
    const row = cells.member[at];
    const column = cells.group[at];
    if (row >= rows || column >= columns) continue;
    const place = row * columns + column;
    source[place] = at + 1;
    colour[place] = strength ? scoreIndex(strength(at) * 100) : levelIndex(level[at]);
  }
  return { rows, columns, colour, source, level };
}

/** Position of a cell in the answer's arrays, or -1 when member and group do not meet. */
export function cellAt(matrix: Matrix, row: number, column: number): number {
  if (row < 0 || column < 0 || row >= matrix.rows || column >= matrix.columns) return -1;
  return matrix.source[row * matrix.columns + column] - 1;
}
