import { daily, Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('fifteen days without any sign of life put a member at risk, whatever the stage', async () => {
  await story.live(
    [
      { who: 'Newcomer', kind: 'join', day: 0.4 },
      { who: 'Active', kind: 'join', day: 0.4 },
      ...daily({ who: 'Active' }, 0, 3),
      { who: 'Core', kind: 'join', day: 0.4 },
      ...daily({ who: 'Core' }, 0, 20, 3),
      { who: 'Buyer', kind: 'join', day: 0.4 },
      { who: 'Buyer', kind: 'purchase', day: 1.5, amount: 1200 },
      // a reaction is a sign of life as good as a message
      { who: 'Reader', kind: 'join', day: 0.4 },
      ...daily({ who: 'Reader', kind: 'reaction' }, 0, 2),
      { who: 'Reader', kind: 'reaction', day: 14.5 },
      { who: 'Reader', kind: 'reaction', day: 29.4 },
    ],
    38,
  );
  // who never did anything: since the join at 0.4
  expect(await story.stays('Newcomer')).toEqual([
    ['new', 0],
    ['at_risk', 15],
  ]);
  // since 3.5
  expect((await story.stays('Active')).slice(2)).toEqual([['at_risk', 18]]);
  // since 20.5; by day 32 only 18 of thirty days were active, which is too few to stay core
  expect((await story.stays('Core')).slice(2)).toEqual([
    ['core', 20],
    ['active', 32],
    ['at_risk', 35],
  ]);
  expect(await story.stays('Buyer')).toEqual([
    ['new', 0],
    ['high_value', 1],
    ['at_risk', 16],
  ]);
  // never silent for fifteen days
  expect((await story.stays('Reader')).map(([stage]) => stage)).toEqual(['new', 'active']);
});
