import type { Context, Next } from '@nocobase/actions';
import { COLD_DAYS, DEFAULT_THRESHOLDS, OVERLAP_MEMBERS, type InvitableMember } from '../../../common/overlap';
import { invitable, mayRead, type ViewScope } from '../../analytics';
import { idList, inputOf, notAllowed, oneOf, refuse, wholeNumber } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';

const DAY = 86_400_000;
const MOST_MEMBERS = 1000;

/** `communityAnalytics:invitable`: members of related groups whom a `group` could invite, a page at a time. */
export function invitableAction({ store, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const [group] = idList(ctx, input, 'group', 1) ?? [];
    if (group === undefined) {
      notAllowed(ctx, 'group', '', 'the id of a group');
    }
    const [visible] = await store.select(
      `SELECT g."id" FROM {communityGroups} AS g WHERE g."id" = $group AND ${audience.groups('g."id"')}`,
      { bind: { ...audience.bind, group } },
    );
    if (!visible) refuse(ctx, 404, 'NOT_FOUND', 'There is no group {{group}}.', { group });
    const { members, groups } = audience.views;
    const reachableOnly = oneOf(ctx, input, 'reachable', ['any', 'only'], 'any') === 'only';
    // who may filter by a value can find it out
    if (reachableOnly && !mayRead(members, 'reachability')) ctx.throw(403, 'No permissions');
    const query = {
      group,
      presentOnly: oneOf(ctx, input, 'members', OVERLAP_MEMBERS, 'seen') === 'present',
      minShared: wholeNumber(ctx, input, 'minShared', { least: 1, most: 1_000_000 }, DEFAULT_THRESHOLDS.minShared),
      reachableOnly,
      since: now() - COLD_DAYS * DAY,
      page: wholeNumber(ctx, input, 'page', { least: 1, most: 1_000_000 }, 1),
      pageSize: wholeNumber(ctx, input, 'pageSize', { least: 1, most: MOST_MEMBERS }, 20),
    };
    const answer = await invitable(store, query, audience);
    const titled = mayRead(groups, 'title');
    ctx.body = {
      ...answer,
      group: titled ? answer.group : { ...answer.group, title: null },
      related: titled ? answer.related : answer.related.map((one) => ({ ...one, title: null })),
      members: answer.members.map((member) => readable(member, members)),
    };
    await next();
  };
}

function readable(member: InvitableMember, scope: ViewScope): InvitableMember {
  const shown = <T>(field: string, value: T): T | null => (mayRead(scope, field) ? value : null);
  return {
    ...member,
    affinity: shown('engagementScore', member.affinity),
    groups: member.groups.map(({ id, score }) => ({ id, score: shown('engagementScore', score) })),
    name: shown('displayName', member.name),
    stage: shown('stage', member.stage),
    engagementScore: shown('engagementScore', member.engagementScore),
    reachability: shown('reachability', member.reachability),
    lastActiveAt: shown('lastActiveAt', member.lastActiveAt),
  };
}
