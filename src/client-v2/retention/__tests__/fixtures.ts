import type { RetentionAnswer } from '../../../common/retention';

/** Three weeks, the last of them not over yet. */
export const smallRetention = (): RetentionAnswer => ({
  basis: 'joined',
  period: 'week',
  asOf: Date.UTC(2026, 2, 18),
  timeZone: 'UTC',
  group: null,
  weeks: [
    { monday: '2026-03-02', complete: true, active: 11, new: 8, returning: 3, resurrecting: 0, dormant: 2 },
    { monday: '2026-03-09', complete: true, active: 8, new: 2, returning: 5, resurrecting: 1, dormant: 6 },
    { monday: '2026-03-16', complete: false, active: 2, new: 0, returning: 2, resurrecting: 0, dormant: 6 },
  ],
  cohorts: [
    { week: 0, members: 10, assumed: 3, active: [8, 5, 1], share: [0.8, 0.5, 0.1] },
    { week: 1, members: 4, assumed: 0, active: [2, 1], share: [0.5, 0.25] },
  ],
});
