import { visibleColumns, visibleRows, type Layout, type Viewport } from './layout';
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
 * that of the window's pixels, whatever the size of the matrix.
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
  const gapX = layout.cellWidth * ratio >= GAP_FROM ? 1 : 0;
  const gapY = layout.cellHeight * ratio >= GAP_FROM ? 1 : 0;
  const edgeX = (column: number) => Math.round((column * layout.cellWidth - view.scrollX) * ratio);
  const edgeY = (row: number) => Math.round((row * layout.cellHeight - view.scrollY) * ratio);

  for (let row = rows.first; row < rows.end; row++) {
    const from = Math.max(0, edgeY(row));
    const to = Math.min(height, edgeY(row + 1) - gapY);
    if (to <= from) continue;
    const line = from * width;
    const cells = row * matrix.columns;
    for (let column = columns.first; column < columns.end; column++) {
      const start = Math.max(0, edgeX(column));
      const end = Math.min(width, edgeX(column + 1) - gapX);
      if (end > start) data.fill(pixels[matrix.colour[cells + column]], line + start, line + end);
    }
    for (let y = from + 1; y < to; y++) data.copyWithin(y * width, line, line + width);
  }
}
