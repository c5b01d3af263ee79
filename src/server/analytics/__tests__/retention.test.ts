import { CommunityZone, dayLabel, dayNumberOf } from '@community-crm/community-model';
import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../../common/names';
import { RETENTION_BASES, type RetentionAnswer, type RetentionBasis } from '../../../common/retention';
import { readKinds } from '../../configuration';
import type { PluginTelegramCommunity } from '../../plugin';
import type { Store } from '../../store';
import { mondayOf, retention, weekOfDayNumber } from '..';
import { fill } from './tables';

let app: TestApp;
let root: Agent;
let store: Store;

/** In the second of these weeks the clocks of Berlin go forward: it is an hour shorter. */
const ZONE = 'Europe/Berlin';
const MONDAYS = ['2026-03-16', '2026-03-23', '2026-03-30', '2026-04-06'];
const SPRING = { from: '2026-03-18', to: '2026-04-08' };

type Done = [day: string, kind: string, group?: number];

/**
 * First sight and what was done on which day, in group 1 unless it says so; `back` is a return after a leave.
 */
const LIVES: Record<string, { seen: string; did: Done[]; bot?: boolean }> = {
  // joined in the first week; active in weeks 0, 1 and 3
  Ada: {
    seen: '2026-03-17T09:00:00Z',
    did: [
      ['2026-03-17', 'join'],
      ['2026-03-18', 'message'],
      ['2026-03-24', 'reply'],
      ['2026-04-07', 'message'],
    ],
  },
  // joined in the first week, first active in the second
  Bo: {
    seen: '2026-03-20T09:00:00Z',
    did: [
      ['2026-03-20', 'join'],
      ['2026-03-29', 'reaction'],
    ],
  },
  // never seen to join; half past midnight on Monday in Berlin is Sunday in UTC
  Cy: {
    seen: '2026-03-29T22:30:00Z',
    did: [
      ['2026-03-30', 'message'],
      ['2026-04-06', 'message', 2],
    ],
  },
  // joined long ago, spoke once, came back in the second week
  Di: {
    seen: '2026-01-05T09:00:00Z',
    did: [
      ['2026-01-05', 'join'],
      ['2026-01-06', 'message'],
      ['2026-03-25', 'message'],
    ],
  },
  // active in the week before the first and in the first
  Ed: {
    seen: '2026-01-07T09:00:00Z',
    did: [
      ['2026-01-07', 'join'],
      ['2026-03-10', 'message'],
      ['2026-03-16', 'message'],
    ],
  },
  // reacts at first, speaks two weeks later
  Flo: {
    seen: '2026-03-16T09:00:00Z',
    did: [
      ['2026-03-16', 'join'],
      ['2026-03-17', 'reaction'],
      ['2026-03-31', 'message'],
    ],
  },
  // joins and is never heard of; a join is no sign of life
  Gus: { seen: '2026-03-26T09:00:00Z', did: [['2026-03-26', 'join']] },
  // a return after a leave is one
  Ida: {
    seen: '2026-01-08T09:00:00Z',
    did: [
      ['2026-01-08', 'join'],
      ['2026-04-01', 'back'],
    ],
  },
  Robot: { seen: '2026-03-16T09:00:00Z', did: MONDAYS.map((day): Done => [day, 'message']), bot: true },
};

const NAMES = Object.keys(LIVES);

