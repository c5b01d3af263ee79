import type { BacktestResult, PreviewAnswer } from '../../../../common/lifecycle';
import type { StoredRule } from '../rules';

export const STAGES = [
  { key: 'new', title: 'New member', color: 'blue' },
  { key: 'active', title: 'Active', color: 'green' },
  { key: 'at_risk', title: 'At risk', color: 'orange' },
];

export const RULES: StoredRule[] = [
  {
    id: 1,
    version: 3,
    key: 'active-from-new',
    title: 'Active: took part',
    from: ['new', null],
    to: 'active',
    enter: { left: { metric: 'messages', window: { days: 7 } }, op: '>=', right: 3 },
    keep: { left: { metric: 'daysSinceLast' }, op: '<', right: 15 },
    priority: 20,
    minimumStayDays: 0,
    enabled: true,
  },
  {
    id: 2,
    version: 1,
    key: 'at-risk',
    title: 'At risk: silent',
    from: ['new', 'active'],
    to: 'at_risk',
    enter: { left: { metric: 'daysSinceLast' }, op: '>=', right: 15 },
    keep: null,
    priority: 80,
    minimumStayDays: 2,
    enabled: true,
  },
];

export const PREVIEW: PreviewAnswer = {
  asOf: Date.UTC(2026, 0, 1, 12),
  members: 1234,
  changes: [{ from: 'active', to: 'at_risk', members: 40 }],
  current: [{ from: 'active', to: 'at_risk', members: 25 }],
  sample: [
    {
      member: { id: 7, name: 'Ada' },
      from: 'active',
      to: 'at_risk',
      rule: { key: 'at-risk', title: 'At risk: silent' },
      evidence: [{ path: 'enter', left: { metric: 'daysSinceLast' }, op: '>=', value: 12, threshold: 10, met: true }],
    },
  ],
};

export const BACKTEST: BacktestResult = {
  dates: [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 8)],
  draft: {
    sizes: { new: [1, 2], active: [3, 4], at_risk: [0, 1] },
    changes: 100,
    flippedBack: 5,
    atRisk: { precision: 0.8, recall: null, flagged: 10, silent: 12 },
  },
  current: {
    sizes: { new: [1, 1], active: [3, 5], at_risk: [0, 2] },
    changes: 200,
    flippedBack: 40,
    atRisk: { precision: 0.9, recall: 0.5, flagged: 20, silent: 12 },
  },
};
