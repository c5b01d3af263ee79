import { cellAt, toMatrix } from '../matrix';
import { ABSENT, levelIndex, scoreIndex } from '../palette';
import { smallAnswer } from './fixtures';

describe('matrix', () => {
  test('finds the cell where member and group meet', () => {
    const matrix = toMatrix(smallAnswer(), 'level', 'none');
    expect(cellAt(matrix, 0, 1)).toBe(1);
    expect(cellAt(matrix, 1, 1)).toBe(-1);
    expect(cellAt(matrix, 5, 0)).toBe(-1);
  });

  test('colours levels as the server decided them', () => {
    const { colour } = toMatrix(smallAnswer(), 'level', 'none');
    expect([...colour]).toEqual([levelIndex(3), levelIndex(1), ABSENT, levelIndex(0), ABSENT, ABSENT]);
  });

  test.each([
    ['none', [80, 20, 10]],
    ['row', [100, 25, 100]],
    ['column', [100, 100, 12.5]],
    ['all', [100, 25, 12.5]],
  ] as const)('sets scores against the highest: %s', (normalize, expected) => {
    const matrix = toMatrix(smallAnswer(), 'score', normalize);
    const seen = [matrix.colour[0], matrix.colour[1], matrix.colour[3]];
    expect(seen).toEqual(expected.map(scoreIndex));
  });

  test('sets levels against the best of the row when they are compared so', () => {
    const { level } = toMatrix(smallAnswer(), 'level', 'row');
    expect(Array.from(level)).toEqual([3, 1, 3]);
  });

  test('sets posts apart by their logarithm, and activity by its age', () => {
    const strengths = (colourBy: 'posts' | 'lastActive', normalize: 'none' | 'all') => {
      const { colour } = toMatrix(smallAnswer(), colourBy, normalize);
      return [colour[0], colour[1], colour[3]];
    };
    const log = (posts: number, most: number) => scoreIndex((Math.log1p(posts) / Math.log1p(most)) * 100);
    expect(strengths('posts', 'none')).toEqual([log(120, 1000), log(8, 1000), log(1, 1000)]);
    expect(strengths('posts', 'all')).toEqual([log(120, 120), log(8, 120), log(1, 120)]);
    const aged = (days: number) => scoreIndex(100 - (100 * Math.log1p(days)) / Math.log1p(365));
    expect(strengths('lastActive', 'none')).toEqual([aged(1 / 24), aged(25 / 24), scoreIndex(0)]);
    expect(strengths('lastActive', 'all')).toEqual([aged(0), aged(1), scoreIndex(0)]);
  });

  test('ignores cells outside its lists', () => {
    const answer = smallAnswer();
    answer.cells.member[0] = 99;
    expect(cellAt(toMatrix(answer, 'level', 'none'), 0, 0)).toBe(-1);
  });

  test('may be empty', () => {
    const answer = { ...smallAnswer(), members: [], groups: [] };
    expect(toMatrix(answer, 'score', 'column')).toMatchObject({ rows: 0, columns: 0 });
  });
});
