import { daily, Story, type Deed } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

/** 1,050 by day 20; 950 once the first purchase is ninety days old, 350 once the second is. */
const purchases = (who: string): Deed[] => [
  { who, kind: 'purchase', day: 5.5, amount: 100 },
  { who, kind: 'purchase', day: 10.5, amount: 600 },
  { who, kind: 'purchase', day: 20.5, amount: 350 },
];

test('high value is kept down to nine tenths of the amount; then the member is core or active, whichever holds', async () => {
  const counting = await story.services.store.db
    .getRepository('communityRules')
    .findOne({ filter: { key: 'high-value' } });
  // by amount alone, so that three purchases are not a reason of their own
  await counting.update({ enter: { left: { metric: 'amountSpent', window: { days: 90 } }, op: '>=', right: 1000 } });
  await story.live(
    [
      { who: 'Core', kind: 'join', day: 0.4 },
      ...daily({ who: 'Core' }, 0, 105, 3),
      ...purchases('Core'),
      { who: 'Active', kind: 'join', day: 0.4 },
      ...daily({ who: 'Active' }, 0, 105).filter(({ day }) => Math.floor(day) % 4 === 0),
      ...purchases('Active'),
    ],
    105,
  );
  // the purchase of day 10 leaves the ninety days on day 100
  expect((await story.stays('Core')).slice(-2)).toEqual([
    ['high_value', 20],
    ['core', 100],
  ]);
  expect((await story.stays('Active')).slice(-2)).toEqual([
    ['high_value', 20],
    ['active', 100],
  ]);
});
