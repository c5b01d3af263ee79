import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import type { Range } from '../plan';
import { portionsOfDays, type Portion } from '../portions';

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
  const count = async (part: readonly Range[]) =>
    part
      .flatMap(daysOf)
      .map((cell) => cell.split(' '))
      .reduce((sum, [groupId, day]) => sum + perDay(Number(groupId), day), 0);
  const portions: Portion[] = [];
  for await (const portion of portionsOfDays(ranges, () => most, count)) portions.push(portion);
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

test('days in which nothing is asked for cost no portion', async () => {
  const portions = await cut(
    [range(1, '2016-01-01', '2016-01-02'), range(2, '2026-01-01', '2026-01-02')],
    1000,
    () => 1,
  );
  expect(portions).toEqual([
    { ranges: [range(1, '2016-01-01', '2016-01-02')], activities: 2 },
    { ranges: [range(2, '2026-01-01', '2026-01-02')], activities: 2 },
  ]);
});

test('a day of many groups that is too much is cut between groups', async () => {
  const groups = Array.from({ length: 10 }, (_, i) => range(i + 1, '2026-01-01', '2026-01-01'));
  const portions = await cut(groups, 100, () => 40);
  expect(portions.map(({ ranges }) => ranges.length)).toEqual([2, 1, 2, 2, 1, 2]);
});
