import type { Context, Next } from '@nocobase/actions';
import { dayLabel } from '@community-crm/community-model';
import {
  COLD_DAYS,
  COLD_PAST_PERIODS,
  DEFAULT_COLD_THRESHOLDS,
  DEFAULT_THRESHOLDS,
  OVERLAP_MEMBERS,
  type ColdGroupsAnswer,
} from '../../../common/overlap';
import { coldGroups, mayRead, MOST_OVERLAP_GROUPS } from '../../analytics';
import { idList, inputOf, oneOf, wholeNumber } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';
import { comparable } from './overlap';
import { thresholdsOf } from './thresholds';

/** `communityAnalytics:coldGroups`: groups that are quieter than they were, or than the groups that share their members. */
export function coldGroupsAction({ store, settings, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const asOf = now();
    const today = (await settings.zone()).dayNumber(asOf);
    const thresholds = thresholdsOf(ctx, input, DEFAULT_COLD_THRESHOLDS, []);
    const query = {
      groups: idList(ctx, input, 'groups', MOST_OVERLAP_GROUPS),
      presentOnly: oneOf(ctx, input, 'members', OVERLAP_MEMBERS, 'seen') === 'present',
      thresholds,
      minShared: wholeNumber(ctx, input, 'minShared', { least: 1, most: 1_000_000 }, DEFAULT_THRESHOLDS.minShared),
      days: {
        pastFrom: dayLabel(today - COLD_DAYS * (1 + COLD_PAST_PERIODS) + 1),
        recentFrom: dayLabel(today - COLD_DAYS + 1),
        to: dayLabel(today),
      },
    };
    const scope = {
      admitted: [audience.members('x."memberId"'), audience.groups('x."groupId"')],
      admittedFacts: [audience.members('h."memberId"')],
      bind: audience.bind,
    };
    const answer: ColdGroupsAnswer = {
      asOf,
      thresholds,
      ...(await comparable(ctx, () => coldGroups(store, query, scope))),
    };
    ctx.body = mayRead(audience.views.groups, 'title') ? answer : untitled(answer);
    await next();
  };
}

const untitled = (answer: ColdGroupsAnswer): ColdGroupsAnswer => ({
  ...answer,
  groups: answer.groups.map((group) => ({ ...group, title: null })),
  cold: answer.cold.map((group) => ({ ...group, title: null })),
});
