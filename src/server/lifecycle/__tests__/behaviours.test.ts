import { inventedLife } from './simulated';
import { DAY, Story, type Stay } from './story';

const DAYS = 200;
const { community, days } = inventedLife({ members: 160, groups: 5, days: DAYS, seed: 5, buyers: false });

let story: Story;
/** By name: the stages that a member went through. */
const lives = new Map<string, Stay[]>();

beforeAll(async () => {
  story = await Story.begin();
  await story.tell(days.flat());
  // everything is known from the start: one replay lives through all of it
  await story.labels(DAYS - 1 / DAY, { touched: new Map() });
  for (const { name } of community.members) lives.set(name, await story.stays(name));
}, 300_000);
afterAll(() => story.end());

const now = (name: string) => lives.get(name)?.at(-1)?.[0];

test('every behaviour of the demonstration ends in the stage that it was planted for', () => {
  const wrong = community
    .planted()
    .map(({ name, pattern, stage, joinDay, hasLeft, silentDays }) => ({
      ...{ name, pattern, stage, joinDay, hasLeft, silentDays },
      given: now(name),
    }))
    // the plan takes the first word for activity; the rules ask for three of them within the first week
    .filter(({ given, stage, joinDay }) => given !== stage && !(given === 'new' && DAYS - joinDay <= 8));
  expect(new Set(community.planted().map(({ pattern }) => pattern)).size).toBe(12);
  expect(wrong).toEqual([]);
});

test('nobody is stuck: who has been silent for long is at risk or gone, who is around is neither', () => {
  const stuck = community
    .planted()
    .filter(({ name, silentDays, hasLeft }) => {
      const away = ['at_risk', 'churned'].includes(now(name) ?? '');
      if (hasLeft) return now(name) !== 'churned';
      return silentDays > 16 ? !away : silentDays < 14 && away;
    })
    .map(({ name, pattern, silentDays }) => [name, pattern, silentDays, now(name)]);
  expect(stuck).toEqual([]);
});

test('nobody flaps: a stage that was left for another is not taken up again within days', () => {
  const flaps: string[] = [];
  for (const [name, stays] of lives)
    stays.forEach(([stage, day], i) => {
      const later = stays[i + 2];
      if (!later || later[0] !== stage) return;
      const between = stays[i + 1];
      // a stay of less than a week between two of the same stage; a return from risk is no flap, somebody did come back
      const back = ['at_risk', 'churned'].includes(between[0]) && later[0] === 'active';
      if (!back && later[1] - between[1] < 7)
        flaps.push(`${name}: ${stage} ${day}, ${between.join(' ')}, ${later.join(' ')}`);
    });
  expect(flaps).toEqual([]);
  // most changes of anybody in 200 days
  expect(Math.max(...[...lives.values()].map((stays) => stays.length))).toBeLessThan(16);
});
