import type { RhythmAudience } from '../../common/rhythm';
import { choiceParams, type MemberChoice } from '../blocks/memberChoice';
import { lastDays } from '../lifecycle/query';
import type { RhythmBy } from './options';

/** What the reader of a page looks at. */
export interface RhythmView {
  days: number;
  group: number | null;
  member: number | null;
  who: RhythmAudience;
  hours: number;
  by: RhythmBy;
  /** Whose messages alone count; nothing chosen = everybody's. */
  members: MemberChoice;
}

/** Query parameters of `communityAnalytics:rhythm`: so many days up to today, beside as many before. */
export function rhythmParams(view: RhythmView, today: Date): Record<string, unknown> {
  const { days, group, member, who, hours, members } = view;
  return {
    who,
    windowHours: hours,
    ...(days > 0 ? { from: lastDays(days, today).from, compare: 'previous' } : {}),
    ...(group === null ? {} : { group }),
    ...(member === null ? choiceParams(members) : { member }),
  };
}
