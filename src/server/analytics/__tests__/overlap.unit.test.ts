import fc from 'fast-check';
import { DEFAULT_THRESHOLDS } from '../../../common/overlap';
import { countShared, MOST_OVERLAP_GROUPS, TooManyGroupsError } from '../overlapCells';
import { communitiesOf } from '../overlapCommunities';
import { pairHints } from '../overlapHints';

const pair = (a: number, b: number, shared: number, jaccard: number, coefficient = jaccard) => ({
  a,
  b,
  shared,
  jaccard,
  coefficient,
});

test('members and shared members are those of the sets, whatever the order of the groups', () => {
  const memberships = fc.uniqueArray(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 9 })), {
    selector: ([member, group]) => `${member} ${group}`,
  });
  fc.assert(
    fc.property(memberships, (list) => {
      const rows = [...list].sort(([a], [b]) => a - b);
      const counted = countShared({ members: rows.map(([m]) => m), groups: rows.map(([, g]) => g) });
      const of = (group: number) => new Set(list.filter(([, g]) => g === group).map(([m]) => m));
      counted.ids.forEach((id, i) => {
        expect(counted.members[i]).toBe(of(id).size);
        counted.ids.slice(i + 1).forEach((other, k) => {
          const both = [...of(id)].filter((member) => of(other).has(member)).length;
          expect(counted.shared[i * counted.ids.length + i + 1 + k]).toBe(both);
        });
      });
    }),
  );
});

test('more groups than can be compared are refused', () => {
  const groups = Array.from({ length: MOST_OVERLAP_GROUPS + 1 }, (_, i) => i + 1);
  expect(() => countShared({ members: groups.map(() => 1), groups })).toThrow(TooManyGroupsError);
});

describe('communities', () => {
  /** Five circles of four groups that share half of their members; one weak bond leads from each circle to the next. */
  const planted = Array.from({ length: 5 }, (_, circle) => Array.from({ length: 4 }, (_, i) => circle * 4 + i + 1));
  const bonds = planted.flatMap((circle, at) => [
    ...circle.flatMap((a, i) => circle.slice(i + 1).map((b) => pair(a, b, 50, 0.5))),
    ...(at < 4 ? [pair(circle[3], planted[at + 1][0], 6, 0.04)] : []),
  ]);

  test('planted ones are found, and modularity is that of the textbook', () => {
    const ids = planted.flat();
    const found = communitiesOf(ids, bonds, 5);
    expect(found.lists).toEqual(planted);
    // Newman: for each community inside/total − (degrees/2·total)²
    const total = bonds.reduce((sum, { jaccard }) => sum + jaccard, 0);
    const expected = planted
      .map((circle) => {
        const inside = bonds.filter(({ a, b }) => circle.includes(a) && circle.includes(b));
        const touching = bonds.filter(({ a, b }) => circle.includes(a) !== circle.includes(b));
        const sum = (list: typeof bonds) => list.reduce((n, { jaccard }) => n + jaccard, 0);
        return sum(inside) / total - ((2 * sum(inside) + sum(touching)) / (2 * total)) ** 2;
      })
      .reduce((sum, q) => sum + q, 0);
    expect(found.modularity).toBeCloseTo(expected, 9);
  });

  test('are the same each time, in whatever order the pairs come', () => {
    const ids = planted.flat();
    const first = communitiesOf(ids, bonds, 5);
    expect(communitiesOf(ids, [...bonds].reverse(), 5)).toEqual(first);
    for (let i = 0; i < 20; i += 1) expect(communitiesOf(ids, bonds, 5).lists).toEqual(first.lists);
  });

  test('a group that shares too few members with any other is in none', () => {
    const found = communitiesOf([1, 2, 3], [pair(1, 2, 9, 0.5), pair(2, 3, 4, 0.9)], 5);
    expect(found.of.get(3)).toBeUndefined();
    expect(found.lists).toEqual([[1, 2]]);
    expect(communitiesOf([1, 2], [pair(1, 2, 4, 0.9)], 5)).toEqual({ of: new Map(), lists: [], modularity: null });
  });
});

describe('hints about pairs', () => {
  const sizes: Record<number, number> = { 1: 100, 2: 90, 3: 10 };
  const hints = (list: ReturnType<typeof pair>[], limits = {}) =>
    pairHints(list, (id) => sizes[id], { ...DEFAULT_THRESHOLDS, ...limits });

  test('nearly the same members: merge; a small group inside of a large one: interlink', () => {
    expect(hints([pair(1, 2, 70, 70 / 120, 70 / 90), pair(1, 3, 10, 0.1, 1), pair(2, 3, 2, 2 / 98, 0.2)])).toEqual([
      { kind: 'interlink', ...pair(1, 3, 10, 0.1, 1) },
      { kind: 'merge', ...pair(1, 2, 70, 70 / 120, 70 / 90), size: 0.9, because: 'jaccard' },
    ]);
  });

  test('thresholds are met by what equals them', () => {
    const at = pair(1, 2, 57, 0.43, 0.8);
    expect(hints([at])).toMatchObject([{ kind: 'merge', because: 'coefficient' }]);
    expect(hints([at], { mergeSize: 0.91 })).toMatchObject([{ kind: 'interlink' }]);
    expect(hints([at], { mergeCoefficient: 0.81, interlinkCoefficient: 0.8 })).toMatchObject([{ kind: 'interlink' }]);
    expect(hints([at], { mergeCoefficient: 0.81, interlinkCoefficient: 0.81 })).toEqual([]);
    expect(hints([at], { minShared: 58 })).toEqual([]);
  });
});
