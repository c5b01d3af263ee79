import type { Context, Next } from '@nocobase/actions';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { HEATMAP_FORMATS, NORMALIZATIONS, type HeatmapAnswer } from '../../../common/heatmap';
import { compactHeatmap, type PackedHeatmap } from '../../../common/heatmapCompact';
import { assertFilterable, bothFilters, heatmap, mayRead, viewScope, type ViewScope } from '../../analytics';
import { filterOf, idList, inputOf, notAllowed, oneOf, wholeNumber } from '../requests';
import type { AnalyticsOptions } from './options';
import { segmentsAsked } from './segmentsAsked';

/** Members of one page: more do not fit a screen, and a page is one answer. */
const MOST_MEMBERS = 5000;
const MOST_GROUPS = 1000;
/** Columns when the caller says nothing of them. */
const DEFAULT_GROUPS = 200;
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
    const format = oneOf(ctx, input, 'format', HEATMAP_FORMATS, 'objects');
    const segments = await segmentsAsked(ctx, store, input);
    const query = {
      filter: segments ? bothFilters(filter, { segments: { id: { $in: segments } } }) : filter,
      sort: sortOf(ctx, input, scopes.members),
      page: wholeNumber(ctx, input, 'page', { least: 1, most: 1_000_000 }, 1),
      pageSize: wholeNumber(ctx, input, 'pageSize', { least: 1, most: MOST_MEMBERS }, 100),
      groups: idList(ctx, input, 'groups', MOST_GROUPS),
      groupLimit: wholeNumber(ctx, input, 'groupLimit', { least: 1, most: MOST_GROUPS }, DEFAULT_GROUPS),
      normalize: oneOf(ctx, input, 'normalize', NORMALIZATIONS, 'none'),
      cells: format === 'compact' ? ('stepped' as const) : ('exact' as const),
    };
    const answer = await heatmap(store, query, scopes, await ledger.lastWatermark());
    if (format === 'compact') await sendCompact(ctx, answer);
    else ctx.body = plain(answer);
    await next();
  };
}

/** The answer with lists of numbers, as JSON spells them. */
const plain = (answer: PackedHeatmap): HeatmapAnswer => ({
  ...answer,
  cells: Object.fromEntries(
    Object.entries(answer.cells).map(([name, numbers]) => [name, Array.from(numbers)]),
  ) as unknown as HeatmapAnswer['cells'],
});

const zip = promisify(gzip);
/** Digits that are evenly spread gain nothing from a longer search. */
const ZIP_LEVEL = 4;

/** Sends the compact form, zipped where the browser takes it: the host itself does not zip what its resources answer. */
async function sendCompact(ctx: Context, answer: PackedHeatmap): Promise<void> {
  const compact = compactHeatmap(answer);
  ctx.vary('Accept-Encoding');
  if (!ctx.acceptsEncodings('gzip')) {
    ctx.body = compact;
    return;
  }
  ctx.type = 'application/json';
  ctx.set('Content-Encoding', 'gzip');
  ctx.body = await zip(JSON.stringify({ data: compact }), { level: ZIP_LEVEL });
}

function sortOf(ctx: Context, input: Record<string, unknown>, scope: ViewScope): string[] {
  const raw = input.sort;
  const list = Array.isArray(raw) ? raw.map(String) : raw ? String(raw).split(',') : ['-engagementScore'];
  return list.filter((item) => {
    const field = item.replace(/^-/, '');
    if (!SORTABLE.includes(field)) notAllowed(ctx, 'sort', item, SORTABLE.join(', '));
    // an order reveals values: a field that may not be read may not sort either
    return field === 'id' || mayRead(scope, field);
  });
}
