import { daily, Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('more than twenty active days and fifty messages within thirty days make an active member core', async () => {
  await story.live(
    [
      { who: 'Both', kind: 'join', day: 0.4 },
      ...daily({ who: 'Both' }, 0, 24, 3),
      // 25 days, 50 messages: not more than fifty
      { who: 'Fifty', kind: 'join', day: 0.4 },
      ...daily({ who: 'Fifty' }, 0, 24, 2),
      // 60 messages on 20 days: not more than twenty
      { who: 'Twenty', kind: 'join', day: 0.4 },
      ...daily({ who: 'Twenty' }, 0, 19, 3),
      // 21 active days by reactions, and 51 messages on three of them
      { who: 'Mixed', kind: 'join', day: 0.4 },
      ...daily({ who: 'Mixed', kind: 'reaction' }, 0, 20),
      ...daily({ who: 'Mixed' }, 1, 3, 17),
    ],
    27,
  );
  // the twenty-first day is day 20
  expect((await story.stays('Both')).at(-1)).toEqual(['core', 20]);
  expect((await story.stays('Fifty')).at(-1)).toEqual(['active', 1]);
  expect((await story.stays('Twenty')).at(-1)).toEqual(['active', 1]);
  expect((await story.stays('Mixed')).at(-1)).toEqual(['core', 20]);
});
