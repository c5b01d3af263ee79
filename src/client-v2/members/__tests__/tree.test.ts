import type { Condition, Evidence } from '../../../common/conditions';
import { fulfilment, missing } from '../explanation/tree';
import { evidence } from './fixtures';

const leaf = (right: number): Condition => ({ left: { metric: 'messages' }, op: '>', right });
const numbers = (met: Record<string, boolean>): Evidence[] =>
  Object.entries(met).map(([path, holds]) => evidence(`rule.enter${path}`, { met: holds }));

describe('a requirement with its numbers', () => {
  test('puts each number to its leaf', () => {
    const part = fulfilment({
      condition: { all: [leaf(1), { any: [leaf(2), leaf(3)] }] },
      evidence: numbers({ '.all[0]': true, '.all[1].any[0]': false, '.all[1].any[1]': true }),
    });
    expect(part).toMatchObject({
      kind: 'all',
      fulfilled: true,
      parts: [
        { kind: 'leaf', fulfilled: true },
        { kind: 'any', fulfilled: true, parts: [{ fulfilled: false }, { fulfilled: true }] },
      ],
    });
  });

  test('a lone leaf stands for itself', () => {
    expect(fulfilment({ condition: leaf(1), evidence: numbers({ '': true }) })).toMatchObject({
      kind: 'leaf',
      fulfilled: true,
    });
  });

  test('"not one of these" is "none of these": fulfilled where the leaf does not hold', () => {
    const part = fulfilment({
      condition: { not: { any: [leaf(1), leaf(2)] } },
      evidence: numbers({ '.not.any[0]': false, '.not.any[1]': true }),
    });
    expect(part).toMatchObject({
      kind: 'all',
      fulfilled: false,
      parts: [
        { fulfilled: true, wanted: false },
        { fulfilled: false, wanted: false },
      ],
    });
  });

  test('what is asked for twice is told once', () => {
    const part = fulfilment({
      condition: { all: [leaf(1), { any: [leaf(2), leaf(2)] }] },
      evidence: numbers({ '.all[0]': true, '.all[1].any[0]': false, '.all[1].any[1]': false }),
    });
    expect(part).toMatchObject({ kind: 'all', parts: [{ kind: 'leaf' }, { kind: 'leaf', fulfilled: false }] });
  });

  test('what the server gave no number for is not known', () => {
    expect(fulfilment({ condition: { segment: 'vip' }, evidence: [] })).toMatchObject({
      kind: 'leaf',
      fulfilled: null,
    });
  });

  test.each<[string, Condition, Record<string, boolean>, number]>([
    [
      'of all, every one that does not hold',
      { all: [leaf(1), leaf(2), leaf(3)] },
      { '.all[0]': false, '.all[1]': true, '.all[2]': false },
      2,
    ],
    ['of any, one', { any: [leaf(1), leaf(2)] }, { '.any[0]': false, '.any[1]': false }, 1],
    [
      'of any, the shortest way',
      { any: [{ all: [leaf(1), leaf(2)] }, leaf(3)] },
      { '.any[0].all[0]': false, '.any[0].all[1]': false, '.any[1]': false },
      1,
    ],
    ['of what holds, nothing', { any: [leaf(1), leaf(2)] }, { '.any[0]': true, '.any[1]': false }, 0],
  ])('is missing %s', (_, condition, met, count) => {
    expect(missing(fulfilment({ condition, evidence: numbers(met) }))).toBe(count);
  });
});
