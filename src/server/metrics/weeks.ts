import type { DialectSql } from '../store';

/** The number of the calendar week (Monday to Sunday) of a day; 1970-01-01 was a Thursday. */
export function weekNumber(dialect: DialectSql, day: string): string {
  return `FLOOR((${dialect.float(dialect.dayNumber(day))} + 3) / 7)`;
}

/** The same for a day number (days since 1970-01-01). */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}
