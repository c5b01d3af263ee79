import { dayNumberOf } from '@community-crm/community-model';
import fc from 'fast-check';
import { chanceOfAtLeast, lowerRank, publishingWindows, weekdayOf, type HourCount } from '../rhythmWindows';

/** A Monday. */
const FIRST = dayNumberOf('2025-01-06');
const WEEKS = 12;
const LAST = FIRST + 7 * WEEKS - 1;

/** One message every day at ten, and what happens on Mondays from seven to nine in the evening. */
const evenings = (monday: (week: number) => number): HourCount[] => [
  ...Array.from({ length: 7 * WEEKS }, (_, i) => ({ day: FIRST + i, hour: 10, n: 1 })),
  ...Array.from({ length: WEEKS }, (_, week) =>
    [19, 20].map((hour) => ({ day: FIRST + 7 * week, hour, n: monday(week) })),
  ).flat(),
];

describe('the hours in which members write most', () => {
  test('are called out with the weeks, the median, its lower limit and the share behind them', () => {
    const { evidence, windows } = publishingWindows(
      evenings((week) => 5 + (week % 3)),
      { hours: 2, lastDay: LAST },
    );
    expect(evidence).toEqual({ from: '2025-01-06', to: '2025-03-30', days: 84, weeks: 12 });
    // 5, 6 and 7 an hour, four times each: 10, 12, 14; the third least of twelve is the limit
    expect(windows[0]).toEqual({
      weekday: 0,
      from: 19,
      to: 21,
      observed: 12,
      seen: 12,
      above: 12,
      median: 12,
      low: 10,
      share: 144 / (144 + 84),
      confidence: 'strong',
    });
  });

  test('are not those of a single burst', () => {
    const burst = { day: FIRST + 5, hour: 3, n: 900 };
    const { windows } = publishingWindows([...evenings(() => 9), burst], { hours: 1, lastDay: LAST });
    expect(windows.slice(0, 2).map(({ weekday, from, seen }) => [weekday, from, seen])).toEqual([
      [0, 19, 12],
      [0, 20, 12],
    ]);
    expect(windows.some(({ weekday, from }) => weekday === 5 && from === 3)).toBe(false);
  });

  test('do not overlap', () => {
    const { windows } = publishingWindows(
      evenings(() => 9),
      { hours: 3, lastDay: LAST },
    );
    const mondays = windows.filter(({ weekday, from, to }) => weekday === 0 && from < 22 && to > 18);
    expect(mondays).toHaveLength(1);
  });

  test('are not named from fewer than five weeks, but may be over all days', () => {
    const four = evenings(() => 9).filter(({ day }) => day < FIRST + 28);
    const { evidence, windows, everyDay } = publishingWindows(four, { hours: 1, lastDay: FIRST + 27 });
    expect(evidence.weeks).toBe(4);
    expect(windows).toEqual([]);
    expect(everyDay[0]).toMatchObject({
      weekday: null,
      from: 10,
      to: 11,
      observed: 28,
      seen: 28,
      confidence: 'strong',
    });
  });

  test('leave out days that are not over', () => {
    const { evidence } = publishingWindows(
      evenings(() => 9),
      { hours: 1, lastDay: FIRST + 6 },
    );
    expect(evidence).toEqual({ from: '2025-01-06', to: '2025-01-12', days: 7, weeks: 1 });
    expect(
      publishingWindows(
        evenings(() => 9),
        { hours: 1, lastDay: FIRST - 1 },
      ).evidence.days,
    ).toBe(0);
  });

  test('are a hint where so many windows could look like it by chance', () => {
    const six = evenings(() => 9).filter(({ day }) => day < FIRST + 42);
    const { windows } = publishingWindows(six, { hours: 2, lastDay: FIRST + 41 });
    expect(windows[0]).toMatchObject({ weekday: 0, from: 19, above: 6, observed: 6, confidence: 'hint' });
  });
});

test('a community that writes at all hours alike has no best one', () => {
  const flat = Array.from({ length: 7 * WEEKS * 24 }, (_, i) => ({
    day: FIRST + Math.floor(i / 24),
    hour: i % 24,
    n: 3,
  }));
  expect(publishingWindows(flat, { hours: 2, lastDay: LAST })).toMatchObject({ windows: [], everyDay: [] });
});

test('whatever was written, windows keep within what was observed', () => {
  const counts = fc.array(
    fc.record({
      day: fc.integer({ min: FIRST, max: FIRST + 120 }),
      hour: fc.integer({ min: 0, max: 23 }),
      n: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 3 }), (given, hours) => {
      const { windows, everyDay } = publishingWindows(given, { hours, lastDay: FIRST + 120 });
      for (const window of [...windows, ...everyDay]) {
        expect(window.to - window.from).toBe(hours);
        expect(window.low).toBeLessThanOrEqual(window.median);
        expect(window.above).toBeLessThanOrEqual(window.seen);
        expect(window.seen).toBeLessThanOrEqual(window.observed);
        expect(window.share).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('the calendar and the coin', () => {
  expect(weekdayOf(dayNumberOf('2025-01-06'))).toBe(0);
  expect(weekdayOf(dayNumberOf('1969-12-28'))).toBe(6);
  expect(chanceOfAtLeast(5, 5)).toBeCloseTo(1 / 32, 12);
  expect(chanceOfAtLeast(9, 12)).toBeCloseTo((220 + 66 + 12 + 1) / 4096, 12);
  expect(chanceOfAtLeast(0, 7)).toBeCloseTo(1, 12);
  expect(chanceOfAtLeast(300, 600)).toBeCloseTo(0.516, 2);
  // Conover's table: the third least of twelve, the first of five
  expect([5, 8, 12, 20].map(lowerRank)).toEqual([1, 2, 3, 6]);
});
