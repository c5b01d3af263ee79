import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import type { ActivityCalendar } from '../../../common/memberCard';

/** One day of the calendar: its column is a week, its row a weekday, Monday first. */
export interface CalendarDay {
  day: string;
  count: number;
  week: number;
  weekday: number;
  /** 0 = nothing, 1 to 4 = a little to most. */
  strength: number;
}

const STRENGTHS = 4;

/**
 * The days of a calendar with how strongly each is to be painted: the days on which something happened are split into four
 * by their rank, so that one loud day does not make all others pale; equal counts are painted alike.
 */
export function calendarDays({ from, counts }: ActivityCalendar): CalendarDay[] {
  const first = dayNumberOf(from);
  const ranked = counts.filter((count) => count > 0).sort((a, b) => a - b);
  const edges = Array.from(
    { length: STRENGTHS - 1 },
    (_, i) => ranked[Math.ceil((ranked.length * (i + 1)) / STRENGTHS) - 1],
  );
  return counts.map((count, i) => ({
    day: dayLabel(first + i),
    count,
    week: Math.floor(i / 7),
    weekday: i % 7,
    strength: count === 0 ? 0 : 1 + edges.filter((edge) => count > edge).length,
  }));
}

/** Where a month begins: the first week with its first day in it. */
export function monthMarks(days: readonly CalendarDay[]): Array<{ day: string; week: number }> {
  return days.filter(({ day }) => day.endsWith('-01')).map(({ day, week }) => ({ day, week }));
}

/** Totals by month, `YYYY-MM`, in order. */
export function monthTotals(days: readonly CalendarDay[]): Array<{ month: string; count: number; days: number }> {
  const totals = new Map<string, { month: string; count: number; days: number }>();
  for (const { day, count } of days) {
    const month = day.slice(0, 7);
    const total = totals.get(month) ?? { month, count: 0, days: 0 };
    totals.set(month, { month, count: total.count + count, days: total.days + Number(count > 0) });
  }
  return [...totals.values()];
}
