import type { Density } from './options';

/** How much larger than its density says a cell is drawn, on either axis. */
export interface Zoom {
  x: number;
  y: number;
}

export const NO_ZOOM: Zoom = { x: 1, y: 1 };

/** Sizes in CSS pixels; those of cells may be fractions. The two axes stick to the left and top edge; cells scroll under them. */
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

/** The size of a cell that is not zoomed or stretched. */
export const baseCell = (density: Density): { width: number; height: number } => CELL[density];

/** Height of the slanted titles, and the room that the last of them needs on the right. */
export const TITLE_HEIGHT = 112;
const TITLE_OVERHANG = 64;
const NAME_WIDTH = 176;
const WIDE_NAME_WIDTH = 260;
const NARROW_NAME_WIDTH = 104;
const NARROW_WINDOW = 560;
/** How much wider than usual a cell may become on a wide screen. */
const MOST_STRETCH = 2;

/** Largest size of a cell, and the smallest at which every row or column can still be told from the next when scrolled. */
const LARGEST_CELL = 120;
const SMALLEST_CELL = 0.02;

const namesWidth = (windowWidth: number) => (windowWidth < NARROW_WINDOW ? NARROW_NAME_WIDTH : NAME_WIDTH);

/** A zoom within what makes sense: cells no larger than that, and the matrix no smaller than the window. */
export function limitedZoom(zoom: Zoom, rows: number, columns: number, density: Density, view: Viewport): Zoom {
  const cell = CELL[density];
  const fit = fitZoom(rows, columns, density, view);
  const limited = (value: number, base: number, fitting: number) =>
    Math.min(LARGEST_CELL / base, Math.max(Math.min(1, fitting), SMALLEST_CELL / base, value));
  return { x: limited(zoom.x, cell.width, fit.x), y: limited(zoom.y, cell.height, fit.y) };
}

/** The zoom at which all rows and columns are in the window. */
export function fitZoom(rows: number, columns: number, density: Density, view: Viewport): Zoom {
  const cell = CELL[density];
  const roomX = Math.max(1, view.width - namesWidth(view.width) - TITLE_OVERHANG);
  const roomY = Math.max(1, view.height - TITLE_HEIGHT - 1);
  return {
    x: Math.min(LARGEST_CELL, roomX / Math.max(1, columns)) / cell.width,
    y: Math.min(LARGEST_CELL, roomY / Math.max(1, rows)) / cell.height,
  };
}

/**
 * Sizes for a matrix of that many rows and columns in a window of that width. Where there is room to spare, the cells
 * become wider, and then the names.
 */
export function layoutOf(
  rows: number,
  columns: number,
  density: Density,
  windowWidth: number,
  zoom: Zoom = NO_ZOOM,
): Layout {
  const cell = CELL[density];
  const narrow = windowWidth < NARROW_WINDOW;
  const names = namesWidth(windowWidth);
  const room = windowWidth - names - TITLE_OVERHANG;
  const widest = Math.floor(cell.width * MOST_STRETCH);
  const stretched = Math.min(widest, Math.max(cell.width, Math.floor(room / Math.max(1, columns))));
  const cellWidth = zoom.x === 1 ? stretched : cell.width * zoom.x;
  const cellHeight = cell.height * zoom.y;
  const spare = narrow ? 0 : Math.max(0, room - columns * cellWidth);
  const left = Math.min(WIDE_NAME_WIDTH, names + spare);
  return {
    cellWidth,
    cellHeight,
    left,
    top: TITLE_HEIGHT,
    width: left + columns * cellWidth + TITLE_OVERHANG,
    height: TITLE_HEIGHT + rows * cellHeight,
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

/** The cell at a point or, beyond the matrix, the nearest to it: where a drag that has left the window leads. */
export function nearestCell(
  layout: Layout,
  view: Viewport,
  size: { rows: number; columns: number },
  x: number,
  y: number,
): { row: number; column: number } {
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(value)));
  const inX = Math.min(Math.max(x, layout.left), view.width - 1);
  const inY = Math.min(Math.max(y, layout.top), view.height - 1);
  return {
    row: within((inY - layout.top + view.scrollY) / layout.cellHeight, size.rows),
    column: within((inX - layout.left + view.scrollX) / layout.cellWidth, size.columns),
  };
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