/** The same numbers from 0 to 1 for the same seed (Park and Miller, 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  const { services } = app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity;
  store = services.store;
  await services.settings.write({ timeZone: ZONE });
  await fill(
    app,
    'communityMembers',
    NAMES.map((displayName, i) => ({
      id: i + 1,
      displayName,
      firstSeenAt: LIVES[displayName].seen,
      isBot: LIVES[displayName].bot ?? false,
      isTeam: false,
    })),
  );
  await fill(
    app,
    'communityGroups',
    [1, 2].map((id) => ({ id, platform: 'telegram', externalId: `-${id}`, title: `Group ${id}` })),
  );
  await fill(
    app,
    'communityMemberships',
    NAMES.map((name, i) => ({ memberId: i + 1, groupId: 1, firstSeenAt: LIVES[name].seen })),
  );
  await fill(app, 'communityMemberships', [{ memberId: 3, groupId: 2, firstSeenAt: '2026-04-06T09:00:00Z' }]);
  await fill(
    app,
    'communityDailyFacts',
    NAMES.flatMap((name, i) =>
      LIVES[name].did.map(([day, kind, groupId = 1]) => ({
        memberId: i + 1,
        groupId,
        day,
        kind: kind === 'back' ? 'join' : kind,
        count: 1,
        rejoins: kind === 'back' ? 1 : 0,
      })),
    ),
  );
});
afterAll(() => app.close());

async function ask(query: object, agent = root): Promise<RetentionAnswer> {
  return (
    await agent
      .get('/api/communityAnalytics:retention')
      .query({ ...SPRING, ...query })
      .expect(200)
  ).body.data;
}

/** `week: members [active in each week since]` of every cohort. */
const triangle = ({ cohorts, weeks }: RetentionAnswer) =>
  Object.fromEntries(cohorts.map(({ week, members, active }) => [weeks[week].monday, [members, active]]));

/** `[new, returning, resurrecting, dormant]` of every week. */
const movement = ({ weeks }: RetentionAnswer) =>
  weeks.map((week) => [week.new, week.returning, week.resurrecting, week.dormant]);

describe('cohorts by the week of joining', () => {
  test('follow their members week by week, Monday first, across a change of clocks', async () => {
    const answer = await ask({ basis: 'joined' });
    expect(answer.weeks.map(({ monday }) => monday)).toEqual(MONDAYS);
    expect(triangle(answer)).toEqual({
      '2026-03-16': [3, [2, 2, 1, 1]],
      '2026-03-23': [1, [0, 0, 0]],
      '2026-03-30': [1, [1, 1]],
    });
    expect(answer.cohorts[0].share).toEqual([2 / 3, 2 / 3, 1 / 3, 1 / 3]);
  });

  test('say for how many first sight had to stand for a join that was not seen', async () => {
    const { cohorts } = await ask({ basis: 'joined' });
    expect(cohorts.map(({ assumed }) => assumed)).toEqual([0, 0, 1]);
  });
});

