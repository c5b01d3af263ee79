import { daily, Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('whoever leaves every group has churned at once', async () => {
  await story.live(
    [
      { who: 'One group', kind: 'join', day: 0.4 },
      ...daily({ who: 'One group' }, 0, 8),
      { who: 'One group', kind: 'leave', day: 9.5 },
      { who: 'Two groups', kind: 'join', day: 0.4 },
      { who: 'Two groups', kind: 'join', day: 0.4, group: 'Second' },
      ...daily({ who: 'Two groups' }, 0, 8),
      { who: 'Two groups', kind: 'leave', day: 9.5 },
      { who: 'Two groups', kind: 'leave', day: 12.5, group: 'Second' },
      { who: 'At risk', kind: 'join', day: 0.4 },
      { who: 'At risk', day: 1.5 },
      { who: 'At risk', kind: 'leave', day: 18.5 },
      { who: 'Newcomer', kind: 'join', day: 0.4 },
      { who: 'Newcomer', kind: 'leave', day: 2.5 },
    ],
    22,
  );
  expect((await story.stays('One group')).at(-1)).toEqual(['churned', 9]);
  // one group is left after the first leave
  expect((await story.stays('Two groups')).at(-1)).toEqual(['churned', 12]);
  expect((await story.stays('At risk')).slice(-2)).toEqual([
    ['at_risk', 16],
    ['churned', 18],
  ]);
  expect(await story.stays('Newcomer')).toEqual([
    ['new', 0],
    ['churned', 2],
  ]);
});
