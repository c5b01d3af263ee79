import type { Context, Next } from '@nocobase/actions';
import { NORMALIZATIONS } from '../../common/heatmap';
import {
  assertFilterable,
  heatmap,
  idsInScope,
  isUnrestricted,
  mayRead,
  overlap,
  rhythm,
  viewScope,
  type ViewScope,
} from '../analytics';
import type { Settings } from '../configuration';
import type { RunLedger } from '../runs';
import type { Bind, Store } from '../store';
import { calendarDay, filterOf, idList, inputOf, oneOf, refuse, wholeNumber } from './requests';

/** Members of one page: more do not fit a screen, and a page is one answer. */
const MOST_MEMBERS = 5000;
const MOST_GROUPS = 1000;
const SORTABLE = ['engagementScore', 'displayName', 'lastActiveAt', 'firstSeenAt', 'stageSince', 'id'];

export interface AnalyticsOptions {
  store: Store;
  ledger: RunLedger;
  settings: Settings;
}

/** `communityAnalytics`: read-only answers for the blocks, each within the caller's data scope. */
export function analyticsActions({ store, ledger, settings }: AnalyticsOptions) {
  /** Conditions that admit only members and groups in the caller's scope. */
  const admitted = async (ctx: Context, memberColumn: string, groupColumn: string, bind: Bind) => {
    const [members, groups] = [await viewScope(ctx, 'communityMembers'), await viewScope(ctx, 'communityGroups')];
    const conditions: string[] = [];
    if (!isUnrestricted(members))
      conditions.push(await idsInScope(store, 'communityMembers', members, memberColumn, bind));
    if (!isUnrestricted(groups)) conditions.push(await idsInScope(store, 'communityGroups', groups, groupColumn, bind));
    return conditions;
  };

  return {
    async heatmap(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const scopes = {
        members: await viewScope(ctx, 'communityMembers'),
        groups: await viewScope(ctx, 'communityGroups'),
      };
      const filter = filterOf(ctx, input);
      await assertFilterable(ctx, store, 'communityMembers', filter);
      const query = {
        filter,
        sort: sortOf(ctx, input, scopes.members),
        page: wholeNumber(ctx, input, 'page', { least: 1, most: 1_000_000 }, 1),
        pageSize: wholeNumber(ctx, input, 'pageSize', { least: 1, most: MOST_MEMBERS }, 100),
        groups: idList(ctx, input, 'groups', MOST_GROUPS),
        normalize: oneOf(ctx, input, 'normalize', NORMALIZATIONS, 'none'),
      };
      ctx.body = await heatmap(store, query, scopes, await ledger.lastWatermark());
      await next();
    },

    async rhythm(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const bind: Bind = {};
      const conditions = await admitted(ctx, 'h."memberId"', 'h."groupId"', bind);
      const [memberId, groupId] = ['member', 'group'].map((name) => idList(ctx, input, name, 1)?.[0]);
      const query = { memberId, groupId, from: calendarDay(ctx, input, 'from'), to: calendarDay(ctx, input, 'to') };
      ctx.body = { counts: await rhythm(store, query, conditions, bind), timeZone: (await settings.read()).timeZone };
      await next();
    },

    async overlap(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const bind: Bind = {};
      const conditions = await admitted(ctx, 'x."memberId"', 'x."groupId"', bind);
      const presentOnly = oneOf(ctx, input, 'members', ['seen', 'present'], 'seen') === 'present';
      const answer = await overlap(store, { presentOnly }, conditions, bind);
      const named = mayRead(await viewScope(ctx, 'communityGroups'), 'title');
      ctx.body = named ? answer : { ...answer, groups: answer.groups.map((group) => ({ ...group, title: null })) };
      await next();
    },
  };
}

function sortOf(ctx: Context, input: Record<string, unknown>, scope: ViewScope): string[] {
  const raw = input.sort;
  const list = Array.isArray(raw) ? raw.map(String) : raw ? String(raw).split(',') : ['-engagementScore'];
  return list.filter((item) => {
    const field = item.replace(/^-/, '');
    if (!SORTABLE.includes(field))
      refuse(ctx, 400, 'INVALID_PARAMETER', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
        name: 'sort',
        value: item.slice(0, 100),
        allowed: SORTABLE.join(', '),
      });
    // an order reveals values: a field that may not be read may not sort either
    return field === 'id' || mayRead(scope, field);
  });
}
