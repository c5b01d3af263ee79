import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { HeatmapAnswer } from '../heatmap';
import { compactHeatmap, readCompactHeatmap, SCORE_STEPS, scoreSteps } from '../heatmapCompact';
import { packNumbers, unpackNumbers } from '../packedNumbers';

const whole = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });

test('numbers come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), whole)), (values) => {
      expect(Array.from(unpackNumbers(packNumbers(values)))).toEqual(values);
    }),
  );
  expect(packNumbers([7, 7, 7]).digits).toBe('');
});

const answers = fc
  .record({
    rows: fc.integer({ min: 0, max: 12 }),
    columns: fc.integer({ min: 0, max: 9 }),
    places: fc.uniqueArray(fc.nat(107)),
    scores: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 108, maxLength: 108 }),
    times: fc.array(fc.integer({ min: 0, max: 2_000_000_000_000 }), { minLength: 108, maxLength: 108 }),
  })
  .map(({ rows, columns, places, scores, times }): HeatmapAnswer => {
    const taken = places.filter((place) => place < rows * columns);
    return {
      members: Array.from({ length: rows }, (_, at) => ({
        id: 1000 - at * 7,
        name: at % 3 ? `Ünï ${at}` : null,
        stage: at % 2 ? 'core' : null,
        persona: null,
        score: at % 4 ? at : null,
      })),
      groups: Array.from({ length: columns }, (_, at) => ({ id: at, title: `G${at}`, memberCount: null })),
      cells: {
        member: taken.map((place) => Math.floor(place / columns)),
        group: taken.map((place) => place % columns),
        score: taken.map((place) => scores[place]),
        level: taken.map((place) => place % 4),
        posts: taken.map((place) => place * 31),
        lastActiveAt: taken.map((place) => (place % 5 ? times[place] : 0)),
      },
      total: rows,
      page: 1,
      pageSize: 100,
      asOf: null,
    };
  });

test('an answer comes back: everything exactly, scores to the step, moments to the minute', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const { cells, ...rest } = answer;
      const { cells: read, ...others } = readCompactHeatmap(JSON.parse(JSON.stringify(compactHeatmap(answer))));
      expect(others).toEqual(rest);
      const sorted = cells.member
        .map((member, at) => ({ at, place: member * 100 + cells.group[at] }))
        .sort((a, b) => a.place - b.place);
      expect(read.member).toHaveLength(sorted.length);
      sorted.forEach(({ at }, place) => {
        for (const column of ['member', 'group', 'level', 'posts'] as const)
          expect(read[column][place]).toBe(cells[column][at]);
        const lost = cells.score[at] - read.score[place];
        expect(lost).toBeGreaterThanOrEqual(-1e-5);
        expect(lost).toBeLessThan(1 / SCORE_STEPS);
        expect(read.lastActiveAt[place]).toBe(Math.floor(cells.lastActiveAt[at] / 60_000) * 60_000);
      });
    }),
  );
});

test('a score shows the same first decimal before and after', () => {
  for (let tenth = 0; tenth <= 1000; tenth++) {
    const [low, high] = [tenth / 10, tenth / 10 + 0.0499];
    for (const score of [low, high].filter((value) => value <= 100)) {
      const steps = scoreSteps(score) / SCORE_STEPS;
      expect(Math.round(steps * 10)).toBe(Math.round(score * 10));
    }
  }
});

test('200,000 cells take at most six bytes each when compressed', () => {
  let state = 42;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const [rows, perRow, columns] = [5000, 40, 200];
  const cells: HeatmapAnswer['cells'] = { member: [], group: [], score: [], level: [], posts: [], lastActiveAt: [] };
  for (let member = 0; member < rows; member++) {
    const groups = new Set<number>();
    while (groups.size < perRow) groups.add(Math.floor(random() * columns));
    for (const group of groups) {
      const score = 100 * random() ** 2;
      cells.member.push(member);
      cells.group.push(group);
      cells.score.push(score);
      cells.level.push(Math.min(3, Math.floor(score / 25)));
      cells.posts.push(Math.floor(300 * random() ** 3));
      cells.lastActiveAt.push(Date.UTC(2026, 10, 1) - Math.floor(random() ** 2 * 180 * 86_400_000));
    }
  }
  const answer: HeatmapAnswer = {
    members: Array.from({ length: rows }, (_, at) => ({
      id: 1 + Math.floor(random() * 260_000),
      name: `${['Ada', 'Bo', 'Cy', 'Di'][at % 4]} ${Math.floor(random() * 1e6).toString(36)}`,
      stage: 'active',
      persona: null,
      score: 100 * random(),
    })),
    groups: Array.from({ length: columns }, (_, at) => ({ id: at + 1, title: `Group ${at}`, memberCount: at })),
    cells,
    total: 260_000,
    page: 1,
    pageSize: rows,
    asOf: 0,
  };
  const bytes = gzipSync(JSON.stringify(compactHeatmap(answer))).length;
  expect(bytes / (rows * perRow)).toBeLessThanOrEqual(6);
});
