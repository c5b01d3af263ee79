import { dayLabel } from '@community-crm/community-model';
import { LEAST_OBSERVATIONS, type RhythmEvidence, type RhythmWindow } from '../../common/rhythm';

/** Messages of one hour of one community day. */
export interface HourCount {
  /** Days since 1970-01-01. */
  day: number;
  hour: number;
  n: number;
}

export interface WindowQuery {
  /** Length of a window in hours. */
  hours: number;
  /** Days after this one are not over yet and prove nothing (days since 1970-01-01). */
  lastDay: number;
}

/** One-sided: a median is at least `low`, and a window beats the average, with this much doubt. */
const DOUBT = 0.05;
const MOST_WINDOWS = 3;
const MOST_EVERY_DAY = 1;
const HOURS = 24;

/** 1970-01-01 was a Thursday; Monday is 0. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** What a window showed at one time: its messages, and those of an average time of the same length around it. */
interface Observation {
  count: number;
  usual: number;
}

/**
 * The hours in which members write most, told from single bursts.
 *
 * A window of the week is observed once a week, one of every day once a day. It is called out when it had more messages
 * than an average time of the same length in that week (on that day) so often that chance does not explain it (sign test
 * against one half). Windows are ordered by the lower confidence limit of their median, an order statistic (Conover,
 * "Practical Nonparametric Statistics", 3rd ed. 1999, ch. 3), and do not overlap. What many people wrote in one night moves
 * neither.
 */
export function publishingWindows(
  counts: readonly HourCount[],
  { hours, lastDay }: WindowQuery,
): { evidence: RhythmEvidence; windows: RhythmWindow[]; everyDay: RhythmWindow[] } {
  const known = counts.filter(({ day, n }) => day <= lastDay && n > 0);
  if (!known.length) {
    return { evidence: { from: null, to: null, days: 0, weeks: 0 }, windows: [], everyDay: [] };
  }
  const first = known.reduce((least, { day }) => Math.min(least, day), lastDay);
  const series = new Series(known, first, lastDay);
  const starts = Array.from({ length: HOURS - hours + 1 }, (_, hour) => hour);
  const weekly = starts.flatMap((start) =>
    Array.from({ length: 7 }, (_, weekday) => ({ weekday, start, seen: series.weekly(weekday, start, hours) })),
  );
  const daily = starts.map((start) => ({ weekday: null, start, seen: series.daily(start, hours) }));
  const best = (candidates: Candidate[], most: number) => pick(candidates, hours, series.total, most);
  return {
    evidence: {
      from: dayLabel(first),
      to: dayLabel(lastDay),
      days: series.days,
      weeks: Math.floor(series.days / 7),
    },
    windows: best(weekly, MOST_WINDOWS),
    everyDay: best(daily, MOST_EVERY_DAY),
  };
}

interface Candidate {
  weekday: number | null;
  start: number;
  seen: Observation[];
}

function pick(candidates: Candidate[], hours: number, total: number, most: number): RhythmWindow[] {
  const found = candidates
    .map((candidate) => judge(candidate, hours, total, candidates.length))
    .filter((window): window is RhythmWindow => window !== null)
    .sort(
      (a, b) =>
        b.low - a.low ||
        b.median - a.median ||
        b.above / b.observed - a.above / a.observed ||
        b.share - a.share ||
        (a.weekday ?? 0) - (b.weekday ?? 0) ||
        a.from - b.from,
    );
  const chosen: RhythmWindow[] = [];
  for (const window of found) {
    if (chosen.length === most) break;
    const overlaps = chosen.some(
      (other) => other.weekday === window.weekday && window.from < other.to && other.from < window.to,
    );
    if (!overlaps) chosen.push(window);
  }
  return chosen;
}

/** The window with its numbers; null where it does not stand out, or was not observed often enough. */
function judge(
  { weekday, start, seen }: Candidate,
  hours: number,
  total: number,
  candidates: number,
): RhythmWindow | null {
  const observed = seen.length;
  if (observed < LEAST_OBSERVATIONS) return null;
  const above = seen.filter(({ count, usual }) => count > usual).length;
  const chance = chanceOfAtLeast(above, observed);
  if (chance > DOUBT) return null;
  const sorted = seen.map(({ count }) => count).sort((a, b) => a - b);
  return {
    weekday,
    from: start,
    to: start + hours,
    observed,
    seen: sorted.filter((count) => count > 0).length,
    above,
    median: median(sorted),
    low: sorted[lowerRank(observed) - 1],
    share: sorted.reduce((sum, count) => sum + count, 0) / total,
    // Bonferroni: the doubt is shared among all windows that were looked at
    confidence: chance <= DOUBT / candidates ? 'strong' : 'hint',
  };
}

/** Messages by day and hour without gaps: a day on which nobody wrote is one with zero. */
class Series {
  readonly days: number;
  readonly total: number;
  private readonly byHour: Float64Array;
  private readonly byDay: Float64Array;

  constructor(
    counts: readonly HourCount[],
    private readonly first: number,
    last: number,
  ) {
    this.days = last - first + 1;
    this.byHour = new Float64Array(this.days * HOURS);
    this.byDay = new Float64Array(this.days);
    for (const { day, hour, n } of counts) {
      this.byHour[(day - first) * HOURS + hour] += n;
      this.byDay[day - first] += n;
    }
    this.total = this.byDay.reduce((sum, n) => sum + n, 0);
  }

  daily(start: number, hours: number): Observation[] {
    return Array.from({ length: this.days }, (_, day) => ({
      count: this.within(day, start, hours),
      usual: (this.byDay[day] * hours) / HOURS,
    }));
  }

  weekly(weekday: number, start: number, hours: number): Observation[] {
    const seen: Observation[] = [];
    for (let day = (weekday - weekdayOf(this.first) + 7) % 7; day < this.days; day += 7) {
      const monday = day - weekday;
      const week = this.byDay.subarray(Math.max(0, monday), Math.min(this.days, monday + 7));
      const average = week.reduce((sum, n) => sum + n, 0) / week.length;
      seen.push({ count: this.within(day, start, hours), usual: (average * hours) / HOURS });
    }
    return seen;
  }

  private within(day: number, start: number, hours: number): number {
    let sum = 0;
    for (let hour = start; hour < start + hours; hour += 1) sum += this.byHour[day * HOURS + hour];
    return sum;
  }
}

const median = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;

/** The probability that a fair coin shows heads at least so often. */
export function chanceOfAtLeast(heads: number, tosses: number): number {
  let sum = 0;
  // logarithms: the number of ways to toss a hundred coins does not fit a number
  let ways = 0;
  for (let k = tosses; k >= heads; k -= 1) {
    sum += Math.exp(ways - tosses * Math.LN2);
    ways += Math.log(k) - Math.log(tosses - k + 1);
  }
  return Math.min(1, sum);
}

/** Rank (1 = least) of the observation below which the median lies with at most the accepted doubt. */
export function lowerRank(observed: number): number {
  let rank = 1;
  while (rank < observed && chanceOfAtLeast(observed - rank, observed) <= DOUBT) rank += 1;
  return rank;
}
