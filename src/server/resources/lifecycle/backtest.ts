import type { Context, Next } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import { isUnrestricted, viewScope } from '../../analytics';
import type { RunLedger } from '../../runs';
import type { Store } from '../../store';
import { inputOf, refuse, wholeNumber } from '../requests';
import { rulesOf } from './preview';

export interface BacktestActionsOptions {
  store: Store;
  ledger: RunLedger;
  wake: () => void;
}

const WEEKS = { least: 1, most: 52 };
const STEP_DAYS = { least: 1, most: 28 };
const ID = { least: 1, most: Number.MAX_SAFE_INTEGER };

/** `communityLifecycle`: a draft over the past, as a run in the background. It counts everybody, so whoever asks must see all. */
export function backtestActions({ store, ledger, wake }: BacktestActionsOptions) {
  return {
    /** Queues a backtest of `{ rules, weeks, stepDays? }`. */
    async backtest(ctx: Context, next: Next) {
      await refuseScoped(ctx);
      const input = inputOf(ctx);
      const weeks = wholeNumber(ctx, input, 'weeks', WEEKS, 12);
      const stepDays = wholeNumber(ctx, input, 'stepDays', STEP_DAYS, 7);
      const { drafts } = await rulesOf(ctx, store, input.rules);
      ctx.body = { id: await ledger.enqueue('backtest', { rules: drafts, weeks, stepDays }) };
      wake();
      await next();
    },

    async backtestResult(ctx: Context, next: Next) {
      await refuseScoped(ctx);
      const id = wholeNumber(ctx, inputOf(ctx), 'run', ID, 0);
      if (!id)
        refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', { name: 'run' });
      const run: Model | null = await store.db
        .getRepository('communityRuns')
        .findOne({ filter: { id, kind: 'backtest' } });
      if (!run) return refuse(ctx, 404, 'BACKTEST_MISSING', 'There is no backtest {{id}}.', { id });
      const state = String(run.get('state'));
      if (state !== 'succeeded')
        refuse(ctx, 409, 'BACKTEST_NOT_DONE', 'The backtest {{id}} has no result: its state is {{state}}.', {
          id,
          state,
        });
      ctx.body = run.get('result');
      await next();
    },
  };
}

async function refuseScoped(ctx: Context): Promise<void> {
  if (isUnrestricted(await viewScope(ctx, 'communityMembers'))) return;
  refuse(ctx, 403, 'WHOLE_COMMUNITY_ONLY', 'A backtest counts all members; your role may see only some of them.');
}
