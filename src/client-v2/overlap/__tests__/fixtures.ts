import {
  DEFAULT_COLD_THRESHOLDS,
  DEFAULT_THRESHOLDS,
  type ColdGroupsAnswer,
  type FlowAnswer,
  type InvitableAnswer,
  type OverlapAnswer,
} from '../../../common/overlap';

const TITLES = ['Tea', 'Tea trade', 'Chess'];

/** Two groups of tea and one of chess, which shares a few. */
export const smallOverlap = (): OverlapAnswer => ({
  asOf: Date.UTC(2026, 1, 1),
  groups: [
    { id: 3, title: 'Chess', members: 200, community: null },
    { id: 1, title: 'Tea', members: 100, community: 0 },
    { id: 2, title: 'Tea trade', members: 50, community: 0 },
  ],
  pairs: [
    { a: 1, b: 2, shared: 40, jaccard: 40 / 110, coefficient: 0.8 },
    { a: 1, b: 3, shared: 6, jaccard: 6 / 294, coefficient: 0.06 },
  ],
  communities: [{ groups: [1, 2] }],
  modularity: 0.42,
  hints: [
    {
      kind: 'merge',
      a: 1,
      b: 2,
      shared: 40,
      jaccard: 40 / 110,
      coefficient: 0.8,
      size: 0.5,
      because: 'coefficient',
    },
    {
      kind: 'split',
      group: 3,
      members: 200,
      parts: [
        { community: 0, members: 90, share: 0.45 },
        { community: 1, members: 60, share: 0.3 },
      ],
      contact: 0.1,
    },
  ],
  hintCounts: { merge: 120, interlink: 0, split: 1 },
  thresholds: DEFAULT_THRESHOLDS,
});

export const smallFlow = (): FlowAnswer => ({
  from: '2026-01-01',
  to: '2026-01-30',
  timeZone: 'UTC',
  groups: TITLES.map((title, i) => ({ id: i + 1, title })),
  forwards: 80,
  examined: 80,
  traced: 20,
  tracedBy: { chat: 5, author: 0, copy: 15, title: 0 },
  within: 3,
  outside: 7,
  links: [
    { from: 1, to: 2, forwards: 12, people: 4 },
    { from: 3, to: 1, forwards: 5, people: 1 },
  ],
});

export const smallCold = (): ColdGroupsAnswer => ({
  asOf: Date.UTC(2026, 1, 1),
  thresholds: DEFAULT_COLD_THRESHOLDS,
  groups: TITLES.map((title, i) => ({ id: i + 1, title })),
  cold: [
    {
      id: 2,
      title: 'Tea trade',
      members: 50,
      recent: 0.2,
      before: 1,
      related: 0.8,
      relatedGroups: [1],
      reasons: ['past', 'related'],
    },
  ],
  examined: 3,
});

export const smallInvitable = (): InvitableAnswer => ({
  group: { id: 2, title: 'Tea trade' },
  related: [{ id: 1, title: 'Tea', shared: 40, jaccard: 40 / 110 }],
  members: [
    {
      id: 7,
      name: '=Ada, "the first"',
      stage: null,
      engagementScore: 61,
      reachability: 'never_started',
      lastActiveAt: Date.UTC(2026, 0, 30),
      affinity: 22.4,
      groups: [{ id: 1, score: 61.5 }],
    },
  ],
  total: 1,
  page: 1,
  pageSize: 20,
});
