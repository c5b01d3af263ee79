import type { Context, Next } from '@nocobase/actions';
import type { RunLedger, RunWorker } from '../runs';
import { inputOf, refuse, wholeNumber } from './requests';

export interface CancelRunOptions {
  ledger: RunLedger;
  worker: Pick<RunWorker, 'cancel'>;
  now: () => number;
}

const ID = { least: 1, most: Number.MAX_SAFE_INTEGER };

/** `communityLifecycle:cancelRun`: ends a background run that waits or goes on, wherever in a cluster that is. */
export function cancelRunActions({ ledger, worker, now }: CancelRunOptions) {
  return {
    async cancelRun(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const id = wholeNumber(ctx, input, input.run === undefined ? 'filterByTk' : 'run', ID, 0);
      if (!id)
        refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', { name: 'run' });
      const run = await ledger.find(id);
      if (!run) refuse(ctx, 404, 'NO_SUCH_RUN', 'There is no background run {{id}}.', { id });
      if (!(await ledger.requestCancel(id, now())))
        refuse(ctx, 400, 'RUN_HAS_ENDED', 'Run {{id}} has ended already.', { id });
      worker.cancel(id);
      ctx.body = { id };
      await next();
    },
  };
}
