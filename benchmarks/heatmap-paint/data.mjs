const STAGES = ['new', 'active', 'core', 'high_value', 'at_risk', 'churned'];

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** An answer of `communityAnalytics:heatmap`, decoded, in which every member is in every group: the dearest case. */
export function fullAnswer(rows, columns) {
  const random = randomNumbers(rows * columns);
  const size = rows * columns;
  const score = Float32Array.from({ length: size }, () => Math.round(random() * 1000) / 10);
  return {
    members: Array.from({ length: rows }, (_, row) => ({
      id: row + 1,
      name: `Member number ${row + 1}`,
      stage: STAGES[row % STAGES.length],
      persona: null,
      score: 50,
    })),
    groups: Array.from({ length: columns }, (_, column) => ({
      id: column + 1,
      title: `Group number ${column + 1}`,
      memberCount: rows,
    })),
    cells: {
      member: Uint32Array.from({ length: size }, (_, index) => Math.floor(index / columns)),
      group: Uint16Array.from({ length: size }, (_, index) => index % columns),
      score,
      level: Uint8Array.from(score, (value) => Math.min(3, Math.floor(value / 25))),
      posts: Uint32Array.from({ length: size }, () => Math.floor(random() * 500)),
      lastActiveAt: new Float64Array(size).fill(Date.UTC(2026, 0, 1)),
    },
    total: rows,
    page: 1,
    pageSize: rows,
    asOf: Date.UTC(2026, 0, 2),
  };
}
