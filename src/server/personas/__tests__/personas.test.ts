import { DEFAULT_RFM, type RfmSettings } from '../../../common/rfm';
import { readKinds } from '../../configuration';
import { readConditionContext } from '../../conditions';
import { readLabelRules, type LabellingInput } from '../../labelling';
import { inventedLife } from '../../lifecycle/__tests__/simulated';
import { DAY, daily, Story, type Deed } from '../../lifecycle/__tests__/story';
import { refreshPersonas, refreshQuintiles, refreshTiers } from '..';

const DAYS = 180;
const { community, days } = inventedLife({ members: 500, groups: 14, days: DAYS, seed: 11, buyers: false });

let story: Story;

/** The story knows people by their names: who shares one with somebody is one person there. */
const named = (name: string) => community.members.filter((member) => member.name === name).length;

beforeAll(async () => {
  story = await Story.begin();
  await story.tell(days.flat());
}, 300_000);
afterAll(() => story.end());

async function at(day: number): Promise<LabellingInput> {
  const { store, gate, settings } = story.services;
  return { store, gate, zone: await settings.zone(), kinds: await readKinds(store), asOf: story.at(day) };
}

async function columnOf(name: string): Promise<Map<string, unknown>> {
  const rows = await story.services.store.select(
    `SELECT m."displayName" AS "who", m."${name}" AS "value" FROM {communityMembers} AS m WHERE m."id" <> 0`,
  );
  return new Map(rows.map(({ who, value }) => [String(who), value]));
}

test('each persona is found among people who were planted to live so', async () => {
  const input = await at(DAYS - 1 / DAY);
  const rules = await readLabelRules(input.store, 'persona', await readConditionContext(input.store));
  expect(rules.broken).toEqual([]);
  expect(await refreshPersonas(input, rules, null)).toBeGreaterThan(100);
  expect(await refreshPersonas(input, rules, null)).toBe(0);
  const given = await columnOf('persona');
  const found: Record<string, { precision: number; recall: number; wrong: string[] }> = {};
  for (const persona of rules.rules.map(({ to }) => to)) {
    // who has come lately has not lived long enough to be told apart
    const people = community.planted().filter(({ joinDay, name }) => DAYS - joinDay >= 60 && named(name) === 1);
    const truly = (one: (typeof people)[number]) =>
      // whoever of the others was given a single group, and lives on in it, is a single-group regular as well
      one.persona === persona ||
      (persona === 'single_group_regular' && one.pattern === 'steady' && one.groups.length === 1);
    const carriers = people.filter(({ name }) => given.get(name) === persona);
    const right = carriers.filter(truly).length;
    found[persona] = {
      precision: right / carriers.length,
      recall: right / people.filter(truly).length,
      wrong: carriers.filter((one) => !truly(one)).map(({ pattern, groups }) => `${pattern} ${groups.length}`),
    };
  }
  expect(Object.keys(found)).toHaveLength(6);
  expect(Object.entries(found).filter(([, { precision, recall }]) => !(precision >= 0.9 && recall >= 0.9))).toEqual([]);
});

/** A small community whose numbers are told by hand, as of noon of day 200. */
const HAND: Deed[] = [
  // 21 in the last seven days
  ...daily({ who: 'Hana', group: 'Hand' }, 194, 199, 4),
  // 20 in the last seven days
  ...daily({ who: 'Hugo', group: 'Hand' }, 195, 199, 4),
  // last word 29, 30, 31, 89, 90 days ago; the last one still reacts
  { who: 'P29', day: 171, group: 'Hand' },
  { who: 'P30', day: 170, group: 'Hand' },
  { who: 'P31', day: 169, group: 'Hand' },
  { who: 'P89', day: 111, group: 'Hand' },
  { who: 'P90', day: 110, group: 'Hand' },
  { who: 'Reacts', day: 100, group: 'Hand' },
  { who: 'Reacts', day: 199.4, group: 'Hand', kind: 'reaction' },
];