describe('the weeks', () => {
  test('split the active into new, returning and resurrecting, and name those who fell silent', async () => {
    const answer = await ask({ basis: 'joined' });
    // Ada, Flo | Ed; Ed and Flo fall silent in week 1, where Bo is new and Di comes back
    expect(movement(answer)).toEqual([
      [2, 1, 0, 0],
      [1, 1, 1, 2],
      [2, 0, 1, 3],
      [0, 1, 1, 2],
    ]);
    expect(answer.weeks.map(({ active }) => active)).toEqual([3, 3, 3, 2]);
    expect(answer.weeks.every(({ complete }) => complete)).toBe(true);
  });

  test('begin with what was known before the period', async () => {
    const answer = await ask({ from: '2026-03-23', to: '2026-03-29' });
    expect(movement(answer)).toEqual([[1, 1, 1, 2]]);
    expect(triangle(answer)).toEqual({ '2026-03-23': [1, [0]] });
  });

  test('that are not over are marked', async () => {
    const kinds = await readKinds(store);
    const week = (day: string) => weekOfDayNumber(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
    const scope = { members: () => store.bool(true), groups: null, bind: {} };
    const at = async (asOf: string) =>
      (
        await retention(
          store,
          new CommunityZone(ZONE),
          kinds,
          { basis: 'joined', first: week(MONDAYS[0]), last: week(MONDAYS[1]), group: null, asOf: Date.parse(asOf) },
          scope,
        )
      ).weeks.map(({ complete }) => complete);
    expect(await at('2026-03-29T21:59:59Z')).toEqual([true, false]);
    expect(await at('2026-03-29T22:00:00Z')).toEqual([true, true]);
  });

  test('to come are left out, twelve are shown unless the request says otherwise', async () => {
    const { body } = await root.get('/api/communityAnalytics:retention').expect(200);
    const { weeks } = body.data as RetentionAnswer;
    expect(weeks).toHaveLength(12);
    expect(weeks.map(({ complete }) => complete)).toEqual([...new Array(11).fill(true), false]);
    expect((await ask({ from: '2030-01-01', to: '2030-02-01' })).weeks).toEqual([]);
  });
});

describe('what makes a member new', () => {
  test('first sight', async () => {
    expect(triangle(await ask({ basis: 'firstSeen' }))).toEqual({
      '2026-03-16': [3, [2, 2, 1, 1]],
      '2026-03-23': [1, [0, 0, 0]],
      '2026-03-30': [1, [1, 1]],
    });
  });

  test('the first message: nothing before it counts', async () => {
    const answer = await ask({ basis: 'firstMessage' });
    expect(triangle(answer)).toEqual({ '2026-03-16': [1, [1, 1, 0, 1]], '2026-03-30': [2, [2, 1]] });
    // Flo is new with the message, not with the reaction two weeks before; Bo and Ida never said anything
    expect(movement(answer)).toEqual([
      [1, 1, 0, 0],
      [0, 1, 1, 1],
      [2, 0, 0, 2],
      [0, 1, 1, 1],
    ]);
  });
});

describe('one group', () => {
  test('counts what happened in it, first sight included', async () => {
    expect(triangle(await ask({ basis: 'firstSeen', group: 2 }))).toEqual({ '2026-04-06': [1, [1]] });
    expect(movement(await ask({ basis: 'firstSeen', group: 2 }))[3]).toEqual([1, 0, 0, 0]);
    expect(movement(await ask({ basis: 'joined', group: 1 }))[3]).toEqual([0, 0, 1, 3]);
  });
});

describe('a role that sees some of it', () => {
  const bases: RetentionBasis[] = ['joined', 'firstSeen', 'firstMessage'];

  test.each(bases)('gets no number with a member beyond its scope in it (%s)', async (basis) => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: { $in: ['Ada', 'Robot'] } }, communityGroups: {} },
    });
    const answer = await ask({ basis }, agent);
    expect(triangle(answer)).toEqual({ '2026-03-16': [1, [1, 1, 0, 1]] });
    expect(movement(answer)).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 1, 0],
    ]);
  });

  test.each(bases)('gets nothing of a group beyond its scope (%s)', async (basis) => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: {}, communityGroups: { title: 'Group 2' } },
    });
    expect(triangle(await ask({ basis }, agent))).toEqual({ '2026-04-06': [1, [1]] });
    const asked = await ask({ basis, group: 1 }, agent);
    expect(asked.cohorts).toEqual([]);
    expect(asked.weeks.every(({ active, dormant }) => active + dormant === 0)).toBe(true);
  });

  test('is refused where it may not list members or groups', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    await agent.get('/api/communityAnalytics:retention').expect(403);
    await app.anonymous().get('/api/communityAnalytics:retention').expect(401);
  });
});

