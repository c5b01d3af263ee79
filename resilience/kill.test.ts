import { buildWorker } from './build';
import type { IntakeMode } from './protocol';
import { runScenario, type Outcome } from './scenario';
import type { Dialect } from '../packages/host/src/testing/databases';

const dialects = (process.env.TEST_DIALECT ?? 'sqlite').split(',') as Dialect[];
/** In all, over all databases and both ways of delivery. */
const KILLS = Number(process.env.RESILIENCE_KILLS ?? 54);
const each = Math.ceil(KILLS / dialects.length);

const cases: Array<[Dialect, IntakeMode, number]> = dialects.flatMap(
  (dialect): Array<[Dialect, IntakeMode, number]> => [
    [dialect, 'polling', Math.ceil(each / 2)],
    [dialect, 'webhook', Math.floor(each / 2)],
  ],
);

beforeAll(() => buildWorker(), 120_000);

describe('a worker that is killed again and again', () => {
  test.concurrent.each(cases)(
    'loses nothing and doubles nothing (%s, %s, %i kills)',
    async (dialect, mode, kills) => {
      const outcome: Outcome = await runScenario({ dialect, mode, kills, seed: 11 });
      expect(outcome.clean.inbox).toEqual({
        pending: 0,
        failed: 0,
        done: expect.any(Number),
        skipped: expect.any(Number),
      });
      expect(outcome.clean.inbox.done + outcome.clean.inbox.skipped).toBe(outcome.updates);
      expect(outcome.killed.inbox).toEqual(outcome.clean.inbox);
      expect(outcome.killed.state).toEqual(outcome.clean.state);
      expect(outcome.clean.state.activities.length).toBeGreaterThan(500);
      if (mode === 'polling') expect(outcome.polled).toBeGreaterThan(kills / 2);
    },
    60_000 + each * 30_000,
  );
});
