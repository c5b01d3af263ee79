import type { Condition } from '../../../common/conditions';
import { dissolved, groupOf, moved, nested, regrouped } from '../groups';

const [a, b, c]: Condition[] = [{ stage: ['a'] }, { stage: ['b'] }, { stage: ['c'] }];

describe('a group', () => {
  test('takes another word and keeps its conditions', () => {
    expect(regrouped({ all: [a, b] }, 'any')).toEqual({ any: [a, b] });
    expect(regrouped({ all: [a, b] }, 'not')).toEqual({ not: { all: [a, b] } });
    expect(regrouped({ any: [a] }, 'not')).toEqual({ not: a });
    expect(regrouped({ not: { any: [a, b] } }, 'any')).toEqual({ any: [a, b] });
    expect(regrouped({ not: a }, 'all')).toEqual({ all: [a] });
  });

  test('of the word "not" negates several conditions together', () => {
    expect(groupOf('not', [a])).toEqual({ not: a });
    expect(groupOf('not', [a, b])).toEqual({ not: { all: [a, b] } });
  });

  test('moves its conditions, but not over its ends', () => {
    expect(moved([a, b, c], 0, 1)).toEqual([b, a, c]);
    expect(moved([a, b, c], 2, 0)).toEqual([c, a, b]);
    expect(moved([a, b, c], 0, -1)).toEqual([a, b, c]);
    expect(moved([a, b, c], 2, 3)).toEqual([a, b, c]);
  });

  test('puts a condition into a group of the other word, and takes a group apart', () => {
    expect(nested([a, b], 1, 'all')).toEqual([a, { any: [b] }]);
    expect(nested([a, b], 0, 'any')).toEqual([{ all: [a] }, b]);
    expect(dissolved([a, { any: [b, c] }], 1)).toEqual([a, b, c]);
    expect(dissolved([a], 0)).toEqual([a]);
  });
});
