import { NO_STAGE, type LifecycleList } from '../../common/lifecycleBlock';
import { segmentParam } from '../blocks/SegmentFilter';
import { COUNTED_ORIGINS, type Counted } from './options';

/** What the reader of a page looks at: community days, both included. */
export interface LifecycleView {
  from: string;
  to: string;
  counted: Counted;
  /** Keys of the segments whose members are looked at; none = everybody. */
  segments: string[];
}

/** Whom a click asked for; null = without a stage, absent = any. */
export interface MembersOf {
  list: LifecycleList;
  stage?: string | null;
  next?: string | null;
}

/** A calendar day as the server spells it, of the reader's own clock. */
const dayText = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');

/** The period of so many days up to today. */
export function lastDays(days: number, today: Date): Pick<LifecycleView, 'from' | 'to'> {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1);
  return { from: dayText(first), to: dayText(today) };
}

/** Query parameters of `communityAnalytics:lifecycle`. */
export function lifecycleParams({ from, to, counted, segments }: LifecycleView): Record<string, string> {
  const origins = COUNTED_ORIGINS[counted];
  return { from, to, ...(origins ? { origins: origins.join(',') } : {}), ...segmentParam(segments) };
}

/** Query parameters of `communityAnalytics:lifecycleMembers`. */
export function membersParams(view: LifecycleView, { list, stage, next }: MembersOf): Record<string, string> {
  const key = (value: string | null) => value ?? NO_STAGE;
  return {
    ...lifecycleParams(view),
    list,
    ...(stage === undefined ? {} : { stage: key(stage) }),
    ...(next === undefined ? {} : { next: key(next) }),
  };
}
