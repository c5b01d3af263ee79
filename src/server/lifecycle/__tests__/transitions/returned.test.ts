import { Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('whoever had churned in silence and speaks again is active', async () => {
  await story.live(
    [
      { who: 'Ann', kind: 'join', day: 0.4 },
      { who: 'Ann', day: 2.5 },
      { who: 'Ann', day: 70.5 },
    ],
    90,
  );
  expect((await story.stays('Ann')).slice(2)).toEqual([
    ['at_risk', 17],
    ['churned', 47],
    ['active', 70],
    // and may fall silent once more
    ['at_risk', 85],
  ]);
});
