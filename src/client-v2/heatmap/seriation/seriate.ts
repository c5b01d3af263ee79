import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { bipartite, components, restricted, type Bipartite, type Part } from './bipartite';
import { spectralLine, type Line } from './spectral';

/** Orders of both axes: which of the answer's places comes first, second, … */
export interface Seriation {
  rows: Uint32Array;
  columns: Uint32Array;
}

/** A graph is cut in two where the cut takes less than this share of both sides' cells, added up. */
const GOOD_CUT = 0.5;
/** Parts below these sizes are not cut any further. */
const LEAST_ROWS = 4;
const LEAST_COLUMNS = 2;
const DEEPEST = 16;
/** Times that rows and columns go where most of their cells are. */
const SETTLING = 3;

/**
 * An order in which the same people in the same groups lie next to each other: the graph of members and groups is cut in
 * two along its spectral line as long as there is a good cut, and what cannot be cut is laid out along that line. Rows and
 * columns are cut together, so blocks come to lie on the diagonal.
 *
 * Depends on who is in which group and on the ids, not on the order of the answer. Yields while it works.
 */
export function* seriate({ members, groups, cells }: PackedHeatmap): Generator<void, Seriation> {
  const [rowsById, columnsById] = [byId(members), byId(groups)];
  const [rowPlace, columnPlace] = [inverse(rowsById), inverse(columnsById)];
  const graph = bipartite(
    members.length,
    groups.length,
    Uint32Array.from(cells.member, (row) => rowPlace[row]),
    Uint32Array.from(cells.group, (column) => columnPlace[column]),
  );
  const rows: number[] = [];
  const columns: number[] = [];
  for (const part of components(graph)) {
    const ordered = yield* inOrder(graph, part, 0);
    rows.push(...ordered.rows);
    columns.push(...ordered.columns);
  }
  return {
    rows: Uint32Array.from(rows, (place) => rowsById[place]),
    columns: Uint32Array.from(columns, (place) => columnsById[place]),
  };
}

function byId(records: ReadonlyArray<{ id: number | string }>): Uint32Array {
  const ids = records.map(({ id }) => Number(id));
  return Uint32Array.from(records.keys()).sort((a, b) => ids[a] - ids[b]);
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((from, to) => (places[from] = to));
  return places;
}

/** One part's rows and columns in order. */
function* inOrder(graph: Bipartite, part: Part, depth: number): Generator<void, Part> {
  if (part.rows.length < LEAST_ROWS || part.columns.length < LEAST_COLUMNS) return part;
  const inner = restricted(graph, part.rows, part.columns);
  const line = yield* spectralLine(inner);
  const sorted = (values: Float64Array) => Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b);
  const order = { rows: sorted(line.rows), columns: sorted(line.columns) };
  const cut = depth < DEEPEST ? bestCut(inner, line, order) : null;
  const named = ({ rows, columns }: Part): Part => ({
    rows: rows.map((row) => part.rows[row]),
    columns: columns.map((column) => part.columns[column]),
  });
  if (!cut) return named(order);
  const whole: Part = { rows: [], columns: [] };
  for (const side of cut) {
    // a side need not hang together, and what comes next in it is what lies next on the line
    const lineOf = new Map(side.rows.map((row) => [part.rows[row], line.rows[row]]));
    const piece = named({
      rows: [...side.rows].sort((a, b) => a - b),
      columns: [...side.columns].sort((a, b) => a - b),
    });
    for (const inside of alongLine(connected(graph, piece), lineOf)) {
      const done = yield* inOrder(graph, inside, depth + 1);
      const turned = facing(done, lineOf) ? done : { rows: done.rows.reverse(), columns: done.columns.reverse() };
      whole.rows.push(...turned.rows);
      whole.columns.push(...turned.columns);
    }
  }
  return whole;
}

function connected(graph: Bipartite, piece: Part): Part[] {
  return components(restricted(graph, piece.rows, piece.columns)).map(({ rows, columns }) => ({
    rows: rows.map((row) => piece.rows[row]),
    columns: columns.map((column) => piece.columns[column]),
  }));
}

