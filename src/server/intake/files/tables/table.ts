import type { SourceRow } from './rowItem';

/** What every kind of table comes down to. */
export interface Table {
  /** Names of its columns; null when rows differ in them (JSON lines). */
  columns: string[] | null;
  /** Whether 12,50 is a number. */
  decimalComma: boolean;
  rows: AsyncIterable<SourceRow>;
}

/** A value inside an object, by a path with dots. */
export function at(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const whole = Object.hasOwn(value, path) ? (value as Record<string, unknown>)[path] : undefined;
  if (whole !== undefined) return whole;
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const head = path.slice(0, dot);
  return Object.hasOwn(value, head) ? at((value as Record<string, unknown>)[head], path.slice(dot + 1)) : undefined;
}
