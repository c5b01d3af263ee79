import type { LibraryEntry } from '../../../../common/ruleLibrary';
import type { SegmentHistory, SegmentInfo, SegmentPreview } from '../../../../common/segments';

const entry = (change: Partial<LibraryEntry> & Pick<LibraryEntry, 'kind' | 'key' | 'title'>): LibraryEntry => ({
  id: 1,
  to: change.key,
  color: 'blue',
  condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 7 },
  treatment: null,
  owner: null,
  version: 1,
  enabled: true,
  priority: null,
  size: 12,
  refreshedAt: Date.UTC(2026, 0, 1, 12),
  costMs: 40,
  error: null,
  ...change,
});

export const ENTRIES: LibraryEntry[] = [
  entry({ kind: 'segment', id: 1, key: 'buyers', title: 'Buyers', owner: { id: 9, name: 'Mia' }, version: 3 }),
  entry({ kind: 'segment', id: 2, key: 'fans', title: 'Fans', condition: { segment: 'buyers' }, size: 4 }),
  entry({ kind: 'segment', id: 3, key: 'guests', title: 'Guests', condition: null, refreshedAt: null, costMs: null }),
  entry({ kind: 'segment', id: 4, key: 'broken', title: 'Broken', error: 'condition.filter: the field age is gone.' }),
  entry({
    kind: 'persona',
    id: 5,
    key: 'persona-heavy',
    to: 'heavy',
    title: 'Heavy',
    priority: 20,
    treatment: 'Thank them.',
  }),
  entry({ kind: 'persona', id: 6, key: 'persona-silent', to: 'silent', title: 'Silent one', priority: 10 }),
  entry({ kind: 'tag', id: 7, key: 'tag-vip', to: 'vip', title: 'VIP rule', enabled: false }),
  entry({ kind: 'tier', id: null, key: 'silent', title: 'Silent tier', color: 'orange' }),
];

const info = (change: Partial<SegmentInfo> & Pick<SegmentInfo, 'id' | 'key' | 'title'>): SegmentInfo => ({
  description: null,
  color: 'blue',
  owner: null,
  mode: 'dynamic',
  refresh: 'run',
  schedule: null,
  condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 7 },
  version: 1,
  size: 12,
  refreshedAt: null,
  costMs: null,
  error: null,
  usedBy: [],
  ...change,
});

export const SEGMENTS: SegmentInfo[] = [
  info({ id: 1, key: 'buyers', title: 'Buyers', description: 'Who bought', usedBy: ['fans'] }),
  info({ id: 2, key: 'fans', title: 'Fans', condition: { segment: 'buyers' } }),
  info({ id: 3, key: 'guests', title: 'Guests', mode: 'static', condition: null, refresh: 'demand' }),
  info({ id: 4, key: 'broken', title: 'Broken' }),
];

export const HISTORY: SegmentHistory = {
  days: ['2026-01-01', '2026-01-02', '2026-01-03'],
  sizes: [10, 11, 12],
  entered: [0, 2, 1],
  left: [0, 1, 0],
};

export const PREVIEW: SegmentPreview = {
  asOf: Date.UTC(2026, 0, 1, 12),
  size: 25,
  population: 1000,
  sample: [
    {
      member: { id: 7, name: 'Ada', stage: 'active', score: 40 },
      evidence: [
        { path: 'condition', left: { metric: 'daysSinceLast' }, op: '>=', value: 12, threshold: 7, met: true },
      ],
    },
  ],
  overlaps: [{ key: 'buyers', title: 'Buyers', color: 'blue', size: 50, shared: 20, share: 0.8, jaccard: 0.36 }],
  warnings: [],
  ms: 12,
};
