import { dayLabel, dayNumberOf, type CommunityZone } from '@community-crm/community-model';
import { rowsJson, rowSource, type Store } from '../store';
import type { Range } from './plan';

export interface Portion {
  ranges: Range[];
  activities: number;
}

/** A day of a group. */
export interface GroupDay {
  groupId: number;
  day: number;
}

interface Span {
  groupId: number;
  from: number;
  to: number;
}

/** Days of groups that are counted by one query. */
const LOOKED_AT = 4000;
/** Where everything is few, it is cut into so many portions for each lane, so that none is left alone with the last… */
const A_LANE = 4;
/** …but none smaller than this share of the most. */
const LEAST = 1 / 4;

export interface PortionOptions {
  /** Most activities of a portion; asked before each. */
  most: () => number;
  /** How many portions are worked off at a time. */
  lanes: number;
  /** How many activities there are of each of these days, near enough. */
  count(days: readonly GroupDay[]): Promise<number[]>;
}

/**
 * Cuts ranges into portions of about so many activities, all groups of a few days together: what belongs to the same days lies
 * side by side in most indexes, so that a transaction changes few of their pages. A portion is never less than a group's day.
 *
 * @param ranges no day of a group is in two of them
 */
export async function* portionsOfDays(
  ranges: readonly Range[],
  { most, lanes, count }: PortionOptions,
): AsyncGenerator<Portion> {
  const spans = ranges.map(({ groupId, fromDay, toDay }): Span => ({
    groupId,
    from: dayNumberOf(fromDay),
    to: dayNumberOf(toDay),
  }));
  let cells: GroupDay[] = [];
  let activities = 0;
  const portion = (): Portion => {
    const done = { ranges: rangesOf(cells), activities };
    [cells, activities] = [[], 0];
    return done;
  };
  for (const { days, all } of windows(spans)) {
    const counts = await count(days.flat());
    const even = all ? Math.ceil(sum(counts) / (lanes * A_LANE)) : Infinity;
    let next = 0;
    for (const day of days) {
      const own = counts.slice(next, (next += day.length));
      const limit = Math.min(most(), Math.max(even, most() * LEAST));
      const whole = sum(own);
      if (cells.length && activities + whole > limit) yield portion();
      for (const [i, cell] of day.entries()) {
        // a day that is too much by itself is cut between groups
        if (whole > limit && cells.length && activities + own[i] > limit) yield portion();
        cells.push(cell);
        activities += own[i];
      }
    }
  }
  if (cells.length) yield portion();
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Days in order of time, each with the groups of which it is to be counted; so many at a time as one query looks at. */
function* windows(spans: readonly Span[]): Generator<{ days: GroupDay[][]; all: boolean }> {
  const last = spans.reduce((latest, { to }) => Math.max(latest, to), -Infinity);
  let days: GroupDay[][] = [];
  let [looked, first] = [0, true];
  for (let day = nextDay(spans, -Infinity); day <= last; day = nextDay(spans, day + 1)) {
    const cells = spans.filter(({ from, to }) => from <= day && day <= to).map(({ groupId }) => ({ groupId, day }));
    if (looked && looked + cells.length > LOOKED_AT) {
      yield { days, all: false };
      [days, looked, first] = [[], 0, false];
    }
    days.push(cells);
    looked += cells.length;
  }
  if (days.length) yield { days, all: first };
}

/** The first day from this one on of which something is to be counted. */
function nextDay(spans: readonly Span[], from: number): number {
  return spans.reduce((first, span) => (span.to < from ? first : Math.min(first, Math.max(span.from, from))), Infinity);
}

/** @param cells in order of time */
function rangesOf(cells: readonly GroupDay[]): Range[] {
  const open = new Map<number, Span>();
  const spans: Span[] = [];
  for (const { groupId, day } of cells) {
    const span = open.get(groupId);
    if (span?.to === day - 1) {
      span.to = day;
      continue;
    }
    const begun = { groupId, from: day, to: day };
    open.set(groupId, begun);
    spans.push(begun);
  }
  return spans.map(({ groupId, from, to }) => ({ groupId, fromDay: dayLabel(from), toDay: dayLabel(to) }));
}

/** How many activities days of groups hold, near enough; answered from an index alone. */
export async function countDays(store: Store, zone: CommunityZone, days: readonly GroupDay[]): Promise<number[]> {
  const source = rowSource(store.dialect, 'rows', { place: 'int', groupId: 'int', from: 'instant', to: 'instant' });
  const starts = new Map<number, string>();
  const start = (day: number): string => {
    let known = starts.get(day);
    if (!known) starts.set(day, (known = store.instant(zone.dayStart(dayLabel(day)))));
    return known;
  };
  const rows = days.map(({ groupId, day }, place) => [place, groupId, start(day), start(day + 1)]);
  const counted = await store.select<{ place: number | string; n: number | string }>(
    `SELECT r."place", (SELECT COUNT(*) FROM {communityActivities} AS a
       WHERE a."groupId" = r."groupId" AND a."occurredAt" >= r."from" AND a."occurredAt" < r."to") AS "n" FROM ${source} AS r`,
    { bind: { rows: rowsJson(rows) } },
  );
  const counts = days.map(() => 0);
  for (const { place, n } of counted) counts[Number(place)] = Number(n);
  return counts;
}
