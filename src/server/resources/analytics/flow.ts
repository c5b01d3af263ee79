import type { Context, Next } from '@nocobase/actions';
import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import type { FlowAnswer } from '../../../common/overlap';
import { flow, mayRead, MOST_OVERLAP_GROUPS, readTitles } from '../../analytics';
import { calendarDay, idList, inputOf, notAllowed } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 731;

/** `communityAnalytics:flow`: what was forwarded from one group into another from day `from` to day `to`. */
export function flowAction({ store, settings, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const zone = await settings.zone();
    const to = calendarDay(ctx, input, 'to') ?? zone.day(now());
    const last = dayNumberOf(to);
    const from = calendarDay(ctx, input, 'from') ?? dayLabel(last - DEFAULT_DAYS + 1);
    if (dayNumberOf(from) > last || last - dayNumberOf(from) >= MOST_DAYS) {
      notAllowed(ctx, 'from', from, `${dayLabel(last - MOST_DAYS + 1)} – ${to}`);
    }
    const found = await flow(store, { from, to, groups: idList(ctx, input, 'groups', MOST_OVERLAP_GROUPS) }, audience);
    const ids = [...new Set(found.links.flatMap((link) => [link.from, link.to]))];
    const titles = mayRead(audience.views.groups, 'title') ? await readTitles(store, ids) : null;
    const answer: FlowAnswer = {
      ...found,
      timeZone: zone.name,
      groups: ids.map((id) => ({ id, title: titles?.get(id) ?? null })),
    };
    ctx.body = answer;
    await next();
  };
}
