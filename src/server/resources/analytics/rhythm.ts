import type { Context, Next } from '@nocobase/actions';
import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import { RHYTHM_AUDIENCES, RHYTHM_COMPARISONS, type RhythmAnswer } from '../../../common/rhythm';
import { hourCounts, publishingWindows, weekOfHours, type HourCount, type RhythmQuery } from '../../analytics';
import { idList, inputOf, oneOf, wholeNumber } from '../requests';
import { audienceOf } from './audience';
import type { AnalyticsOptions } from './options';
import { periodOf, previousPeriod } from './period';

const DEFAULT_HOURS = 2;

/** `communityAnalytics:rhythm`: utterances by weekday and hour, and the hours in which members write most. */
export function rhythmAction({ store, settings, now }: AnalyticsOptions) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const audience = await audienceOf(ctx, store, input);
    const [member, group] = ['member', 'group'].map((name) => idList(ctx, input, name, 1)?.[0] ?? null);
    const who = oneOf(ctx, input, 'who', RHYTHM_AUDIENCES, 'everybody');
    const hours = wholeNumber(ctx, input, 'windowHours', { least: 1, most: 3 }, DEFAULT_HOURS);
    const compared = oneOf(ctx, input, 'compare', RHYTHM_COMPARISONS, 'none') === 'previous';
    const period = periodOf(ctx, input);
    const zone = await settings.zone();
    const today = zone.dayNumber(now());
    const query: RhythmQuery = { member, group, ...period, who };
    const counts = await hourCounts(store, query, audience);
    const before = compared ? previousPeriod(period, dayLabel(today)) : null;
    const lastDay = Math.min(today - 1, period.to === null ? today : dayNumberOf(period.to));
    const answer: RhythmAnswer = {
      counts: weekOfHours(counts),
      total: sum(counts),
      timeZone: zone.name,
      who,
      period,
      ...publishingWindows(counts, { hours, lastDay }),
      previous: before && { ...before, ...totals(await hourCounts(store, { ...query, ...before }, audience)) },
    };
    ctx.body = answer;
    await next();
  };
}

const sum = (counts: readonly HourCount[]): number => counts.reduce((all, { n }) => all + n, 0);

const totals = (counts: HourCount[]) => ({ counts: weekOfHours(counts), total: sum(counts) });
