import type { Layout } from '../layout';
import type { Matrix } from '../matrix';
import { paintCells } from '../pixels';

const BACKGROUND = 9;
const PIXELS = Uint32Array.from([100, 101, 102, 103, 104, 105, 106]);

const matrix: Matrix = {
  rows: 2,
  columns: 3,
  colour: Uint8Array.from([1, 2, 3, 4, 5, 6]),
  source: new Uint32Array(6),
  level: [],
};

const layoutWith = (cellWidth: number, cellHeight: number): Layout => ({
  cellWidth,
  cellHeight,
  left: 0,
  top: 0,
  width: 3 * cellWidth,
  height: 2 * cellHeight,
});

function painted(
  cell: [number, number],
  size: [number, number],
  scroll: [number, number] = [0, 0],
  ratio = 1,
): number[][] {
  const [width, height] = size;
  const image = { data: new Uint32Array(width * height), width, height };
  const view = { scrollX: scroll[0], scrollY: scroll[1], width: width / ratio, height: height / ratio };
  paintCells(image, matrix, PIXELS, BACKGROUND, layoutWith(...cell), view, ratio);
  return Array.from({ length: height }, (_, y) => [...image.data.slice(y * width, (y + 1) * width)]);
}

describe('painting cells', () => {
  test('fills every pixel of a small cell', () => {
    expect(painted([2, 1], [6, 2])).toEqual([
      [101, 101, 102, 102, 103, 103],
      [104, 104, 105, 105, 106, 106],
    ]);
  });

  test('leaves what is beyond the matrix in the background', () => {
    expect(painted([1, 1], [4, 3])).toEqual([
      [101, 102, 103, 9],
      [104, 105, 106, 9],
      [9, 9, 9, 9],
    ]);
  });

  test('starts in the middle of a cell when scrolled', () => {
    expect(painted([2, 2], [3, 2], [1, 1])).toEqual([
      [101, 102, 102],
      [104, 105, 105],
    ]);
  });

  test('doubles on a fine screen', () => {
    expect(painted([1, 1], [6, 2], [0, 0], 2)[1]).toEqual([101, 101, 102, 102, 103, 103]);
  });

  test('keeps a line between large cells', () => {
    const rows = painted([6, 6], [18, 12]);
    expect(rows[0].slice(0, 7)).toEqual([101, 101, 101, 101, 101, 9, 102]);
    expect(rows[5]).toEqual(Array(18).fill(9));
    expect(rows[6][0]).toBe(104);
  });

  test('where cells are smaller than a pixel, the strongest behind it shows', () => {
    expect(painted([0.5, 1], [2, 2])).toEqual([
      [102, 103],
      [105, 106],
    ]);
    expect(painted([1, 0.5], [3, 2])).toEqual([
      [104, 105, 106],
      [9, 9, 9],
    ]);
    expect(painted([0.2, 0.2], [1, 1])).toEqual([[106]]);
  });
});
