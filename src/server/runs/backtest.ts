import type { StageRuleDraft } from '../../common/lifecycle';
import { readConditionContext } from '../conditions';
import { readKinds, type Settings } from '../configuration';
import { backtest, draftLifecycle, lifecycleOf, parseRules, readRules, readStages } from '../lifecycle';
import type { Store, WriteGate } from '../store';
import type { RunHandler } from './run';

export interface BacktestOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
}

/** What a run of kind `backtest` is asked for. */
export interface BacktestParams extends Record<string, unknown> {
  rules: StageRuleDraft[];
  weeks: number;
  stepDays: number;
}

/** A draft and the rules in force over past dates. Members' stages are not touched; cut off, it begins anew. */
export function backtestHandler({ store, gate, settings }: BacktestOptions): RunHandler {
  return async ({ run, startedAt, report }) => {
    const { rules, weeks, stepDays } = run.params as BacktestParams;
    const known = await readConditionContext(store);
    const [stages, stored] = [await readStages(store), await readRules(store)];
    const { members, ...result } = await backtest({
      ...{ store, gate, weeks, stepDays, asOf: startedAt },
      zone: await settings.zone(),
      kinds: await readKinds(store),
      draft: draftLifecycle(stages, stored, parseRules(rules, known), known),
      current: lifecycleOf(stages, stored, known),
      checkpoint: (fraction) => report(fraction, 'backtest'),
    });
    return {
      result,
      counts: {
        dates: result.dates.length,
        members,
        draftChanges: result.draft.changes,
        currentChanges: result.current.changes,
      },
    };
  };
}
