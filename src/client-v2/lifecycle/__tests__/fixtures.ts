import type { LifecycleAnswer, LifecycleStage } from '../../../common/lifecycleBlock';

const stage = (key: string | null, members: number, rest: Partial<LifecycleStage> = {}): LifecycleStage => ({
  stage: key,
  title: null,
  color: null,
  members,
  entered: 0,
  left: 0,
  stays: 0,
  medianDays: null,
  staysEnded: 0,
  retention: { members: 0, same: 0, kept: 0 },
  spend: { members, buyers: 0, purchases: 0, amount: 0 },
  ...rest,
});

/** A small lifecycle: Active has an own title, and one came back from at risk. */
export const smallLifecycle = (): LifecycleAnswer => ({
  asOf: Date.UTC(2026, 1, 28),
  lastRun: Date.UTC(2026, 1, 28, 6),
  period: { from: '2026-02-01', to: '2026-02-28' },
  timeZone: 'UTC',
  stages: [
    stage('new', 4, { entered: 6, left: 5, stays: 9, medianDays: 3.25, staysEnded: 5 }),
    stage('active', 20, {
      title: 'Lively',
      color: '#123456',
      entered: 6,
      left: 3,
      stays: 23,
      retention: { members: 10, same: 7, kept: 9 },
      spend: { members: 20, buyers: 2, purchases: 3, amount: 50 },
    }),
    stage('at_risk', 3, { entered: 3, left: 1, stays: 4 }),
    stage('churned', 1, { retention: { members: 2, same: 1, kept: 1 } }),
    stage(null, 2),
  ],
  flows: [
    { from: null, to: 'new', members: 6, share: null },
    { from: 'new', to: 'active', members: 5, share: 5 / 9 },
    { from: 'active', to: 'at_risk', members: 3, share: 3 / 23 },
    { from: 'at_risk', to: 'active', members: 1, share: 0.25 },
  ],
  paths: [
    { from: 'active', to: 'active', members: 7 },
    { from: null, to: 'active', members: 5 },
    { from: 'active', to: 'at_risk', members: 2 },
  ],
  currencies: ['EUR'],
});
