import { cellAt, layoutOf, matrixOf, moved } from '../matrix';
import { communityLetter } from '../look';
import { smallOverlap } from './fixtures';

describe('the matrix', () => {
  const matrix = matrixOf(smallOverlap(), 'coefficient');

  test('puts communities together, and groups without one last', () => {
    expect(matrix.groups.map(({ title }) => title)).toEqual(['Tea', 'Tea trade', 'Chess']);
  });

  test('is symmetric with an empty diagonal', () => {
    expect(Array.from(matrix.values)).toEqual([0, 0.8, 0.06, 0.8, 0, 0, 0.06, 0, 0]);
    expect(matrix.highest).toBe(0.8);
    expect(matrix.pair(1, 0)).toBe(matrix.pair(0, 1));
    expect(matrix.pair(1, 2)).toBeUndefined();
  });

  test('of groups that share nobody has a highest value all the same', () => {
    expect(matrixOf({ ...smallOverlap(), pairs: [] }, 'shared').highest).toBe(1);
  });
});

describe('the layout', () => {
  test('has titles while they fit, and at least four pixels a cell', () => {
    expect(layoutOf(10, 900)).toMatchObject({ cell: 32, titled: true, left: 160 });
    expect(layoutOf(200, 900)).toMatchObject({ cell: 4, titled: false, left: 10, width: 810 });
    expect(layoutOf(10, 360)).toMatchObject({ titled: true, left: 100, cell: 26 });
  });

  test('finds the cell under a point', () => {
    const layout = layoutOf(10, 900);
    expect(cellAt(layout, 10, 160, 160)).toEqual({ row: 0, column: 0 });
    expect(cellAt(layout, 10, 160 + 33, 160 + 70)).toEqual({ row: 2, column: 1 });
    expect(cellAt(layout, 10, 150, 200)).toBeNull();
    expect(cellAt(layout, 10, 160 + 320, 200)).toBeNull();
  });

  test('arrow keys stop at the edges', () => {
    const corner = { row: 0, column: 9 };
    expect(moved('ArrowRight', corner, 10)).toEqual(corner);
    expect(moved('ArrowDown', corner, 10)).toEqual({ row: 1, column: 9 });
    expect(moved('Home', corner, 10)).toEqual({ row: 0, column: 0 });
    expect(moved('a', corner, 10)).toBeNull();
  });
});

test('communities are lettered like columns of a sheet', () => {
  expect([0, 25, 26, 51, 52].map(communityLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});
