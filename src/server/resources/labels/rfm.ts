import type { Context, Next } from '@nocobase/actions';
import { RFM_LIMITS, RFM_MONETARY, type RfmSettings } from '../../../common/rfm';
import { mayRead, rfmGrid, viewScope } from '../../analytics';
import type { Settings } from '../../configuration';
import { readRfmSettings, writeRfmSettings } from '../../personas';
import type { Store } from '../../store';
import { segmentsAsked } from '../analytics/segmentsAsked';
import { inputOf, notAllowed, oneOf } from '../requests';

export interface RfmOptions {
  store: Store;
  settings: Settings;
  /** The limits were changed. */
  onChange: () => Promise<void>;
}

const FIELDS = ['rfmTier', 'rfmRecency', 'rfmFrequency', 'rfmMonetary'];

/** `communityRfm`: members by recency, frequency and monetary, and the limits of the tiers. */
export function rfmActions({ store, settings, onChange }: RfmOptions) {
  return {
    /** See `RfmGrid`; of members of `segment` (keys or ids) where it is given. */
    async grid(ctx: Context, next: Next) {
      const scope = await viewScope(ctx, 'communityMembers');
      if (!FIELDS.every((field) => mayRead(scope, field))) ctx.throw(403, 'No permissions');
      ctx.body = await rfmGrid(store, settings, scope, await segmentsAsked(ctx, store, inputOf(ctx)));
      await next();
    },

    async settings(ctx: Context, next: Next) {
      ctx.body = await readRfmSettings(settings);
      await next();
    },

    async saveSettings(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const values: RfmSettings = { ...(await readRfmSettings(settings)) };
      for (const [name, { least, most }] of Object.entries(RFM_LIMITS)) {
        const value = input[name];
        if (value === undefined) continue;
        const fits = typeof value === 'number' && value >= least && value <= most;
        const whole = name === 'interactionsPerDay' || Number.isInteger(value);
        if (!fits || !whole) notAllowed(ctx, name, value, `${least} – ${most}`);
        values[name as keyof typeof RFM_LIMITS] = Number(value);
      }
      values.monetary = oneOf(ctx, input, 'monetary', RFM_MONETARY, values.monetary);
      if (values.churnedDays < values.silentDays)
        notAllowed(ctx, 'churnedDays', values.churnedDays, `${values.silentDays} – ${RFM_LIMITS.churnedDays.most}`);
      await writeRfmSettings(settings, values);
      await onChange();
      ctx.body = values;
      await next();
    },
  };
}
