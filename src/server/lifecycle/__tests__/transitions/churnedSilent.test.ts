import { Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('thirty days at risk without a sign of life are the end', async () => {
  await story.live(
    [
      { who: 'Ann', kind: 'join', day: 0.4 },
      { who: 'Ann', day: 2.5 },
      { who: 'Bea', kind: 'join', day: 0.4 },
      { who: 'Bea', day: 2.5 },
      // comes back for a moment, which begins the silence anew
      { who: 'Bea', day: 40.5 },
    ],
    60,
  );
  // silent since 2.5, at risk from the end of day 17, thirty days later at the end of day 47
  expect((await story.stays('Ann')).slice(2)).toEqual([
    ['at_risk', 17],
    ['churned', 47],
  ]);
  expect((await story.stays('Bea')).slice(2)).toEqual([
    ['at_risk', 17],
    ['active', 40],
    ['at_risk', 55],
  ]);
});
