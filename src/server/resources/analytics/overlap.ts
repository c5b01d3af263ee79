import type { Context, Next } from '@nocobase/actions';
import { COUNTED_THRESHOLDS, DEFAULT_THRESHOLDS, OVERLAP_MEMBERS, type OverlapAnswer } from '../../../common/overlap';
import { mayRead, MOST_OVERLAP_GROUPS, overlap, TooManyGroupsError } from '../../analytics';
import { idList, inputOf, oneOf, refuse } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';
import { thresholdsOf } from './thresholds';

/**
 * `communityAnalytics:overlap`: how many members each two groups share, the communities they form, and hints.
 * `members` = seen | present, `groups` = ids, `filter` over members, and the thresholds by name.
 */
export function overlapAction({ store, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const query = {
      presentOnly: oneOf(ctx, input, 'members', OVERLAP_MEMBERS, 'seen') === 'present',
      groups: idList(ctx, input, 'groups', MOST_OVERLAP_GROUPS),
      thresholds: thresholdsOf(ctx, input, DEFAULT_THRESHOLDS, COUNTED_THRESHOLDS),
    };
    const scope = {
      admitted: [audience.members('x."memberId"'), audience.groups('x."groupId"')],
      bind: audience.bind,
    };
    const answer: OverlapAnswer = {
      asOf: now(),
      ...(await comparable(ctx, () => overlap(store, query, scope))),
    };
    const named = mayRead(audience.views.groups, 'title');
    ctx.body = named ? answer : { ...answer, groups: answer.groups.map((group) => ({ ...group, title: null })) };
    await next();
  };
}

/** Says in words when there are too many groups. */
export async function comparable<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TooManyGroupsError)) throw error;
    return refuse(
      ctx,
      400,
      'TOO_MANY_GROUPS',
      '{{count}} groups are more than can be compared at once. Choose at most {{most}} in the block’s settings.',
      { count: error.count, most: MOST_OVERLAP_GROUPS },
    );
  }
}
