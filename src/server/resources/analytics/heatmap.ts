import type { Context, Next } from '@nocobase/actions';
import { NORMALIZATIONS } from '../../../common/heatmap';
import { assertFilterable, heatmap, mayRead, viewScope, type ViewScope } from '../../analytics';
import { filterOf, idList, inputOf, oneOf, refuse, wholeNumber } from '../requests';
import type { AnalyticsOptions } from './options';

/** Members of one page: more do not fit a screen, and a page is one answer. */
const MOST_MEMBERS = 5000;
const MOST_GROUPS = 1000;
const SORTABLE = ['engagementScore', 'displayName', 'lastActiveAt', 'firstSeenAt', 'stageSince', 'id'];

/** `communityAnalytics:heatmap`: one page of the members × groups matrix. */
export function heatmapAction({ store, ledger }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
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
