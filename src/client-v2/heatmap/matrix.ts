import type { HeatmapAnswer, HeatmapCells, Normalization } from '../../common/heatmap';
import type { ColourBy } from './options';
import { levelIndex, scoreIndex } from './palette';

/** A dense view of the answer's sparse cells: row by row, one entry for every member × group. */
export interface Matrix {
  rows: number;
  columns: number;
  /** Position in the colour table. */
  colour: Uint8Array;
  /** Position in the answer's cell arrays plus one; 0 where there is no cell. */
  source: Uint32Array;
}

/** The score that counts as full strength for each cell, by the chosen comparison. */
function references(cells: HeatmapCells, rows: number, columns: number, normalize: Normalization) {
  if (normalize === 'none') return () => 100;
  const keyOf = { row: (at: number) => cells.member[at], column: (at: number) => cells.group[at], all: () => 0 }[
    normalize
  ];
  const highest = new Float64Array(Math.max(1, rows, columns));
  for (let at = 0; at < cells.member.length; at++) {
    if (cells.member[at] >= rows || cells.group[at] >= columns) continue;
    const key = keyOf(at);
    if (cells.score[at] > highest[key]) highest[key] = cells.score[at];
  }
  return (at: number) => highest[keyOf(at)] || 100;
}

/**
 * Lays the cells out for painting. Levels come from the server as they are (it normalises them over the whole answer);
 * scores are set against the highest of their row, column or page.
 */
export function toMatrix(answer: HeatmapAnswer, colourBy: ColourBy, normalize: Normalization): Matrix {
  const { cells } = answer;
  const rows = answer.members.length;
  const columns = answer.groups.length;
  const colour = new Uint8Array(rows * columns);
  const source = new Uint32Array(rows * columns);
  const reference = references(cells, rows, columns, normalize);
  for (let at = 0; at < cells.member.length; at++) {
    const row = cells.member[at];
    const column = cells.group[at];
    if (row >= rows || column >= columns) continue;
    const place = row * columns + column;
    source[place] = at + 1;
    colour[place] =
      colourBy === 'level' ? levelIndex(cells.level[at]) : scoreIndex((cells.score[at] / reference(at)) * 100);
  }
  return { rows, columns, colour, source };
}

/** Position of a cell in the answer's arrays, or -1 when member and group do not meet. */
export function cellAt(matrix: Matrix, row: number, column: number): number {
  if (row < 0 || column < 0 || row >= matrix.rows || column >= matrix.columns) return -1;
  return matrix.source[row * matrix.columns + column] - 1;
}