test('tiers follow their limits to the day, and other limits give other tiers', async () => {
  await story.tell(HAND);
  const input = await at(200);
  const tierOf = async (settings: RfmSettings) => {
    await refreshTiers(input, settings, null);
    const tiers = await columnOf('rfmTier');
    return Object.fromEntries(
      ['Hana', 'Hugo', 'P29', 'P30', 'P31', 'P89', 'P90', 'Reacts'].map((who) => [who, tiers.get(who)]),
    );
  };
  expect(await tierOf(DEFAULT_RFM)).toEqual({
    ...{ Hana: 'high_value', Hugo: 'potential', P29: 'potential', P30: 'silent', P31: 'silent', P89: 'silent' },
    ...{ P90: 'churned', Reacts: 'silent' },
  });
  expect(await tierOf({ ...DEFAULT_RFM, interactionsPerDay: 2.8, silentDays: 31, churnedDays: 89 })).toEqual({
    ...{ Hana: 'high_value', Hugo: 'high_value', P29: 'potential', P30: 'potential', P31: 'silent', P89: 'churned' },
    ...{ P90: 'churned', Reacts: 'silent' },
  });
  // everybody has one of the four
  expect([...(await columnOf('rfmTier')).values()].filter((tier) => tier === null)).toEqual([]);
});

test('quintiles are places among everybody; equal values share one, and contribution stands in for purchases', async () => {
  const { store, gate } = story.services;
  const input = await at(200);
  const expected = async (value: (row: Record<string, unknown>) => number) => {
    const rows = await store.select(
      `SELECT m."displayName" AS "who", ${store.sql.epochMs('COALESCE(m."lastActiveAt", m."firstSeenAt")')} AS "last", COALESCE(m."engagementScore", 0) AS "score" FROM {communityMembers} AS m WHERE m."firstSeenAt" IS NOT NULL`,
    );
    return new Map(
      rows.map((row) => [
        String(row.who),
        1 + Math.floor((5 * rows.filter((other) => value(other) < value(row)).length) / rows.length),
      ]),
    );
  };
  const placed = async (name: string) => {
    const found = await columnOf(name);
    return new Map([...found].filter(([, value]) => value !== null).map(([who, value]) => [who, Number(value)]));
  };
  await gate.run((transaction) =>
    store.execute(`UPDATE {communityMembers} SET "engagementScore" = 50 WHERE "displayName" = 'Hana'`, { transaction }),
  );
  expect(await refreshQuintiles(input, DEFAULT_RFM)).toMatchObject({ monetary: 'contribution' });
  expect(await placed('rfmRecency')).toEqual(await expected(({ last }) => Number(last)));
  expect(await placed('rfmMonetary')).toEqual(await expected(({ score }) => Number(score)));
  // nothing moves without a reason
  expect(await refreshQuintiles(input, DEFAULT_RFM)).toEqual({ changed: 0, monetary: 'contribution' });
  await story.tell([{ who: 'P90', day: 199.9, group: '', kind: 'purchase', amount: 5 }]);
  expect(await refreshQuintiles(input, DEFAULT_RFM)).toMatchObject({ monetary: 'purchases' });
  const monetary = await placed('rfmMonetary');
  expect([monetary.get('P90'), monetary.get('Hana')]).toEqual([5, 1]);
});

test('the highest priority wins, and a rule that cannot be evaluated leaves everybody as they are', async () => {
  const input = await at(200);
  const rule = (to: string, priority: number) => ({
    ...{ id: 0, key: to, title: to, to, priority, version: 1 },
    condition: { left: { metric: 'daysSinceJoined' }, op: '>=' as const, right: 0 },
  });
  const before = await columnOf('persona');
  await refreshPersonas(
    input,
    { rules: [rule('dormant', 2)], broken: [{ id: 0, to: 'x', error: new Error('no') as never }] },
    null,
  );
  expect(await columnOf('persona')).toEqual(before);
  await refreshPersonas(input, { rules: [rule('dormant', 2), rule('one_time', 1)], broken: [] }, null);
  expect(new Set((await columnOf('persona')).values())).toEqual(new Set(['dormant']));
});
