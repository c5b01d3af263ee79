import { simulateCommunity } from '@community-crm/telegram-sandbox';
import type { TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';
import { fillDemonstration } from '../demo';
import { verify } from '../verify';

const DAY = 86_400_000;
const MINUTES = 60_000;
const SIZES = { members: '120', groups: '5', days: '80', seed: '1' };
const clock = Date.now.bind(Date);
/** The last seconds of a day: what is planted is told as of its end. */
const evening = Math.ceil((clock() + 1) / DAY) * DAY - 20_000;
const start = new Date(evening - 79 * DAY).toISOString().slice(0, 10);

const COMMUNITY = { start, members: 120, groups: 5, seed: '1' };

let app: TestApp;
let services: Services;
let said: string[];

/** Lets the plugin's clock begin at an instant, and fills the demonstration. */
async function fillAt(instant: number): Promise<void> {
  const ahead = instant - clock();
  jest.spyOn(Date, 'now').mockImplementation(() => Math.min(clock() + ahead, instant + 15_000));
  said = [];
  await fillDemonstration(services, SIZES, (line) => said.push(line));
  jest.restoreAllMocks();
}

const count = (table: string, where = '1 = 1') =>
  services.store
    .select<{ n: number | string }>(`SELECT COUNT(*) AS "n" FROM {${table}} AS t WHERE ${where}`)
    .then(([{ n }]) => Number(n));

beforeAll(async () => {
  ({ app, services } = await startServices());
  await fillAt(evening);
}, 10 * MINUTES);
afterAll(() => app?.close());

/** The stage of everybody, by Telegram's id. */
async function stages(): Promise<Map<number, string | null>> {
  const rows = await services.store.select<{ externalId: string; stage: string | null }>(
    `SELECT i."externalId", m."stage" FROM {communityIdentities} AS i JOIN {communityMembers} AS m ON m."id" = i."memberId"
     WHERE i."platform" = 'telegram'`,
  );
  return new Map(rows.map(({ externalId, stage }) => [Number(externalId), stage]));
}

/** Where each life leads to at the end of a day (0 = the first), by other code than the product's. */
function expectedStages(day: number): Map<number, string> {
  const planted = simulateCommunity({ ...COMMUNITY, days: day + 1 }).planted();
  // on a day of change it depends on the hour, and in the first week on how much was said
  const settled = planted.filter(
    ({ silentDays, hasLeft, joinDay }) => hasLeft || (silentDays !== 15 && silentDays !== 45 && day - joinDay > 7),
  );
  return new Map(
    settled.map(({ id, stage, spending: { orders, amount } }) => {
      const valuable = (stage === 'active' || stage === 'core') && (orders >= 3 || amount >= 1000);
      return [id, valuable ? 'high_value' : stage];
    }),
  );
}

const only = <T>(map: ReadonlyMap<number, T>, ids: ReadonlyMap<number, unknown>) =>
  Object.fromEntries([...ids.keys()].map((id) => [id, map.get(id)]));

it('takes in what was said and bought', async () => {
  expect(await count('communityActivities', `t."kind" = 'message'`)).toBeGreaterThan(500);
  const orders = [...simulateCommunity({ ...COMMUNITY, days: 80 }).orders()];
  expect(await count('communityActivities', `t."kind" = 'purchase'`)).toBe(orders.length);
  const [{ amount }] = await services.store.select<{ amount: number | string }>(
    'SELECT SUM(f."amount") AS "amount" FROM {communityDailyFacts} AS f',
  );
  expect(Number(amount)).toBe(orders.reduce((sum, order) => sum + order.amount, 0));
  expect(await verify(services)).toEqual([]);
});

it('places everybody in the stage that their life leads to', async () => {
  const expected = expectedStages(79);
  expect(new Set(expected.values())).toEqual(new Set(['active', 'core', 'high_value', 'at_risk', 'churned']));
  expect(only(await stages(), expected)).toEqual(only(expected, expected));
});

it(
  'adds nothing when it is filled again on the same day',
  async () => {
    const before = await count('communityActivities');
    await fillAt(evening + 10_000);
    expect(said.join()).toContain('added 0, changed 0');
    expect(await count('communityActivities')).toBe(before);
  },
  10 * MINUTES,
);

it(
  'goes on where it was on a later day',
  async () => {
    const before = await count('communityActivities');
    await fillAt(evening + DAY);
    expect(await count('communityActivities')).toBeGreaterThan(before);
    const expected = expectedStages(80);
    expect(only(await stages(), expected)).toEqual(only(expected, expected));
  },
  10 * MINUTES,
);
