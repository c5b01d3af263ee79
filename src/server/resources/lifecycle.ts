import type { Context, Next } from '@nocobase/actions';
import type { RunLedger } from '../runs';
import { backtestActions } from './lifecycle/backtest';
import { explainActions, type ExplainOptions } from './lifecycle/explain';
import { previewActions } from './lifecycle/preview';
import { rulesActions, type RulesOptions } from './lifecycle/rules';

export interface LifecycleOptions extends Omit<RulesOptions, 'onChange'>, ExplainOptions {
  ledger: RunLedger;
  wake: () => void;
}

/** `communityLifecycle`: score and classify now; the rules, what they say of a member, and what other ones would do. */
export function lifecycleActions({ ledger, wake, ...options }: LifecycleOptions) {
  const relabel = async () => {
    const id = await ledger.enqueue('labels');
    wake();
    return id;
  };
  return {
    async run(ctx: Context, next: Next) {
      ctx.body = { id: await relabel() };
      await next();
    },
    ...explainActions(options),
    ...previewActions(options),
    ...backtestActions({ ...options, ledger, wake }),
    ...rulesActions({ ...options, onChange: async () => void (await relabel()) }),
  };
}

export { ruleGuard } from './lifecycle/ruleGuard';
export { stageGuard } from './lifecycle/stageGuard';
