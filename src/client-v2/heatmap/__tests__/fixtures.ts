import type { HeatmapAnswer } from '../../../common/heatmap';

/** Two members, three groups, three cells. */
export const smallAnswer = (): HeatmapAnswer => ({
  members: [
    { id: 11, name: 'Ada', stage: 'core', persona: null, score: 90 },
    { id: 12, name: 'Bo', stage: 'at_risk', persona: null, score: 10 },
  ],
  groups: [
    { id: 1, title: 'General', memberCount: 2 },
    { id: 2, title: 'Design', memberCount: 1 },
    { id: 3, title: null, memberCount: 0 },
  ],
  cells: {
    member: [0, 0, 1],
    group: [0, 1, 0],
    score: [80, 20, 10],
    level: [3, 1, 0],
    posts: [120, 8, 1],
    lastActiveAt: [Date.UTC(2026, 0, 2, 12), Date.UTC(2026, 0, 1, 12), 0],
  },
  total: 2,
  page: 1,
  pageSize: 100,
  asOf: Date.UTC(2026, 0, 2, 13),
});
