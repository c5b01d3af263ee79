import {
  fitZoom,
  hitTest,
  labelStep,
  layoutOf,
  limitedZoom,
  nearestCell,
  scrollToCell,
  visibleColumns,
  visibleRows,
  type Viewport,
} from '../layout';
import { moveFocus } from '../navigation';

const ROWS = 1000;
const COLUMNS = 200;
const layout = layoutOf(ROWS, COLUMNS, 'comfortable', 1200);
const view = (scrollX: number, scrollY: number): Viewport => ({ scrollX, scrollY, width: 1200, height: 600 });

describe('layout', () => {
  test('is as large as axes and cells together', () => {
    expect(layout.height).toBe(layout.top + ROWS * layout.cellHeight);
    expect(layout.width).toBeGreaterThanOrEqual(layout.left + COLUMNS * layout.cellWidth);
  });

  test('gives names less room in a narrow window', () => {
    expect(layoutOf(1, 1, 'compact', 400).left).toBeLessThan(layout.left);
  });

  test('makes cells and names wider where there is room to spare', () => {
    const [usual, wide] = [layoutOf(1, 40, 'comfortable', 1000), layoutOf(1, 40, 'comfortable', 1800)];
    expect(wide.cellWidth).toBeGreaterThan(usual.cellWidth);
    expect(wide.width).toBeLessThanOrEqual(1800);
    const few = layoutOf(1, 2, 'comfortable', 1800);
    expect(few.cellWidth).toBe(2 * usual.cellWidth);
    expect(few.left).toBeGreaterThan(usual.left);
  });

  test('shows only the rows and columns in the window', () => {
    const rows = visibleRows(layout, view(0, 10 * layout.cellHeight), ROWS);
    expect(rows.first).toBe(10);
    expect(rows.end - rows.first).toBe(Math.ceil((600 - layout.top) / layout.cellHeight));
    expect(visibleColumns(layout, view(layout.cellWidth * 1.5, 0), COLUMNS).first).toBe(1);
  });

  test('never goes beyond the last row', () => {
    expect(visibleRows(layout, view(0, 1e9), ROWS)).toEqual({ first: ROWS, end: ROWS });
    expect(visibleRows(layout, view(0, 0), 0)).toEqual({ first: 0, end: 0 });
  });
});

describe('hit test', () => {
  const size = { rows: ROWS, columns: COLUMNS };
  const scrolled = view(2 * layout.cellWidth, 3 * layout.cellHeight);

  test('finds the cell under a point of the scrolled window', () => {
    expect(hitTest(layout, scrolled, size, layout.left + 1, layout.top + 1)).toEqual({
      area: 'cell',
      row: 3,
      column: 2,
    });
  });

  test('finds names and titles', () => {
    expect(hitTest(layout, scrolled, size, 5, layout.top + layout.cellHeight + 1)).toEqual({ area: 'row', row: 4 });
    expect(hitTest(layout, scrolled, size, layout.left + 1, 5)).toEqual({ area: 'column', column: 2 });
  });

  test('finds nothing in the corner and beyond the last cell', () => {
    expect(hitTest(layout, scrolled, size, 5, 5)).toBeNull();
    expect(hitTest(layout, view(0, 0), { rows: 1, columns: 1 }, layout.left + 500, layout.top + 500)).toBeNull();
  });
});

describe('zoom', () => {
  const window = view(0, 0);

  test('fits everything into the window, and goes no further out', () => {
    const fitting = fitZoom(5000, COLUMNS, 'comfortable', window);
    const fitted = layoutOf(5000, COLUMNS, 'comfortable', window.width, fitting);
    expect(fitted.width).toBeLessThanOrEqual(window.width);
    expect(fitted.height).toBeLessThanOrEqual(window.height);
    const out = limitedZoom({ x: 1e-9, y: 1e-9 }, 5000, COLUMNS, 'comfortable', window);
    expect(out.x).toBeCloseTo(fitting.x);
    expect(out.y).toBeCloseTo(fitting.y);
  });

  test('a small matrix may be made as large as the window, but not larger than a cell should be', () => {
    expect(fitZoom(3, 5, 'comfortable', window).x).toBeGreaterThan(1);
    const most = limitedZoom({ x: 1000, y: 1000 }, 10, 10, 'comfortable', window);
    expect(layoutOf(10, 10, 'comfortable', window.width, most).cellWidth).toBeLessThanOrEqual(120);
  });

  test('the cell nearest to a point beyond the matrix is at its edge', () => {
    expect(nearestCell(layout, window, { rows: 3, columns: 2 }, 5000, 5000)).toEqual({ row: 2, column: 1 });
    expect(nearestCell(layout, window, { rows: 3, columns: 2 }, -50, -50)).toEqual({ row: 0, column: 0 });
  });
});

describe('scrolling to a cell', () => {
  test('leaves a visible cell where it is', () => {
    expect(scrollToCell(layout, view(0, 0), 2, 2)).toEqual({ x: 0, y: 0 });
  });

  test('moves just far enough in either direction', () => {
    const down = scrollToCell(layout, view(0, 0), 100, 0).y;
    expect(down).toBe(101 * layout.cellHeight - (600 - layout.top));
    expect(scrollToCell(layout, view(0, 5000), 10, 0).y).toBe(10 * layout.cellHeight);
  });
});

test('labels are thinned out until they fit', () => {
  expect(labelStep(24, 15)).toBe(1);
  expect(labelStep(4, 15)).toBe(4);
});

describe('keys move the focused cell', () => {
  const size = { rows: 10, columns: 5 };
  const from = { row: 4, column: 2 };

  test.each([
    ['ArrowUp', false, { row: 3, column: 2 }],
    ['ArrowDown', false, { row: 5, column: 2 }],
    ['ArrowLeft', false, { row: 4, column: 1 }],
    ['ArrowRight', false, { row: 4, column: 3 }],
    ['PageDown', false, { row: 7, column: 2 }],
    ['PageUp', false, { row: 1, column: 2 }],
    ['Home', false, { row: 4, column: 0 }],
    ['End', false, { row: 4, column: 4 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 9, column: 4 }],
  ])('%s (control %s)', (key, control, to) => expect(moveFocus(key, control, from, size, 3)).toEqual(to));

  test('and stop at the edges', () => {
    expect(moveFocus('ArrowUp', false, { row: 0, column: 0 }, size, 3)).toEqual({ row: 0, column: 0 });
    expect(moveFocus('PageDown', false, { row: 9, column: 4 }, size, 3)).toEqual({ row: 9, column: 4 });
  });

  test('other keys are left alone, and so is an empty matrix', () => {
    expect(moveFocus('Tab', false, from, size, 3)).toBeNull();
    expect(moveFocus('ArrowUp', false, from, { rows: 0, columns: 0 }, 3)).toBeNull();
  });
});
