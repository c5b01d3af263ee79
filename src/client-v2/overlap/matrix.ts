import type { OverlapAnswer, OverlapGroup, OverlapMeasure, OverlapPair } from '../../common/overlap';

/** Groups in the order of the rows and columns, with a number for each two of them. */
export interface OverlapMatrix {
  groups: OverlapGroup[];
  /** `values[row * groups.length + column]`, symmetric; the diagonal is empty. */
  values: Float64Array;
  /** The largest of them, at least a little above nothing. */
  highest: number;
  pair(row: number, column: number): OverlapPair | undefined;
}

/** Communities stand together, the largest first and its largest groups first; groups without one come last. */
export function matrixOf(answer: OverlapAnswer, measure: OverlapMeasure): OverlapMatrix {
  const last = answer.communities.length;
  const groups = [...answer.groups].sort(
    (a, b) => (a.community ?? last) - (b.community ?? last) || b.members - a.members || a.id - b.id,
  );
  const place = new Map(groups.map(({ id }, i) => [id, i]));
  const size = groups.length;
  const values = new Float64Array(size * size);
  const pairs = new Map<number, OverlapPair>();
  let highest = 0;
  for (const pair of answer.pairs) {
    const [a, b] = [place.get(pair.a), place.get(pair.b)];
    if (a === undefined || b === undefined) continue;
    values[a * size + b] = values[b * size + a] = pair[measure];
    pairs.set(Math.min(a, b) * size + Math.max(a, b), pair);
    highest = Math.max(highest, pair[measure]);
  }
  return {
    groups,
    values,
    highest: highest || 1,
    pair: (row, column) => pairs.get(Math.min(row, column) * size + Math.max(row, column)),
  };
}

/** Where the matrix is drawn, CSS pixels. */
export interface MatrixLayout {
  cell: number;
  /** Left and top edge of the cells: what comes before are titles and the colours of communities. */
  left: number;
  top: number;
  titled: boolean;
  width: number;
  height: number;
}

const LARGEST_CELL = 32;
const SMALLEST_CELL = 4;
/** From this size on a line of text fits a cell. */
const TITLED_CELL = 14;
const TITLES = 150;
const NARROW = 480;
export const STRIP = 8;

/** As large as the width allows; smaller cells scroll. */
export function layoutOf(size: number, width: number): MatrixLayout {
  const titles = width < NARROW ? 90 : TITLES;
  const room = (edge: number) => Math.floor((width - edge) / Math.max(1, size));
  const withTitles = Math.min(LARGEST_CELL, room(titles + STRIP + 2));
  const titled = withTitles >= TITLED_CELL;
  const cell = titled ? withTitles : Math.max(SMALLEST_CELL, Math.min(TITLED_CELL - 1, room(STRIP + 2)));
  const edge = titled ? titles + STRIP + 2 : STRIP + 2;
  return { cell, left: edge, top: edge, titled, width: edge + cell * size, height: edge + cell * size };
}

export interface Place {
  row: number;
  column: number;
}

/** The cell at a point of the drawing. */
export function cellAt({ left, top, cell }: MatrixLayout, size: number, x: number, y: number): Place | null {
  const [column, row] = [Math.floor((x - left) / cell), Math.floor((y - top) / cell)];
  return row >= 0 && column >= 0 && row < size && column < size ? { row, column } : null;
}

const STEPS: Partial<Record<string, (place: Place, last: number) => Place>> = {
  ArrowUp: ({ row, column }) => ({ row: Math.max(0, row - 1), column }),
  ArrowDown: ({ row, column }, last) => ({ row: Math.min(last, row + 1), column }),
  ArrowLeft: ({ row, column }) => ({ row, column: Math.max(0, column - 1) }),
  ArrowRight: ({ row, column }, last) => ({ row, column: Math.min(last, column + 1) }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, last) => ({ row, column: last }),
  PageUp: ({ column }) => ({ row: 0, column }),
  PageDown: ({ column }, last) => ({ row: last, column }),
};

/** Where a key leads; null for keys that lead nowhere. */
export const moved = (key: string, place: Place, size: number): Place | null => STEPS[key]?.(place, size - 1) ?? null;
