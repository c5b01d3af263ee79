import type { Context } from '@nocobase/actions';
import { notAllowed, wholeNumber } from '../requests';

const MOST_COUNTED = 1_000_000;

/**
 * Thresholds of a request, each under its own name; what is missing is as it is by default.
 *
 * @param counted names of those that count something; the others are shares from 0 to 1
 */
export function thresholdsOf<T extends object>(
  ctx: Context,
  input: Record<string, unknown>,
  defaults: T,
  counted: ReadonlyArray<keyof T>,
): T {
  const values = Object.entries(defaults as Record<string, number>).map(([name, fallback]) => [
    name,
    counted.includes(name as keyof T)
      ? wholeNumber(ctx, input, name, { least: 1, most: MOST_COUNTED }, fallback)
      : share(ctx, input, name, fallback),
  ]);
  return Object.fromEntries(values) as T;
}

/** A share from 0 to 1; `fallback` when absent. */
function share(ctx: Context, input: Record<string, unknown>, name: string, fallback: number): number {
  const raw = input[name];
  if (raw === undefined || raw === null || raw === '') return fallback;
  const value = Number(raw);
  if (value >= 0 && value <= 1) return value;
  return notAllowed(ctx, name, raw, '0 – 1');
}
