import type { TestApp } from '@community-crm/host/testing';
import { dayLabel, dayNumberOf, dayPoints, forwardWeight, pointsOn, scoreOf } from '@community-crm/community-model';
import fc from 'fast-check';
import { startServices } from '../../__tests__/startServices';
import { readKinds, readProfile } from '../../configuration';
import type { Services } from '../../services';
import { refreshScores, type ScoringInput } from '..';

const TODAY = '2026-06-30';
const MEMBERS = [1001, 1002, 1003, 1004, 1005];
const GROUPS = [0, 2001, 2002, 2003];

let app: TestApp;
let services: Services;

beforeAll(async () => {
  ({ app, services } = await startServices());
  const members = app.db.getModel('communityMembers');
  await members.bulkCreate(MEMBERS.map((id) => ({ id, displayName: `Member ${id}`, engagementScore: 0 })));
  const memberships = app.db.getModel('communityMemberships');
  await memberships.bulkCreate(
    MEMBERS.flatMap((memberId) =>
      GROUPS.filter(Boolean).map((groupId) => ({ memberId, groupId, score: 0, points: 0 })),
    ),
  );
});
afterAll(() => app?.close());

const input = async (asOfDay = TODAY): Promise<ScoringInput> => ({
  store: services.store,
  gate: services.gate,
  profile: await readProfile(services.store),
  asOfDay,
});

interface Fact {
  memberId: number;
  groupId: number;
  day: string;
  kind: string;
  count: number;
}

const fact = fc.record({
  memberId: fc.constantFrom(...MEMBERS),
  groupId: fc.constantFrom(...GROUPS),
  // some lie ahead of the day that is asked for
  day: fc.integer({ min: -900, max: 2 }).map((ago) => dayLabel(dayNumberOf(TODAY) + ago)),
  kind: fc.constantFrom('message', 'reply', 'reaction', 'join', 'purchase', 'invite', 'unheard_of'),
  count: fc.integer({ min: 0, max: 60 }),
});
const keyOf = ({ memberId, groupId, day, kind }: Fact) => `${memberId} ${groupId} ${day} ${kind}`;
const facts = fc.uniqueArray(fact, { selector: keyOf, maxLength: 60 });

async function put(rows: Fact[]): Promise<void> {
  const model = app.db.getModel('communityDailyFacts');
  await model.destroy({ where: {} });
  await model.bulkCreate(rows as unknown as Array<Record<string, unknown>>);
}

interface Scored {
  memberships: Map<string, { points: number; score: number; level: string }>;
  members: Map<number, number>;
}

async function stored(): Promise<Scored> {
  const { store } = services;
  const memberships = await store.select(
    'SELECT g."memberId", g."groupId", g."points", g."score", g."level" FROM {communityMemberships} AS g',
  );
  const members = await store.select(
    'SELECT m."id", m."engagementScore" FROM {communityMembers} AS m WHERE m."id" >= 1001',
  );
  return {
    memberships: new Map(
      memberships.map(({ memberId, groupId, points, score, level }) => [
        `${memberId} ${groupId}`,
        { points: Number(points), score: Number(score), level: String(level) },
      ]),
    ),
    members: new Map(members.map(({ id, engagementScore }) => [Number(id), Number(engagementScore)])),
  };
}

/** The same in plain words. */
async function expected(rows: Fact[]): Promise<{ memberships: Map<string, number>; members: Map<number, number> }> {
  const profile = await readProfile(services.store);
  const kinds = new Map((await readKinds(services.store)).rows.map((kind) => [kind.key, kind]));
  const memberships = new Map<string, number>();
  const members = new Map(MEMBERS.map((id) => [id, 0]));
  for (const { memberId, groupId, day, kind, count } of rows) {
    const known = kinds.get(kind);
    if (!known || day > TODAY) continue;
    const { landmarkDay, halfLifeDays } = profile;
    const points =
      dayPoints(count, known.weight, known.dailyCap) * forwardWeight(dayNumberOf(day), landmarkDay, halfLifeDays);
    memberships.set(`${memberId} ${groupId}`, (memberships.get(`${memberId} ${groupId}`) ?? 0) + points);
    members.set(memberId, (members.get(memberId) ?? 0) + points);
  }
  const shown = (points: number) =>
    scoreOf(pointsOn(points, dayNumberOf(TODAY), profile.landmarkDay, profile.halfLifeDays), profile.pointsForHalf);
  return { memberships, members: new Map([...members].map(([id, points]) => [id, shown(points)])) };
}

