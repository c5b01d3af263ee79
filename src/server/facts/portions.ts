import { dayLabel, dayNumberOf, type CommunityZone } from '@community-crm/community-model';
import { inSpans, rowsJson, rowSource, type Store } from '../store';
import type { Range } from './plan';

export interface Portion {
  ranges: Range[];
  activities: number;
}

/** Days that are tried first. */
const FIRST_DAYS = 16;

/**
 * Cuts ranges into portions of about so many activities, all groups of a few days together: what belongs to the same days lies
 * side by side in most indexes, so that a transaction changes few of their pages. A portion is never less than a group's day.
 *
 * @param most asked before each portion
 * @param count how many activities some ranges hold
 * @returns ranges and how many activities they hold
 */
export async function* portionsOfDays(
  ranges: readonly Range[],
  most: () => number,
  count: (part: readonly Range[]) => Promise<number>,
): AsyncGenerator<Portion> {
  const spans = ranges.map(({ groupId, fromDay, toDay }) => ({
    groupId,
    from: dayNumberOf(fromDay),
    to: dayNumberOf(toDay),
  }));
  const end = spans.reduce((last, { to }) => Math.max(last, to), -Infinity);
  let days = FIRST_DAYS;
  for (let day = nextDay(-Infinity); day <= end;) {
    let part = within(day, days);
    let n = await count(part);
    const limit = most();
    while (n > limit && days > 1) {
      days = Math.max(1, Math.floor((days * limit) / n));
      part = within(day, days);
      n = await count(part);
    }
    yield* halves(part, n, limit);
    day = nextDay(day + days);
    if (n * 2 <= limit) days *= 2;
  }

  /** The first day from this one on of which something is to be counted. */
  function nextDay(from: number): number {
    return spans.reduce(
      (first, span) => (span.to < from ? first : Math.min(first, Math.max(span.from, from))),
      Infinity,
    );
  }

  function within(first: number, length: number): Range[] {
    const last = first + length - 1;
    return spans
      .filter(({ from, to }) => from <= last && to >= first)
      .map(({ groupId, from, to }) => ({
        groupId,
        fromDay: dayLabel(Math.max(from, first)),
        toDay: dayLabel(Math.min(to, last)),
      }));
  }

  /** Single days of groups that are too much together. */
  async function* halves(part: Range[], activities: number, limit: number): AsyncGenerator<Portion> {
    if (part.length === 1 || activities <= limit) return void (yield { ranges: part, activities });
    const middle = part.length >> 1;
    for (const half of [part.slice(0, middle), part.slice(middle)]) yield* halves(half, await count(half), limit);
  }
}

/** How many activities ranges hold, near enough; answered from an index alone. */
export async function countActivities(store: Store, zone: CommunityZone, ranges: readonly Range[]): Promise<number> {
  const source = rowSource(store.dialect, 'rows', { groupId: 'int', from: 'instant', to: 'instant' });
  const rows = ranges.map(({ groupId, fromDay, toDay }) => [
    groupId,
    store.instant(zone.dayStart(fromDay)),
    store.instant(zone.dayStart(dayLabel(dayNumberOf(toDay) + 1))),
  ]);
  const [row] = await store.select<{ n: number | string }>(
    `SELECT COUNT(*) AS "n" FROM ${source} AS r
       ${inSpans(store.dialect, '{communityActivities}', 'a', 'a."groupId" = r."groupId" AND a."occurredAt" >= r."from" AND a."occurredAt" < r."to"')}`,
    { bind: { rows: rowsJson(rows) } },
  );
  return Number(row.n);
}
