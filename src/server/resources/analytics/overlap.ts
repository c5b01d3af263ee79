import type { Context, Next } from '@nocobase/actions';
import { mayRead, overlap } from '../../analytics';
import { inputOf, oneOf } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';

/** `communityAnalytics:overlap`: how many members each two groups share. */
export function overlapAction({ store }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const admitted = [audience.members('x."memberId"'), audience.groups('x."groupId"')];
    const presentOnly = oneOf(ctx, input, 'members', ['seen', 'present'], 'seen') === 'present';
    const answer = await overlap(store, { presentOnly }, admitted, audience.bind);
    const named = mayRead(audience.views.groups, 'title');
    ctx.body = named ? answer : { ...answer, groups: answer.groups.map((group) => ({ ...group, title: null })) };
    await next();
  };
}
