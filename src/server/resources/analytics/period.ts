import type { Context } from '@nocobase/actions';
import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import { calendarDay, notAllowed } from '../requests';

/** Community days `YYYY-MM-DD`, both included; null = no limit. */
export interface Period {
  from: string | null;
  to: string | null;
}

/**
 * `from` and `to` of a request.
 *
 * @throws 400 when one is no calendar day, or the end lies before the beginning
 */
export function periodOf(ctx: Context, input: Record<string, unknown>): Period {
  const [from, to] = ['from', 'to'].map((name) => calendarDay(ctx, input, name) ?? null);
  if (from !== null && to !== null && to < from) {
    notAllowed(ctx, 'to', to, `≥ ${from}`);
  }
  return { from, to };
}

/** The period of the same length that ends where this one begins; one without an end goes up to today. */
export function previousPeriod({ from, to }: Period, today: string): { from: string; to: string } | null {
  if (from === null) return null;
  const end = to ?? today;
  if (end < from) return null;
  const days = dayNumberOf(end) - dayNumberOf(from) + 1;
  return { from: dayLabel(dayNumberOf(from) - days), to: dayLabel(dayNumberOf(from) - 1) };
}
