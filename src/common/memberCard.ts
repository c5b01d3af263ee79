import type { ExplainAnswer } from './lifecycle';
import type { Level } from './names';

/** The answer of `communityAnalytics:memberCard?member=`, shared by server and browser. What may not be read is null. */
export interface MemberCardAnswer {
  asOf: number;
  timeZone: string;
  /** True when some groups are hidden from the caller: what the member does there is in none of the numbers. */
  partial: boolean;
  calendar: ActivityCalendar | null;
  /** The highest score first. */
  memberships: CardMembership[];
  /** Changes of stage, the latest first, without their numbers when `partial`; null where the stage may not be read. */
  history: StageHistory | null;
}

/** Signs of life (messages, reactions, purchases, … and returns after a leave) day by day. */
export interface ActivityCalendar {
  /** Community day of the first count, a Monday; the last is that of the present day. */
  from: string;
  counts: number[];
}

export interface CardMembership {
  group: { id: number; title: string | null };
  level: Level;
  score: number | null;
  posts: number;
  status: 'member' | 'left';
  /** Milliseconds; null = never, not known or hidden. */
  joinedAt: number | null;
  leftAt: number | null;
  lastActiveAt: number | null;
}

export type StageChange = NonNullable<ExplainAnswer['entered']>;

export interface StageHistory {
  changes: StageChange[];
  /** How many older ones are left out. */
  older: number;
}
