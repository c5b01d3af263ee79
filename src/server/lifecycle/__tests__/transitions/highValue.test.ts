import { daily, Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('purchases of 1,000 or three of them within ninety days make a member one of high value, from any living stage', async () => {
  await story.live(
    [
      { who: 'New', kind: 'join', day: 0.4 },
      { who: 'New', kind: 'purchase', day: 2.5, amount: 1000 },
      { who: 'Active', kind: 'join', day: 0.4 },
      ...daily({ who: 'Active' }, 0, 20),
      { who: 'Active', kind: 'purchase', day: 10.5, amount: 600 },
      { who: 'Active', kind: 'purchase', day: 15.5, amount: 400 },
      { who: 'Often', kind: 'join', day: 0.4 },
      ...daily({ who: 'Often', kind: 'purchase', amount: 1 }, 3, 5),
      { who: 'Core', kind: 'join', day: 0.4 },
      ...daily({ who: 'Core' }, 0, 24, 3),
      { who: 'Core', kind: 'purchase', day: 22.5, amount: 5000 },
      { who: 'Little', kind: 'join', day: 0.4 },
      ...daily({ who: 'Little' }, 0, 20),
      { who: 'Little', kind: 'purchase', day: 4.5, amount: 999 },
    ],
    25,
  );
  expect(await story.stays('New')).toEqual([
    ['new', 0],
    ['high_value', 2],
    ['at_risk', 17],
  ]);
  expect(await story.stays('Active')).toEqual([
    ['new', 0],
    ['active', 2],
    ['high_value', 15],
  ]);
  expect((await story.stays('Often')).slice(0, 2)).toEqual([
    ['new', 0],
    ['high_value', 5],
  ]);
  expect((await story.stays('Core')).slice(2)).toEqual([
    ['core', 20],
    ['high_value', 22],
  ]);
  expect((await story.stays('Little')).map(([stage]) => stage)).toEqual(['new', 'active']);
});
