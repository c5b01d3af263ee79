import { EVERYBODY } from '../../activities/cells';
import { planRecount } from '../plan';

const range = (groupId: number, fromDay: string, toDay: string) => ({ groupId, memberId: EVERYBODY, fromDay, toDay });
const cell = (groupId: number, memberId: number, day: string) => ({ groupId, memberId, fromDay: day, toDay: day });

test('ranges that overlap or lie within a week of each other are one; others and other groups stay apart', () => {
  const { ranges } = planRecount([
    range(1, '2026-03-10', '2026-03-12'),
    range(1, '2026-03-01', '2026-03-05'),
    range(1, '2026-03-11', '2026-03-11'),
    range(1, '2026-05-01', '2026-05-02'),
    range(2, '2026-03-12', '2026-03-12'),
  ]);
  expect(ranges).toEqual([
    { groupId: 1, fromDay: '2026-03-01', toDay: '2026-03-12' },
    { groupId: 1, fromDay: '2026-05-01', toDay: '2026-05-02' },
    { groupId: 2, fromDay: '2026-03-12', toDay: '2026-03-12' },
  ]);
});

test('a cell within a range is not counted twice, a repeated cell once', () => {
  const plan = planRecount([
    range(1, '2026-03-01', '2026-03-03'),
    cell(1, 7, '2026-03-02'),
    cell(1, 7, '2026-04-02'),
    cell(1, 7, '2026-04-02'),
  ]);
  expect(plan.cells).toEqual([{ groupId: 1, memberId: 7, day: '2026-04-02' }]);
});

test('sparse cells stay cells, dense ones become the whole span', () => {
  const sparse = Array.from({ length: 10 }, (_, i) => cell(1, i + 1, `2026-03-${String(i + 10)}`));
  expect(planRecount(sparse)).toMatchObject({ ranges: [], cells: { length: 10 } });
  const dense = Array.from({ length: 40 }, (_, i) => cell(1, i + 1, `2026-03-${String((i % 10) + 10)}`));
  expect(planRecount(dense)).toEqual({
    ranges: [{ groupId: 1, fromDay: '2026-03-10', toDay: '2026-03-19' }],
    cells: [],
  });
});

test('what happens late in the evening, when each cell touches the next day too, stays cells', () => {
  const live = Array.from({ length: 60 }, (_, i) => [
    cell(1, i + 1, '2026-03-10'),
    cell(1, i + 1, '2026-03-11'),
  ]).flat();
  expect(planRecount(live)).toMatchObject({ ranges: [], cells: { length: 120 } });
});