describe('a made-up community over two years', () => {
  const GROUP = 9;
  const FIRST = weekOfDayNumber(dayNumberOf('2024-01-03'));
  const WEEKS = 104;
  const MEMBERS = 40;
  interface Fact {
    day: number;
    kind: 'message' | 'reaction' | 'join';
    rejoins: number;
  }
  const people: Array<{ seen: number; facts: Fact[] }> = [];

  beforeAll(async () => {
    const random = seeded(20240103);
    const whole = (below: number) => Math.floor(random() * below);
    const start = 7 * FIRST + 4;
    for (let i = 0; i < MEMBERS; i += 1) {
      const seen = start - 60 + whole(7 * WEEKS);
      const facts: Fact[] = random() < 0.7 ? [{ day: seen, kind: 'join', rejoins: 0 }] : [];
      for (let n = whole(60); n > 0; n -= 1) {
        const day = seen - 20 + whole(400);
        const kind = (['message', 'reaction', 'join'] as const)[whole(3)];
        if (!facts.some((fact) => fact.day === day && fact.kind === kind))
          facts.push({ day, kind, rejoins: kind === 'join' ? whole(2) : 0 });
      }
      people.push({ seen, facts });
    }
    const id = (i: number) => 1000 + i;
    await fill(app, 'communityGroups', [{ id: GROUP, platform: 'telegram', externalId: '-9', title: 'Made up' }]);
    await fill(
      app,
      'communityMembers',
      people.map(({ seen }, i) => ({
        id: id(i),
        displayName: `M${i}`,
        firstSeenAt: `${dayLabel(seen)}T12:00:00Z`,
        isBot: false,
        isTeam: false,
      })),
    );
    await fill(
      app,
      'communityMemberships',
      people.map(({ seen }, i) => ({ memberId: id(i), groupId: GROUP, firstSeenAt: `${dayLabel(seen)}T12:00:00Z` })),
    );
    await fill(
      app,
      'communityDailyFacts',
      people.flatMap(({ facts }, i) =>
        facts.map((fact) => ({
          memberId: id(i),
          groupId: GROUP,
          day: dayLabel(fact.day),
          kind: fact.kind,
          count: 1,
          rejoins: fact.rejoins,
        })),
      ),
    );
  });

  /** The definitions, member by member. */
  function counted(basis: RetentionBasis, first: number, weeks: number) {
    const cohorts: Record<string, [number, number[]]> = {};
    const moves = Array.from({ length: weeks }, () => [0, 0, 0, 0]);
    for (const { seen, facts } of people) {
      const earliest = (kinds: string[]) =>
        Math.min(...facts.filter(({ kind }) => kinds.includes(kind)).map(({ day }) => day));
      const joined = earliest(['join']);
      const began = weekOfDayNumber(
        basis === 'firstSeen'
          ? seen
          : basis === 'joined'
            ? Number.isFinite(joined)
              ? joined
              : seen
            : earliest(['message']),
      );
      if (!Number.isFinite(began)) continue;
      const alive = new Set(
        facts
          .filter(({ kind, rejoins }) => kind !== 'join' || rejoins)
          .map(({ day }) => weekOfDayNumber(day))
          .filter((week) => week >= began),
      );
      if (began >= first && began < first + weeks) {
        const ages = Array.from({ length: first + weeks - began }, (_, age) => Number(alive.has(began + age)));
        const [members, active] = (cohorts[mondayOf(began)] ??= [0, ages.map(() => 0)]);
        cohorts[mondayOf(began)] = [members + 1, active.map((n, age) => n + ages[age])];
      }
      for (let i = 0; i < weeks; i += 1) {
        const [now, before] = [alive.has(first + i), alive.has(first + i - 1)];
        const ever = [...alive].some((week) => week < first + i);
        if (now) moves[i][before ? 1 : ever ? 2 : 0] += 1;
        else if (before) moves[i][3] += 1;
      }
    }
    return { cohorts, moves };
  }

  test.each(RETENTION_BASES.flatMap((basis) => [[basis, 0, WEEKS] as const, [basis, 30, 20] as const]))(
    'gives by %s, from week %i for %i weeks, what a plain count gives',
    async (basis, skipped, weeks) => {
      const first = FIRST + skipped;
      const answer = await ask({ basis, group: GROUP, from: mondayOf(first), to: mondayOf(first + weeks - 1) });
      const expected = counted(basis, first, weeks);
      expect(movement(answer)).toEqual(expected.moves);
      expect(triangle(answer)).toEqual(expected.cohorts);
    },
  );
});

describe('parameters are checked', () => {
  test.each([
    ['basis=birth', 'basis'],
    ['period=month', 'period'],
    ['from=2020-01-01', 'from'],
    ['from=2026-03-02&to=2026-03-01', 'to'],
    ['group=a', 'group'],
    ['group=1,2', 'group'],
  ])('%s', async (query, name) => {
    const response = await root.get(`/api/communityAnalytics:retention?${query}`);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(name);
  });
});
