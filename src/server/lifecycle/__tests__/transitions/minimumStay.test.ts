import { daily, Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
  const rules = story.app.db.getRepository('communityRules');
  await rules.update({ filter: { key: 'active-from-new' }, values: { minimumStayDays: 20 } });
  await rules.update({ filter: { key: 'core' }, values: { minimumStayDays: 25 } });
});
afterAll(() => story.end());

test('a demotion waits until the member has been in the stage long enough; a promotion and a leave do not', async () => {
  await story.live(
    [
      // active from day 0 on, silent since 0.7: at risk after 15 days without a minimum stay
      { who: 'Silent', kind: 'join', day: 0.4 },
      ...daily({ who: 'Silent' }, 0, 0, 3),
      // core from day 20 on, and no longer talkative enough from day 32 on
      { who: 'Core', kind: 'join', day: 0.4 },
      ...daily({ who: 'Core' }, 0, 20, 3),
      ...daily({ who: 'Core', kind: 'reaction' }, 21, 60).filter(({ day }) => Math.floor(day) % 5 === 0),
      { who: 'Leaves', kind: 'join', day: 0.4 },
      ...daily({ who: 'Leaves' }, 0, 2, 3),
      { who: 'Leaves', kind: 'leave', day: 3.5 },
      { who: 'Rises', kind: 'join', day: 0.4 },
      ...daily({ who: 'Rises' }, 0, 0, 3),
      { who: 'Rises', kind: 'purchase', day: 2.5, amount: 2000 },
    ],
    50,
  );
  expect(await story.stays('Silent')).toEqual([
    ['new', 0],
    ['active', 1],
    // twenty days after the end of day 1, not on day 15
    ['at_risk', 21],
  ]);
  expect((await story.stays('Core')).slice(-2)).toEqual([
    ['core', 20],
    ['active', 45],
  ]);
  expect((await story.stays('Leaves')).at(-1)).toEqual(['churned', 3]);
  expect((await story.stays('Rises')).slice(0, 3)).toEqual([
    ['new', 0],
    ['active', 1],
    ['high_value', 2],
  ]);
});
