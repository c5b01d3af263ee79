import { finishMerges } from '../activities/identity';
import { readKinds, readProfile, type Settings } from '../configuration';
import type { Facts } from '../facts';
import { readLifecycle, runLifecycle } from '../lifecycle';
import { refreshScores } from '../scoring';
import type { Store, WriteGate } from '../store';
import type { RunLedger } from './ledger';
import type { RunContext, RunHandler, RunOutcome } from './run';

export interface LabelsOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
  facts: Facts;
  ledger: RunLedger;
}

/** Facts → scores → stages, as of the run's start. */
export function labelsHandler({ store, gate, settings, facts, ledger }: LabelsOptions): RunHandler {
  return async ({ run, startedAt, report }: RunContext): Promise<RunOutcome> => {
    await finishMerges({ store, gate, now: () => startedAt });
    await noticeChangedCounting(store, settings, facts);
    const touches = await facts.drain((done, total) => report((0.4 * done) / Math.max(1, total), 'facts'));
    await report(0.4, 'scoring');
    const zone = await settings.zone();
    const asOf = startedAt;
    const scores = await refreshScores({
      store,
      gate,
      profile: await readProfile(store),
      asOfDay: zone.day(asOf),
    });
    await report(0.5, 'lifecycle');
    const stages = await runLifecycle({
      store,
      gate,
      zone,
      kinds: await readKinds(store),
      lifecycle: await readLifecycle(store),
      asOf,
      lastAsOf: await ledger.lastWatermark(),
      runId: run.id,
      onProgress: (fraction, step) => report(0.5 + 0.5 * fraction, step),
    });
    return {
      watermark: asOf,
      counts: {
        touches,
        scoredMemberships: scores.memberships,
        scoredMembers: scores.members,
        placed: stages.placed,
        stageChanges: stages.changed,
        ...Object.fromEntries(Object.entries(stages.entered).map(([stage, n]) => [`entered.${stage}`, n])),
      },
    };
  };
}

/** Where the settings keep what the facts were counted by. */
const COUNTED_BY = 'countedBy';

/** Facts depend on which kinds are utterances and signs of life, and on the session gap: a change counts them all again. */
async function noticeChangedCounting(store: Store, settings: Settings, facts: Facts): Promise<void> {
  const { utterances, signsOfLife } = await readKinds(store);
  const { sessionGapMinutes } = await readProfile(store);
  const now = JSON.stringify({ utterances, signsOfLife, sessionGapMinutes });
  const before = await settings.recall(COUNTED_BY);
  if (before !== undefined && JSON.stringify(before) !== now) await facts.touchEverything();
  if (before === undefined || JSON.stringify(before) !== now) await settings.remember(COUNTED_BY, JSON.parse(now));
}
