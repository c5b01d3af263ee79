import { daily, Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('whoever had left every group and joins again is active; a word outside any group is enough as well', async () => {
  await story.live(
    [
      { who: 'Rejoins', kind: 'join', day: 0.4 },
      ...daily({ who: 'Rejoins' }, 0, 5),
      { who: 'Rejoins', kind: 'leave', day: 6.5 },
      { who: 'Rejoins', kind: 'join', day: 20.5 },
      { who: 'Elsewhere', kind: 'join', day: 0.4 },
      ...daily({ who: 'Elsewhere' }, 0, 5),
      { who: 'Elsewhere', kind: 'leave', day: 6.5 },
      { who: 'Elsewhere', kind: 'join', day: 10.5, group: 'Another' },
      { who: 'Buys', kind: 'join', day: 0.4 },
      { who: 'Buys', kind: 'leave', day: 6.5 },
      { who: 'Buys', kind: 'purchase', day: 12.5, group: '', amount: 5 },
    ],
    25,
  );
  expect((await story.stays('Rejoins')).slice(-2)).toEqual([
    ['churned', 6],
    ['active', 20],
  ]);
  // the first join of another group is no sign of life by itself
  expect((await story.stays('Elsewhere')).at(-1)).toEqual(['churned', 6]);
  expect((await story.stays('Buys')).slice(-2)).toEqual([
    ['churned', 6],
    ['active', 12],
  ]);
});