/** Parts by the mean of their rows on the line; columns without rows come last. */
function alongLine(parts: Part[], lineOf: ReadonlyMap<number, number>): Part[] {
  const mean = ({ rows }: Part) =>
    rows.length > 0 ? rows.reduce((sum, row) => sum + (lineOf.get(row) ?? 0), 0) / rows.length : Infinity;
  return parts
    .map((part) => ({ part, at: mean(part) }))
    .sort((a, b) => a.at - b.at || (a.part.rows[0] ?? 0) - (b.part.rows[0] ?? 0))
    .map(({ part }) => part);
}

/** Whether an order of rows runs the same way as the line that it was cut from. */
function facing({ rows }: Part, lineOf: ReadonlyMap<number, number>): boolean {
  const middle = (rows.length - 1) / 2;
  return rows.reduce((sum, row, at) => sum + (at - middle) * (lineOf.get(row) ?? 0), 0) >= 0;
}

/** Sweeps along the line for the cut with the least share of cells taken on both sides; null where none is good. */
function bestCut(graph: Bipartite, line: Line, order: Part): [Part, Part] | null {
  const all = graph.rowCells.length;
  const columnIn = new Uint8Array(graph.columns);
  const rowIn = new Uint8Array(graph.rows);
  let [taken, inside, next] = [0, 0, 0];
  let best: { cost: number; rows: number; columns: number } | null = null;
  const take = (own: Uint8Array, other: Uint8Array, at: number, start: Uint32Array, cells: Uint32Array) => {
    own[at] = 1;
    for (let cell = start[at]; cell < start[at + 1]; cell++) {
      taken += 1;
      if (other[cells[cell]]) inside += 1;
    }
  };
  order.rows.forEach((row, at) => {
    while (next < order.columns.length && line.columns[order.columns[next]] <= line.rows[row])
      take(columnIn, rowIn, order.columns[next++], graph.columnStart, graph.columnCells);
    take(rowIn, columnIn, row, graph.rowStart, graph.rowCells);
    const count = at + 1;
    if (count < 2 || graph.rows - count < 2 || next < 1 || next >= graph.columns) return;
    // cells with one end on each side: all ends taken, less those whose cell lies wholly inside (which has two)
    const crossing = taken - 2 * inside;
    const cost = crossing / taken + crossing / (2 * all - taken);
    if (!best || cost < best.cost) best = { cost, rows: count, columns: next };
  });
  const found = best as { cost: number; rows: number; columns: number } | null;
  if (!found || found.cost >= GOOD_CUT) return null;
  return settled(graph, order, found);
}

/**
 * The two sides of a cut after every row, then every column, went where most of its cells are: on the line, one that has
 * cells on both sides can lie a little beyond the cut.
 */
function settled(graph: Bipartite, order: Part, cut: { rows: number; columns: number }): [Part, Part] | null {
  const rowSide = new Uint8Array(graph.rows);
  const columnSide = new Uint8Array(graph.columns);
  order.rows.slice(cut.rows).forEach((row) => (rowSide[row] = 1));
  order.columns.slice(cut.columns).forEach((column) => (columnSide[column] = 1));
  const settle = (own: Uint8Array, other: Uint8Array, start: Uint32Array, cells: Uint32Array) => {
    for (let at = 0; at < own.length; at++) {
      let beyond = 0;
      for (let cell = start[at]; cell < start[at + 1]; cell++) beyond += other[cells[cell]];
      const within = start[at + 1] - start[at] - beyond;
      if (beyond !== within) own[at] = beyond > within ? 1 : 0;
    }
  };
  for (let pass = 0; pass < SETTLING; pass++) {
    settle(rowSide, columnSide, graph.rowStart, graph.rowCells);
    settle(columnSide, rowSide, graph.columnStart, graph.columnCells);
  }
  const [low, high] = [0, 1].map((side) => ({
    rows: order.rows.filter((row) => rowSide[row] === side),
    columns: order.columns.filter((column) => columnSide[column] === side),
  }));
  return low.rows.length > 0 && high.rows.length > 0 ? [low, high] : null;
}
