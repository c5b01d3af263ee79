import type { Density } from './options';

/** Sizes in CSS pixels. The two axes stick to the left and top edge; cells scroll under them. */
export interface Layout {
  cellWidth: number;
  cellHeight: number;
  /** Width of the members' names. */
  left: number;
  /** Height of the groups' titles. */
  top: number;
  /** Size of everything, axes included: what the scroll bars measure. */
  width: number;
  height: number;
}

/** The part of the matrix that is on the screen; scroll position and size of the window in CSS pixels. */
export interface Viewport {
  scrollX: number;
  scrollY: number;
  width: number;
  height: number;
}

export interface Range {
  first: number;
  /** Exclusive. */
  end: number;
}

export type Hit =
  | { area: 'cell'; row: number; column: number }
  | { area: 'row'; row: number }
  | { area: 'column'; column: number }
  | null;

const CELL: Record<Density, { width: number; height: number }> = {
  comfortable: { width: 26, height: 24 },
  compact: { width: 16, height: 15 },
  overview: { width: 5, height: 4 },
};

/** Height of the slanted titles, and the room that the last of them needs on the right. */
export const TITLE_HEIGHT = 112;
const TITLE_OVERHANG = 64;
const NAME_WIDTH = 176;
const WIDE_NAME_WIDTH = 260;
const NARROW_NAME_WIDTH = 104;
const NARROW_WINDOW = 560;
/** How much wider than usual a cell may become on a wide screen. */
const MOST_STRETCH = 2;

/**
 * Sizes for a matrix of that many rows and columns in a window of that width. Where there is room to spare, the cells
 * become wider, and then the names.
 */
export function layoutOf(rows: number, columns: number, density: Density, windowWidth: number): Layout {
  const cell = CELL[density];
  const narrow = windowWidth < NARROW_WINDOW;
  const names = narrow ? NARROW_NAME_WIDTH : NAME_WIDTH;
  const room = windowWidth - names - TITLE_OVERHANG;
  const widest = Math.floor(cell.width * MOST_STRETCH);
  const cellWidth = Math.min(widest, Math.max(cell.width, Math.floor(room / Math.max(1, columns))));
  const spare = narrow ? 0 : Math.max(0, room - columns * cellWidth);
  const left = Math.min(WIDE_NAME_WIDTH, names + spare);
  return {
    cellWidth,
    cellHeight: cell.height,
    left,
    top: TITLE_HEIGHT,
    width: left + columns * cellWidth + TITLE_OVERHANG,
    height: TITLE_HEIGHT + rows * cell.height,
  };
}

function range(scroll: number, room: number, size: number, count: number): Range {
  const first = Math.min(count, Math.max(0, Math.floor(scroll / size)));
  return { first, end: Math.max(first, Math.min(count, Math.ceil((scroll + room) / size))) };
}

export const visibleRows = (layout: Layout, view: Viewport, rows: number): Range =>
  range(view.scrollY, view.height - layout.top, layout.cellHeight, rows);

export const visibleColumns = (layout: Layout, view: Viewport, columns: number): Range =>
  range(view.scrollX, view.width - layout.left, layout.cellWidth, columns);

/** What lies at a point of the window (not of the scrolled content). */
export function hitTest(
  layout: Layout,
  view: Viewport,
  size: { rows: number; columns: number },
  x: number,
  y: number,
): Hit {
  const row = Math.floor((y - layout.top + view.scrollY) / layout.cellHeight);
  const column = Math.floor((x - layout.left + view.scrollX) / layout.cellWidth);
  const inRows = y >= layout.top && row < size.rows;
  const inColumns = x >= layout.left && column < size.columns;
  if (inRows && inColumns) return { area: 'cell', row, column };
  if (inRows && x >= 0 && x < layout.left) return { area: 'row', row };
  if (inColumns && y >= 0 && y < layout.top) return { area: 'column', column };
  return null;
}

function reveal(scroll: number, start: number, size: number, room: number): number {
  if (start < scroll) return start;
  return start + size > scroll + room ? start + size - room : scroll;
}

/** The nearest scroll position at which a cell is wholly visible. */
export function scrollToCell(layout: Layout, view: Viewport, row: number, column: number): { x: number; y: number } {
  return {
    x: Math.max(0, reveal(view.scrollX, column * layout.cellWidth, layout.cellWidth, view.width - layout.left)),
    y: Math.max(0, reveal(view.scrollY, row * layout.cellHeight, layout.cellHeight, view.height - layout.top)),
  };
}

/** Every how many rows or columns a label fits, given the room that one label needs. */
export const labelStep = (size: number, needed: number): number => Math.max(1, Math.ceil(needed / size));
