import { daily, Story, type Deed } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

/** Three messages on the days for which a pattern holds. */
const onDays = (who: string, first: number, last: number, holds: (day: number) => boolean): Deed[] =>
  daily({ who }, first, last, 3).filter(({ day }) => holds(Math.floor(day)));

test('core is kept down to nine tenths of what it takes, then the member is active', async () => {
  await story.live(
    [
      { who: 'Ann', kind: 'join', day: 0.4 },
      ...onDays('Ann', 0, 29, () => true),
      // two days of three: 20 of 30 days, too few to become core and enough to stay it
      ...onDays('Ann', 30, 62, (day) => day % 3 !== 2),
      // every other day: one active day less in every six
      ...onDays('Ann', 63, 90, (day) => day % 2 === 1),
    ],
    85,
  );
  const stays = await story.stays('Ann');
  expect(stays.slice(0, 3)).toEqual([
    ['new', 0],
    ['active', 1],
    ['core', 20],
  ]);
  // the first day on which the thirty days up to it hold 18 active ones: no longer more than 18
  const active = (day: number) => (day < 30 ? true : day < 63 ? day % 3 !== 2 : day % 2 === 1);
  const lost = Array.from({ length: 85 }, (_, day) => day).find(
    (day) => day > 20 && Array.from({ length: 30 }, (_, i) => day - i).filter(active).length <= 18,
  );
  expect(lost).toBe(70);
  expect(stays.slice(3)).toEqual([['active', 70]]);
});
