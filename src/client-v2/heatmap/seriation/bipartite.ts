/** Who is in which group, from both sides: two sparse matrices in compressed rows. */
export interface Bipartite {
  rows: number;
  columns: number;
  /** Columns of row r: `rowCells[rowStart[r]]` to before `rowCells[rowStart[r + 1]]`, ascending. */
  rowStart: Uint32Array;
  rowCells: Uint32Array;
  columnStart: Uint32Array;
  columnCells: Uint32Array;
}

type Places = Uint32Array | readonly number[];

/** Cells sorted by one of their ends: counting, as the ends are small numbers. */
function compressed(by: Places, other: Places, count: number) {
  const start = new Uint32Array(count + 1);
  for (const end of by) start[end + 1] += 1;
  for (let at = 0; at < count; at++) start[at + 1] += start[at];
  const next = start.slice();
  const cells = new Uint32Array(by.length);
  for (let at = 0; at < by.length; at++) cells[next[by[at]]++] = other[at];
  return { start, cells };
}

/** The same graph however its cells are ordered. */
export function bipartite(rows: number, columns: number, member: Places, group: Places): Bipartite {
  const byColumn = compressed(group, member, columns);
  // taken column by column, the columns of each row come out ascending; and the other way round
  const expanded = (start: Uint32Array) => {
    const ends = new Uint32Array(start[start.length - 1]);
    for (let at = 0; at + 1 < start.length; at++) ends.fill(at, start[at], start[at + 1]);
    return ends;
  };
  const byRow = compressed(byColumn.cells, expanded(byColumn.start), rows);
  const again = compressed(byRow.cells, expanded(byRow.start), columns);
  return {
    rows,
    columns,
    rowStart: byRow.start,
    rowCells: byRow.cells,
    columnStart: again.start,
    columnCells: again.cells,
  };
}

/** The part of a graph between some of its rows and some of its columns, numbered anew in the order given. */
export function restricted(graph: Bipartite, rows: readonly number[], columns: readonly number[]): Bipartite {
  const place = new Int32Array(graph.columns).fill(-1);
  columns.forEach((column, at) => (place[column] = at));
  const [member, group]: [number[], number[]] = [[], []];
  rows.forEach((row, at) => {
    for (let cell = graph.rowStart[row]; cell < graph.rowStart[row + 1]; cell++) {
      const column = place[graph.rowCells[cell]];
      if (column < 0) continue;
      member.push(at);
      group.push(column);
    }
  });
  return bipartite(rows.length, columns.length, member, group);
}

export interface Part {
  rows: number[];
  columns: number[];
}

/** The connected parts of a graph, the largest first, then as their first row comes; what is alone comes last, by itself. */
export function components(graph: Bipartite): Part[] {
  const seen = new Uint8Array(graph.columns);
  const seenRows = new Uint8Array(graph.rows);
  const parts: Part[] = [];
  for (let first = 0; first < graph.rows; first++) {
    if (seenRows[first]) continue;
    seenRows[first] = 1;
    const part: Part = { rows: [first], columns: [] };
    // the list grows while it is walked
    for (const row of part.rows) {
      for (let cell = graph.rowStart[row]; cell < graph.rowStart[row + 1]; cell++) {
        const column = graph.rowCells[cell];
        if (seen[column]) continue;
        seen[column] = 1;
        part.columns.push(column);
        for (let i = graph.columnStart[column]; i < graph.columnStart[column + 1]; i++) {
          const other = graph.columnCells[i];
          if (!seenRows[other]) {
            seenRows[other] = 1;
            part.rows.push(other);
          }
        }
      }
    }
    part.rows.sort((a, b) => a - b);
    part.columns.sort((a, b) => a - b);
    parts.push(part);
  }
  const lonely = Array.from(seen.keys()).filter((column) => !seen[column]);
  parts.sort((a, b) => b.rows.length + b.columns.length - a.rows.length - a.columns.length);
  return lonely.length > 0 ? [...parts, { rows: [], columns: lonely }] : parts;
}
