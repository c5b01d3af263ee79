import { Story, type Deed } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('any sign of life takes a member out of the risk', async () => {
  const silentAfterADay = (who: string): Deed[] => [
    { who, kind: 'join', day: 0.4 },
    { who, day: 0.5 },
    { who, day: 0.6 },
    { who, day: 0.7 },
  ];
  await story.live(
    [
      ...silentAfterADay('Writes'),
      { who: 'Writes', day: 20.5 },
      ...silentAfterADay('Clicks'),
      { who: 'Clicks', kind: 'click', day: 22.5 },
      ...silentAfterADay('Gone'),
    ],
    25,
  );
  expect(await story.stays('Writes')).toEqual([
    ['new', 0],
    ['active', 1],
    ['at_risk', 15],
    ['active', 20],
  ]);
  expect((await story.stays('Clicks')).slice(2)).toEqual([
    ['at_risk', 15],
    ['active', 22],
  ]);
  expect((await story.stays('Gone')).slice(2)).toEqual([['at_risk', 15]]);
});
