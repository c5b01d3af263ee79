import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import type { Range } from '../plan';
import { portionsOfDays, type GroupDay, type Portion } from '../portions';

const range = (groupId: number, fromDay: string, toDay: string): Range => ({ groupId, fromDay, toDay });

const daysOf = ({ groupId, fromDay, toDay }: Range): string[] => {
  const [from, to] = [dayNumberOf(fromDay), dayNumberOf(toDay)];
  return Array.from({ length: to - from + 1 }, (_, i) => `${groupId} ${dayLabel(from + i)}`);
};

/** Portions where each group has so many activities a day. */
async function cut(
  ranges: Range[],
  most: number,
  perDay: (groupId: number, day: string) => number,
): Promise<Portion[]> {
  const count = async (days: readonly GroupDay[]) => days.map(({ groupId, day }) => perDay(groupId, dayLabel(day)));
  const portions: Portion[] = [];
  for await (const portion of portionsOfDays(ranges, { most: () => most, lanes: 2, count })) portions.push(portion);
  return portions;
}

const everyDay = (portions: Portion[]): string[] => portions.flatMap(({ ranges }) => ranges.flatMap(daysOf));

const RANGES = [
  range(1, '2025-01-01', '2026-06-30'),
  range(2, '2026-01-10', '2026-02-10'),
  range(2, '2026-05-01', '2026-05-01'),
  range(3, '2019-03-01', '2019-03-02'),
];

test.each([
  ['few', 0],
  ['some', 7],
  ['many', 900],
])('every day of every range is in one portion, where there are %s activities', async (_, perDay) => {
  const portions = await cut(RANGES, 1000, (groupId) => perDay * groupId);
  expect(everyDay(portions).sort()).toEqual(RANGES.flatMap(daysOf).sort());
});

test('a portion holds no more than asked for unless a single day of a group does, and not many less', async () => {
  const portions = await cut(RANGES, 1000, (groupId, day) => (groupId === 1 && day === '2026-05-01' ? 5000 : 20));
  const large = portions.filter(({ activities }) => activities > 1000);
  expect(large).toEqual([{ ranges: [range(1, '2026-05-01', '2026-05-01')], activities: 5000 }]);
  expect(portions.length).toBeLessThan(40);
});

test('days in which nothing is asked for are not looked at', async () => {
  const ranges = [range(1, '2016-01-01', '2016-01-02'), range(2, '2026-01-01', '2026-01-02')];
  const looked: string[] = [];
  const portions = await cut(ranges, 1000, (groupId, day) => looked.push(`${groupId} ${day}`) && 1);
  expect(looked).toEqual(ranges.flatMap(daysOf));
  expect(portions).toEqual([{ ranges, activities: 4 }]);
});

test('a day of many groups that is too much is cut between groups', async () => {
  const groups = Array.from({ length: 20 }, (_, i) => range(i + 1, '2026-01-01', '2026-01-01'));
  const portions = await cut(groups, 100, () => 40);
  expect(portions.map(({ ranges }) => ranges.length)).toEqual(Array<number>(10).fill(2));
});

test('what is less than a portion for each lane is cut alike, so that none waits for the last', async () => {
  const portions = await cut([range(1, '2026-01-01', '2026-01-16')], 1000, () => 100);
  expect(portions.map(({ activities }) => activities)).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
  const few = await cut([range(1, '2026-01-01', '2026-01-16')], 1000, () => 10);
  expect(few.map(({ activities }) => activities)).toEqual([160]);
});
