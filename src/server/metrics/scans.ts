import type { NamedValue } from './aggregates';
import type { FrameSql } from './frameSql';
import type { MetricRequest } from './metric';

/** Values that one reading of the daily facts yields. */
export interface Scan<T extends NamedValue> {
  columns: T[];
  /** Days before that of `asOf`: the first one is read, the last one too. Null = from the beginning. */
  first: number | null;
  last: number;
  /** Kinds that are read; null = all. */
  kinds: ReadonlySet<string> | null;
}

/** What reading from the beginning, and of every kind, is taken to cost. */
const ALL_DAYS = 3650;
const ALL_KINDS = 20;

/**
 * The fewest readings: values of one window together, and windows together where reading a little more once costs less
 * than reading the same days and kinds several times.
 */
export function scansOf<T extends NamedValue>(columns: readonly T[], sql: FrameSql): Array<Scan<T>> {
  const windows = new Map<string, Scan<T>>();
  for (const column of columns) {
    const { window } = column.request;
    const key = JSON.stringify(window ?? null);
    const scan = { ...span(window), columns: [column], kinds: kindsOf(column, sql) };
    const known = windows.get(key);
    windows.set(key, known ? together(known, scan) : scan);
  }
  const scans: Array<Scan<T>> = [];
  for (const scan of [...windows.values()].sort((a, b) => days(b) - days(a))) {
    const at = scans.findIndex((other) => cost(together(other, scan)) <= cost(other) + cost(scan));
    if (at < 0) scans.push(scan);
    else scans[at] = together(scans[at], scan);
  }
  return scans;
}

function span(window: MetricRequest['window']): Pick<Scan<NamedValue>, 'first' | 'last'> {
  const last = window?.endingDaysAgo ?? 0;
  return { first: window ? last + window.days - 1 : null, last };
}

function kindsOf({ metric, request }: NamedValue, sql: FrameSql): ReadonlySet<string> | null {
  let needed: Set<string> | null = new Set();
  metric.sql(
    request,
    sql.of(request, (kinds) => {
      if (!kinds) needed = null;
      else kinds.forEach((kind) => needed?.add(kind));
    }),
  );
  return needed;
}

function together<T extends NamedValue>(a: Scan<T>, b: Scan<T>): Scan<T> {
  return {
    columns: [...a.columns, ...b.columns],
    first: a.first === null || b.first === null ? null : Math.max(a.first, b.first),
    last: Math.min(a.last, b.last),
    kinds: a.kinds && b.kinds && new Set([...a.kinds, ...b.kinds]),
  };
}

const days = ({ first, last }: Scan<NamedValue>): number => (first === null ? ALL_DAYS : first - last + 1);
const cost = (scan: Scan<NamedValue>): number => days(scan) * (scan.kinds?.size ?? ALL_KINDS);

/** Whether a value looks at fewer days than its scan reads. */
export function isNarrower({ request }: NamedValue, scan: Scan<NamedValue>): boolean {
  const { first, last } = span(request.window);
  return first !== scan.first || last !== scan.last;
}
