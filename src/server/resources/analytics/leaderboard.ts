import type { Context, Next } from '@nocobase/actions';
import { dayLabel, dayNumberOf, type CommunityZone } from '@community-crm/community-model';
import { BOARDS, RANKED, RANKED_BY, type LeaderboardAnswer, type LeaderboardRow } from '../../../common/leaderboard';
import { leaderboard, mayRead, scopeCondition, type RankedPeriod, type ViewScope } from '../../analytics';
import { readKinds } from '../../configuration';
import { idList, inputOf, oneOf, wholeNumber } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';
import { periodOf, previousPeriod, type Period } from './period';

const DEFAULT_PAGE = 10;
const MOST_ROWS = 200;

/** `communityAnalytics:leaderboard`: who did most in a period, and what changed since the one before. */
export function leaderboardAction({ store, settings, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const board = oneOf(ctx, input, 'board', BOARDS, 'contributors');
    const asked = {
      board,
      by: oneOf(ctx, input, 'by', RANKED_BY[board], RANKED_BY[board][0]),
      who: oneOf(ctx, input, 'who', RANKED, 'people'),
      group: idList(ctx, input, 'group', 1)?.[0] ?? null,
      page: wholeNumber(ctx, input, 'page', { least: 1, most: 1_000_000 }, 1),
      pageSize: wholeNumber(ctx, input, 'pageSize', { least: 1, most: MOST_ROWS }, DEFAULT_PAGE),
    };
    const period = periodOf(ctx, input);
    const zone = await settings.zone();
    const previous = previousPeriod(period, zone.day(now()));
    const visible = scopeCondition(store, 'communityMembers', audience.views.members, audience.bind);
    const { rows, total } = await leaderboard(
      store,
      await readKinds(store),
      { ...asked, period: ranked(period, zone), previous: previous && ranked(previous, zone) },
      {
        members: audience.members,
        groups: audience.groups,
        visible,
        bind: audience.bind,
      },
    );
    const answer: LeaderboardAnswer = {
      ...asked,
      timeZone: zone.name,
      period,
      previous,
      members: rows.map((row) => readable(row, audience.views.members)),
      total,
    };
    ctx.body = answer;
    await next();
  };
}

const ranked = ({ from, to }: Period, zone: CommunityZone): RankedPeriod => ({
  from,
  to,
  start: from === null ? null : zone.dayStart(from),
  end: to === null ? null : zone.dayStart(dayLabel(dayNumberOf(to) + 1)),
});

/** A row without what the caller's role may not read. */
const readable = (row: LeaderboardRow, view: ViewScope): LeaderboardRow => ({
  ...row,
  name: mayRead(view, 'displayName') ? row.name : null,
  stage: mayRead(view, 'stage') ? row.stage : null,
  persona: mayRead(view, 'persona') ? row.persona : null,
  score: mayRead(view, 'engagementScore') ? row.score : null,
  level: mayRead(view, 'engagementScore') ? row.level : null,
});
