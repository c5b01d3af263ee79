import type { Context, Next } from '@nocobase/actions';
import type { RunLedger } from '../runs';

export interface LifecycleOptions {
  ledger: RunLedger;
  wake: () => void;
}

/** `communityLifecycle`: score and classify now. */
export function lifecycleActions({ ledger, wake }: LifecycleOptions) {
  return {
    async run(ctx: Context, next: Next) {
      const id = await ledger.enqueue('labels');
      wake();
      ctx.body = { id };
      await next();
    },
  };
}
