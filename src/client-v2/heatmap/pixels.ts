import { visibleColumns, visibleRows, type Layout, type Range, type Viewport } from './layout';
import type { Matrix } from './matrix';

/** An image to paint into: one number a device pixel. */
export interface PixelImage {
  data: Uint32Array;
  width: number;
  height: number;
}

/** From this cell size (device pixels) on, one pixel between cells stays background. */
const GAP_FROM = 6;

/**
 * Paints the visible cells. The image covers the window right of and below the axes, in device pixels.
 *
 * Each cell row is painted once, as one line of pixels, and that line is copied for the row's height; so the cost is
 * that of the window's pixels and of the cells behind them. Where cells are smaller than a pixel, the strongest of those
 * behind it shows: colours are in order of strength, and a single active member is not lost in a crowd of idle ones.
 */
export function paintCells(
  image: PixelImage,
  matrix: Matrix,
  pixels: Uint32Array,
  background: number,
  layout: Layout,
  view: Viewport,
  ratio: number,
): void {
  const { data, width, height } = image;
  data.fill(background);
  const rows = visibleRows(layout, view, matrix.rows);
  const columns = visibleColumns(layout, view, matrix.columns);
  const gapY = layout.cellHeight * ratio >= GAP_FROM ? 1 : 0;
  const edgeY = (row: number) => Math.round((row * layout.cellHeight - view.scrollY) * ratio);
  const paintLine = linePainter(columns, pixels, layout, view, ratio, width);

  if (layout.cellHeight * ratio < 1) {
    const strongest = new Uint8Array(matrix.columns);
    const rowAt = (y: number) => Math.floor((y / ratio + view.scrollY) / layout.cellHeight);
    const end = Math.min(height, Math.ceil((matrix.rows * layout.cellHeight - view.scrollY) * ratio));
    for (let y = 0; y < end; y++) {
      const first = Math.min(matrix.rows - 1, rowAt(y));
      strongest.fill(0);
      for (let row = first; row < Math.max(first + 1, Math.min(matrix.rows, rowAt(y + 1))); row++) {
        const cells = row * matrix.columns;
        for (let column = columns.first; column < columns.end; column++) {
          const colour = matrix.colour[cells + column];
          if (colour > strongest[column]) strongest[column] = colour;
        }
      }
      paintLine(data, y * width, strongest, 0);
    }
    return;
  }
  for (let row = rows.first; row < rows.end; row++) {
    const from = Math.max(0, edgeY(row));
    const to = Math.min(height, edgeY(row + 1) - gapY);
    if (to <= from) continue;
    const line = from * width;
    paintLine(data, line, matrix.colour, row * matrix.columns);
    for (let y = from + 1; y < to; y++) data.copyWithin(y * width, line, line + width);
  }
}

/** Paints one line of pixels from the colours that begin at `cells`, one a column of the matrix. */
function linePainter(
  columns: Range,
  pixels: Uint32Array,
  layout: Layout,
  view: Viewport,
  ratio: number,
  width: number,
): (data: Uint32Array, line: number, colours: Uint8Array, cells: number) => void {
  const edgeX = (column: number) => Math.round((column * layout.cellWidth - view.scrollX) * ratio);
  if (layout.cellWidth * ratio >= 1) {
    const gapX = layout.cellWidth * ratio >= GAP_FROM ? 1 : 0;
    const starts = new Int32Array(columns.end - columns.first);
    const ends = new Int32Array(columns.end - columns.first);
    for (let column = columns.first; column < columns.end; column++) {
      starts[column - columns.first] = Math.max(0, edgeX(column));
      ends[column - columns.first] = Math.min(width, edgeX(column + 1) - gapX);
    }
    return (data, line, colours, cells) => {
      for (let at = 0; at < starts.length; at++) {
        if (ends[at] > starts[at])
          data.fill(pixels[colours[cells + columns.first + at]], line + starts[at], line + ends[at]);
      }
    };
  }
  const columnAt = (x: number) => Math.floor((x / ratio + view.scrollX) / layout.cellWidth);
  const end = Math.min(width, Math.ceil((columns.end * layout.cellWidth - view.scrollX) * ratio));
  return (data, line, colours, cells) => {
    for (let x = 0; x < end; x++) {
      let column = Math.min(columns.end - 1, columnAt(x));
      const last = Math.min(columns.end, columnAt(x + 1));
      let strongest = colours[cells + column];
      for (column += 1; column < last; column++) strongest = Math.max(strongest, colours[cells + column]);
      data[line + x] = pixels[strongest];
    }
  };
}
