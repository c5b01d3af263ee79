import type { Context, Next } from '@nocobase/actions';
import type { MemberCardAnswer, StageHistory } from '../../../common/memberCard';
import { ruleTitle, type Reader } from '../../../common/shippedTitles';
import {
  activityCalendar,
  cardMemberships,
  isUnrestricted,
  mayRead,
  stageHistory,
  weeksBack,
  type CardScope,
} from '../../analytics';
import { readKinds } from '../../configuration';
import { idList, inputOf, readerOf, refuse, wholeNumber } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';

const DEFAULT_WEEKS = 53;
const MOST_WEEKS = 105;

/** `communityAnalytics:memberCard?member=&weeks=`: one member's groups, days and stages; for whoever may see the member. */
export function memberCardAction({ store, settings, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const memberId = idList(ctx, input, 'member', 1)?.[0];
    if (memberId === undefined)
      return refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', {
        name: 'member',
      });
    const weeks = wholeNumber(ctx, input, 'weeks', { least: 1, most: MOST_WEEKS }, DEFAULT_WEEKS);
    const { views, members, groups, bind } = await audienceOf(ctx, store, input);
    // one out of scope is as if it were not there
    const found = await store.select(
      `SELECT m."id" FROM {communityMembers} AS m WHERE m."id" = $memberId AND m."id" > 0 AND ${members('m."id"')}`,
      { bind: { ...bind, memberId } },
    );
    if (!found.length) return refuse(ctx, 404, 'MEMBER_MISSING', 'There is no member {{id}}.', { id: memberId });
    const asOf = now();
    const zone = await settings.zone();
    const scope: CardScope = { memberId, groups, bind };
    const lastActive = mayRead(views.members, 'lastActiveAt');
    const { signsOfLife } = await readKinds(store);
    const period = weeksBack(zone.dayNumber(asOf), weeks);
    const answer: MemberCardAnswer = {
      asOf,
      timeZone: zone.name,
      partial: !isUnrestricted(views.groups),
      // days tell when someone was active last
      calendar: lastActive ? await activityCalendar(store, scope, signsOfLife, period) : null,
      memberships: await cardMemberships(store, scope, {
        titles: mayRead(views.groups, 'title'),
        scores: mayRead(views.members, 'engagementScore'),
        lastActive,
      }),
      history: mayRead(views.members, 'stage')
        ? inLanguageOf(readerOf(ctx), told(await stageHistory(store, memberId), isUnrestricted(views.groups)))
        : null,
    };
    ctx.body = answer;
    await next();
  };
}

/** The numbers behind a change count what a member does in all groups: they are for those who may see all of them. */
const told = (history: StageHistory, everywhere: boolean): StageHistory =>
  everywhere ? history : { ...history, changes: history.changes.map((change) => ({ ...change, evidence: [] })) };

/** The changes with titles of shipped rules as the reader knows them. */
function inLanguageOf(reader: Reader, history: StageHistory): StageHistory {
  return {
    ...history,
    changes: history.changes.map((change) => ({
      ...change,
      rule: change.rule && { ...change.rule, title: ruleTitle(reader, change.rule.key, change.rule.title) },
    })),
  };
}
