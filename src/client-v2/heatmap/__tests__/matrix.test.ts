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
    const { colour } = toMatrix(smallAnswer(), 'level', 'row');
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
