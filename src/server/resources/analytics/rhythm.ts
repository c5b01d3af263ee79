import type { Context, Next } from '@nocobase/actions';
import { rhythm } from '../../analytics';
import { calendarDay, idList, inputOf } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';

/** `communityAnalytics:rhythm`: utterances by weekday and hour. */
export function rhythmAction({ store, settings }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const admitted = [audience.members('h."memberId"'), audience.groups('h."groupId"')];
    const [memberId, groupId] = ['member', 'group'].map((name) => idList(ctx, input, name, 1)?.[0]);
    const query = { memberId, groupId, from: calendarDay(ctx, input, 'from'), to: calendarDay(ctx, input, 'to') };
    ctx.body = {
      counts: await rhythm(store, query, admitted, audience.bind),
      timeZone: (await settings.read()).timeZone,
    };
    await next();
  };
}
