import { testDialect } from '@community-crm/host/testing';
import { inventedLife } from './simulated';
import { DAY, Story } from './story';

/** The year is told on SQLite; half of it shows that the other databases tell the same. */
const DAYS = testDialect() === 'sqlite' ? 365 : 183;
/** The last millisecond of a day. */
const endOf = (day: number) => day + 1 - 1 / DAY;

const { community, days } = inventedLife({ members: 130, groups: 4, days: DAYS, seed: 11 });
let story: Story;
let incremental: string[];
let examined = 0;

beforeAll(async () => {
  story = await Story.begin();
  for (let day = 0; day < DAYS; day += 1) {
    await story.tell(days[day]);
    const counts = await story.labels(endOf(day), { mode: 'incremental' });
    examined += counts.examined;
    if (day > 0) expect(counts.fullPasses).toBe(0);
  }
  incremental = await story.history();
}, 900_000);
afterAll(() => story.end());

test('the year has every behaviour of the demonstration, every stage, and many changes', async () => {
  expect(new Set(community.members.map(({ pattern }) => pattern)).size).toBe(12);
  expect(incremental.length).toBeGreaterThan(DAYS === 365 ? 500 : 250);
  for (const stage of ['new', 'active', 'core', 'high_value', 'at_risk', 'churned'])
    expect(incremental.some((line) => line.includes(`→ ${stage} `))).toBe(true);
});

test('runs that look at everybody tell the same history, to the instant and the rule', async () => {
  await story.forgetLabels();
  let full = 0;
  for (let day = 0; day < DAYS; day += 1) {
    const touched = await story.activeBetween(day - 1, day);
    full += (await story.labels(endOf(day), { mode: 'full', touched })).examined;
  }
  expect(await story.history()).toEqual(incremental);
  expect(examined).toBeLessThan(full / 2);
}, 900_000);

test('so do runs of which many were missed', async () => {
  await story.forgetLabels();
  let last = -1;
  for (const [i, gap] of [1, 2, 9, 1, 30, 4, 1, 1, 17, 3].entries())
    for (let round = 0; round < 6; round += 1) {
      const day = Math.min(DAYS - 1, last + gap + ((i + round) % 3));
      const touched = await story.activeBetween(last, day);
      await story.labels(endOf(day), { mode: i % 2 ? 'auto' : 'incremental', touched });
      last = day;
    }
  for (; last < DAYS - 1; last += 1)
    await story.labels(endOf(last + 1), { touched: await story.activeBetween(last, last + 1) });
  expect(await story.history()).toEqual(incremental);
}, 900_000);

test('a repetition at the same instant changes nothing', async () => {
  const { changed, newcomers, placed } = await story.labels(endOf(DAYS - 1), { mode: 'full' });
  expect({ changed, newcomers, placed }).toEqual({ changed: 0, newcomers: 0, placed: 0 });
  expect(await story.history()).toEqual(incremental);
});
