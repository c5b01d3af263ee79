import fc from 'fast-check';
import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { inSlices } from '../seriation/inSlices';
import { seriate, type Seriation } from '../seriation/seriate';

/** Numbers from 0 to 1 that are the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed * 2 + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Cells as pairs of ids → an answer with its rows, columns and cells in any order. */
function answerOf(pairs: Array<[number, number]>, rows: number[], columns: number[]): PackedHeatmap {
  const member = pairs.map(([row]) => rows.indexOf(row));
  const zeros = new Float64Array(pairs.length);
  return {
    members: rows.map((id) => ({ id, name: null, stage: null, persona: null, score: null })),
    groups: columns.map((id) => ({ id, title: null, memberCount: null })),
    cells: {
      member,
      group: pairs.map(([, column]) => columns.indexOf(column)),
      score: zeros,
      level: zeros,
      posts: zeros,
      lastActiveAt: zeros,
    },
    total: rows.length,
    page: 1,
    pageSize: rows.length,
    asOf: null,
  };
}

function orderOf(answer: PackedHeatmap): { rows: number[]; columns: number[] } {
  const work = seriate(answer);
  let step = work.next();
  while (!step.done) step = work.next();
  const { rows, columns }: Seriation = step.value;
  return {
    rows: Array.from(rows, (at) => Number(answer.members[at].id)),
    columns: Array.from(columns, (at) => Number(answer.groups[at].id)),
  };
}

/** Members in blocks of groups; `noise` is the share of cells that lie anywhere. */
function planted(seed: number, blocks: number, perBlock: number, groups: number, noise: number) {
  const random = randomNumbers(seed);
  const rows = Array.from({ length: blocks * perBlock }, (_, at) => at);
  const columns = Array.from({ length: blocks * groups }, (_, at) => at);
  const pairs: Array<[number, number]> = rows.flatMap((row) =>
    columns
      .filter((column) => {
        const own = column % blocks === row % blocks;
        return random() < (own ? 0.8 : noise);
      })
      .map((column): [number, number] => [row, column]),
  );
  return answerOf(shuffled(pairs, random), shuffled(rows, random), shuffled(columns, random));
}

/** How often a neighbour is of another block: one less than the number of blocks when each is in one piece. */
const breaks = (ids: number[], blocks: number) =>
  ids.filter((id, at) => at > 0 && id % blocks !== ids[at - 1] % blocks).length;

describe('order by similarity', () => {
  test.each([
    [2, 30, 8, 0],
    [4, 25, 6, 0],
    [4, 40, 10, 0.05],
    [6, 40, 8, 0.04],
    [10, 30, 8, 0.02],
  ])('%i planted blocks of %i × %i come out in one piece each (noise %f)', (blocks, perBlock, groups, noise) => {
    for (const seed of [1, 2, 3]) {
      const { rows, columns } = orderOf(planted(seed, blocks, perBlock, groups, noise));
      expect(breaks(rows, blocks)).toBe(blocks - 1);
      expect(breaks(columns, blocks)).toBe(blocks - 1);
    }
  });

  test('rows and columns of a block lie opposite each other', () => {
    const { rows, columns } = orderOf(planted(7, 3, 20, 6, 0.03));
    const blocksOf = (ids: number[]) => [...new Set(ids.map((id) => id % 3))];
    expect(blocksOf(columns)).toEqual(blocksOf(rows));
  });

  test('depends on who is where, not on the order of the answer', () => {
    const cell = fc.tuple(fc.nat(14), fc.nat(7));
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: String }), fc.nat(1000), (pairs, seed) => {
        const random = randomNumbers(seed + 1);
        const [rows, columns] = [15, 8].map((count) => Array.from({ length: count }, (_, at) => at));
        const first = orderOf(answerOf(pairs, rows, columns));
        const second = orderOf(answerOf(shuffled(pairs, random), shuffled(rows, random), shuffled(columns, random)));
        expect(second).toEqual(first);
        expect([...first.rows].sort((a, b) => a - b)).toEqual(rows);
        expect([...first.columns].sort((a, b) => a - b)).toEqual(columns);
      }),
    );
  });

  test('is found a little at a time, and may be called off', async () => {
    const answer = planted(5, 3, 20, 6, 0.03);
    const found = await inSlices(seriate(answer), new AbortController().signal, () => Date.now());
    expect(found?.rows).toHaveLength(60);
    const calledOff = new AbortController();
    calledOff.abort();
    expect(await inSlices(seriate(answer), calledOff.signal)).toBeNull();
  });
});
