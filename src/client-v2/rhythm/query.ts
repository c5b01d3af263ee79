import type { RhythmAudience } from '../../common/rhythm';
import { lastDays } from '../lifecycle/query';

/** What the reader of a page looks at. */
export interface RhythmView {
  days: number;
  group: number | null;
  member: number | null;
  who: RhythmAudience;
  hours: number;
}

/** Query parameters of `communityAnalytics:rhythm`: so many days up to today, beside as many before. */
export function rhythmParams({ days, group, member, who, hours }: RhythmView, today: Date): Record<string, unknown> {
  return {
    who,
    windowHours: hours,
    ...(days > 0 ? { from: lastDays(days, today).from, compare: 'previous' } : {}),
    ...(group === null ? {} : { group }),
    ...(member === null ? {} : { member }),
  };
}
