import type { Bipartite } from './bipartite';

/** Where rows and columns lie on the line that parts a graph best. */
export interface Line {
  rows: Float64Array;
  columns: Float64Array;
}

const MOST_ITERATIONS = 80;
/** The direction counts as found when a step turns it by less than this. */
const TURN = 1e-5;

const degreesOf = (start: Uint32Array) =>
  Float64Array.from({ length: start.length - 1 }, (_, at) => start[at + 1] - start[at]);

/** A number between -1 and 1 that depends on nothing but its place (one round of an integer hash). */
function scattered(place: number): number {
  let mixed = Math.imul(place + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 31 - 1;
}

function length(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

/**
 * The second singular vectors of the graph's matrix, normalised by the degrees on both sides: the relaxed best normalised
 * cut of a bipartite graph (Dhillon 2001, "Co-clustering documents and words using bipartite spectral graph
 * partitioning"). By power iteration on the rows' side with the trivial first vector taken out; starts from numbers
 * that depend on the rows' places alone, so the same graph gives the same line.
 *
 * Yields after every step, so that the caller may let others work.
 *
 * @param graph connected, every row and column with at least one cell
 */
export function* spectralLine(graph: Bipartite): Generator<void, Line> {
  const { rows, columns, rowStart, rowCells, columnStart, columnCells } = graph;
  const rowDegrees = degreesOf(rowStart);
  const columnDegrees = degreesOf(columnStart);
  const rowRoots = rowDegrees.map(Math.sqrt);
  const first = rowRoots.map((root) => root / Math.sqrt(rowCells.length || 1));
  let x = Float64Array.from({ length: rows }, (_, at) => scattered(at));
  const means = new Float64Array(columns);

  const clean = (vector: Float64Array) => {
    let along = 0;
    for (let at = 0; at < rows; at++) along += vector[at] * first[at];
    for (let at = 0; at < rows; at++) vector[at] -= along * first[at];
    const size = length(vector) || 1;
    for (let at = 0; at < rows; at++) vector[at] /= size;
  };
  /** What lies between: each column at the mean of its rows. */
  const toColumns = () => {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let at = columnStart[column]; at < columnStart[column + 1]; at++) {
        const row = columnCells[at];
        sum += x[row] / rowRoots[row];
      }
      means[column] = sum / columnDegrees[column];
    }
  };
  clean(x);
  for (let step = 0; step < MOST_ITERATIONS; step++) {
    toColumns();
    const next = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let at = rowStart[row]; at < rowStart[row + 1]; at++) sum += means[rowCells[at]];
      next[row] = sum / rowRoots[row];
    }
    clean(next);
    let same = 0;
    for (let at = 0; at < rows; at++) same += next[at] * x[at];
    x = next;
    yield;
    if (1 - Math.abs(same) < TURN * TURN) break;
  }
  toColumns();
  return { rows: x.map((value, row) => value / rowRoots[row]), columns: means };
}