const close = (value: number, wanted: number, by = 1e-9) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(by * Math.max(1, Math.abs(wanted)));

test('a full pass gives everybody the score that follows from the facts', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (rows) => {
      await put(rows);
      await refreshScores(await input());
      const [found, wanted] = [await stored(), await expected(rows)];
      for (const [key, { points }] of found.memberships) close(points, wanted.memberships.get(key) ?? 0);
      for (const [id, score] of found.members) close(score, wanted.members.get(id) ?? 0, 0.051);
    }),
    { numRuns: 12 },
  );
});

test('after a change of some, looking at those gives the same as looking at all', async () => {
  const changes = fc.record({ before: facts, after: facts, bySelect: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(changes, async ({ before, after, bySelect }) => {
      const touched = MEMBERS.slice(0, 2);
      await put(before);
      await refreshScores(await input());
      await put([
        ...before.filter(({ memberId }) => !touched.includes(memberId)),
        ...after.filter(({ memberId }) => touched.includes(memberId)),
      ]);
      await refreshScores(
        await input(),
        bySelect
          ? {
              select: 'SELECT m."id" FROM {communityMembers} AS m WHERE m."id" <= $last AND m."id" > 1000',
              bind: { last: 1002 },
            }
          : [...touched, touched[0]],
      );
      const some = await stored();
      expect(await refreshScores(await input())).toEqual({ memberships: 0, members: 0 });
      const all = await stored();
      for (const [key, { points }] of all.memberships) close(some.memberships.get(key)?.points ?? Number.NaN, points);
      expect(some.members).toEqual(all.members);
    }),
    { numRuns: 12 },
  );
});

test('a thousand messages in a day are capped, and fade by half in a half-life', async () => {
  const [memberId] = MEMBERS;
  await put([{ memberId, groupId: 2001, day: TODAY, kind: 'message', count: 1000 }]);
  const { profile } = await input();
  await refreshScores(await input());
  const score = (points: number) => Math.round(scoreOf(points, profile.pointsForHalf) * 10) / 10;
  expect((await stored()).members.get(memberId)).toBe(score(20));
  const later = dayLabel(dayNumberOf(TODAY) + profile.halfLifeDays);
  await refreshScores(await input(later));
  expect((await stored()).members.get(memberId)).toBe(score(10));
});

test('with a short half-life, history of years and years to come stay numbers; what is shown does not change', async () => {
  const [memberId] = MEMBERS;
  const day = dayLabel(dayNumberOf(TODAY) + 2000);
  await put([
    { memberId, groupId: 2001, day: '2012-01-01', kind: 'message', count: 5 },
    { memberId, groupId: 2001, day, kind: 'purchase', count: 5 },
    { memberId, groupId: 0, day, kind: 'purchase', count: 5 },
  ]);
  const profiles = app.db.getRepository('communityScoringProfiles');
  const before = await readProfile(services.store);
  await profiles.update({ filter: { active: true }, values: { halfLifeDays: 1 } });
  await refreshScores(await input(day));
  const { members, memberships } = await stored();
  expect(members.get(memberId)).toBe(Math.round(scoreOf(100, before.pointsForHalf) * 10) / 10);
  expect(memberships.get(`${memberId} 2001`)?.level).toBe('medium');
  const renewed = await readProfile(services.store);
  expect(renewed.landmarkDay).toBe(dayNumberOf(day));
  expect(renewed.version).toBe(before.version + 1);
  await profiles.update({ filter: { active: true }, values: { ...before, version: before.version } });
});
