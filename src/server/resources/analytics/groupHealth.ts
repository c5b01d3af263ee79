import type { Context, Next } from '@nocobase/actions';
import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import { HEALTH_STEPS } from '../../../common/groupHealth';
import { groupHealth, isUnrestricted, mayRead, MOST_HEALTH_GROUPS, type GroupHealthQuery } from '../../analytics';
import { readKinds } from '../../configuration';
import { calendarDay, idList, inputOf, notAllowed, oneOf } from '../requests';
import { audienceOf } from './audience';
import { GroupHealthCache } from './groupHealthCache';
import type { AnalyticsOptions } from './options';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;
/** Longer periods are drawn week by week unless days are asked for. */
const MOST_DAILY = 45;

type Input = Record<string, unknown>;

/** `communityAnalytics:groupHealth`: how groups are doing, against the days before and against each other. */
export function groupHealthAction({ store, ledger, settings, now }: AnalyticsOptions) {
  const cache = new GroupHealthCache();
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const asOf = now();
    const zone = await settings.zone();
    const query = queryOf(ctx, input, zone.dayNumber(asOf), asOf);
    const fresh = oneOf(ctx, input, 'refresh', ['false', 'true'], 'false') === 'true';
    const { members, groups, bind, everybody, views } = audience;
    const scope = {
      ...{ members, groups, bind, everybody },
      titles: mayRead(views.groups, 'title'),
      memberCounts: mayRead(views.groups, 'memberCount'),
    };
    const work = async () => groupHealth(store, zone, (await readKinds(store)).utterances, query, scope);
    if (!everybody || !isUnrestricted(views.groups)) {
      ctx.body = await work();
    } else {
      const { groups: ids, from, to, step } = query;
      const { titles, memberCounts } = scope;
      const run = await ledger.lastWatermark();
      const key = JSON.stringify({ ids, from, to, step, titles, memberCounts, run, zone: zone.name });
      ctx.body = await cache.get(key, asOf, fresh, work);
    }
    await next();
  };
}

function queryOf(ctx: Context, input: Input, today: number, asOf: number): GroupHealthQuery {
  const [asked, until] = [calendarDay(ctx, input, 'from'), calendarDay(ctx, input, 'to')];
  const last = until === undefined ? today : Math.min(dayNumberOf(until), today);
  const first = asked === undefined ? last - DEFAULT_DAYS + 1 : dayNumberOf(asked);
  if (until !== undefined && asked !== undefined && until < asked) notAllowed(ctx, 'to', until, `≥ ${asked}`);
  if (first > last) notAllowed(ctx, 'from', String(asked), `≤ ${dayLabel(last)}`);
  if (last - first >= MOST_DAYS) notAllowed(ctx, 'from', String(asked), `≥ ${dayLabel(last - MOST_DAYS + 1)}`);
  return {
    groups: idList(ctx, input, 'groups', MOST_HEALTH_GROUPS) ?? idList(ctx, input, 'group', 1),
    from: dayLabel(first),
    to: dayLabel(last),
    step: oneOf(ctx, input, 'step', HEALTH_STEPS, last - first < MOST_DAILY ? 'day' : 'week'),
    asOf,
  };
}
