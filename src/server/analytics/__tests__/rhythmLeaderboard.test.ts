import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import type { HeatmapAnswer } from '../../../common/heatmap';
import type { LeaderboardAnswer } from '../../../common/leaderboard';
import { PACKAGE_NAME } from '../../../common/names';
import type { RhythmAnswer } from '../../../common/rhythm';
import type { PluginTelegramCommunity } from '../../plugin';
import { fill } from './tables';

let app: TestApp;
let root: Agent;

const [ADA, BO, CY, DI, ROBOT, TESS] = [1, 2, 3, 4, 5, 6];
const NAMES: Record<number, string> = { 1: 'Ada', 2: 'Bo', 3: 'Cy', 4: 'Di', 5: 'Robot', 6: 'Tess' };
const NOBODY = 0;

type Fact = [member: number, group: number, day: string, kind: string, count: number, forwards?: number];

/** The first half of March, and as many days before it. */
const MARCH = { from: '2025-03-01', to: '2025-03-15' };
const FACTS: Fact[] = [
  // 30 messages, of which 20 earn a point, and two replies of a point and a half
  [ADA, 1, '2025-03-03', 'message', 30],
  [ADA, 1, '2025-03-04', 'reply', 2],
  [ADA, 1, '2025-02-20', 'message', 5],
  // as many points, in two groups
  [BO, 1, '2025-03-05', 'message', 10],
  [BO, 2, '2025-03-05', 'message', 13],
  [BO, 1, '2025-02-14', 'message', 8],
  [CY, 2, '2025-03-15', 'reaction', 4],
  // the best of the period before, and the day before that
  [DI, 2, '2025-02-28', 'message', 9],
  [CY, 2, '2025-02-13', 'message', 20],
  [ROBOT, 1, '2025-03-03', 'message', 100],
  [TESS, 1, '2025-03-03', 'message', 19],
  [NOBODY, 1, '2025-03-03', 'message', 50],
  // April: invitations
  [BO, 1, '2025-04-07', 'invite', 3],
  [ADA, 2, '2025-04-01', 'invite', 1],
  [ADA, 2, '2025-03-20', 'invite', 2],
  // May: forwards, one of them within a reply
  [CY, 1, '2025-05-02', 'forward', 4, 4],
  [ADA, 2, '2025-05-03', 'reply', 3, 1],
];

const MEMBERSHIPS = [
  { memberId: ADA, groupId: 1, level: 'high' },
  { memberId: BO, groupId: 1, level: 'low' },
  { memberId: CY, groupId: 1, inviterId: BO, joinedAt: '2025-04-07T10:00:00Z' },
  { memberId: DI, groupId: 1, inviterId: BO, joinedAt: '2025-04-07T11:00:00Z', status: 'left' },
  { memberId: ROBOT, groupId: 2, inviterId: BO, joinedAt: '2025-04-08T11:00:00Z' },
  // half past midnight of the first of April in Berlin
  { memberId: BO, groupId: 2, inviterId: ADA, joinedAt: '2025-03-31T22:30:00Z' },
];

interface Hour extends Record<string, unknown> {
  memberId: number;
  groupId: number;
  day: string;
  hour: number;
  utterances: number;
}

const day = (first: string, after: number) =>
  new Date(Date.parse(`${first}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10);

/** Twelve weeks from a Monday on. Ada writes on Monday evenings, Bo once each noon, and one night in a burst. */
const WEEKS = { from: '2025-01-06', to: '2025-03-30' };
const HOURS: Hour[] = [
  ...Array.from({ length: 12 }, (_, week) =>
    [19, 20].map((hour) => ({ memberId: ADA, groupId: 1, day: day(WEEKS.from, 7 * week), hour, utterances: 5 })),
  ).flat(),
  ...Array.from({ length: 84 }, (_, i) => ({
    memberId: BO,
    groupId: 2,
    day: day(WEEKS.from, i),
    hour: 12,
    utterances: 1,
  })),
  { memberId: BO, groupId: 1, day: '2025-01-11', hour: 3, utterances: 400 },
  { memberId: ROBOT, groupId: 1, day: '2025-01-08', hour: 9, utterances: 70 },
  { memberId: TESS, groupId: 1, day: '2025-01-08', hour: 9, utterances: 3 },
  { memberId: NOBODY, groupId: 1, day: '2025-01-06', hour: 19, utterances: 2 },
];

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  const { services } = app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity;
  await services.settings.write({ timeZone: 'Europe/Berlin' });
  await fill(
    app,
    'communityMembers',
    Object.entries(NAMES).map(([id, displayName]) => ({
      id: Number(id),
      displayName,
      stage: displayName === 'Ada' ? 'core' : 'active',
      persona: displayName === 'Bo' ? 'dormant' : null,
      engagementScore: Number(id) * 10,
      firstSeenAt: '2025-01-06T09:00:00Z',
      isBot: displayName === 'Robot',
      isTeam: displayName === 'Tess',
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
    MEMBERSHIPS.map((row) => ({ firstSeenAt: '2025-01-06T09:00:00Z', ...row })),
  );
  await fill(
    app,
    'communityDailyFacts',
    FACTS.map(([memberId, groupId, on, kind, count, forwards = 0]) => ({
      memberId,
      groupId,
      day: on,
      kind,
      count,
      forwards,
    })),
  );
  await fill(app, 'communityHourlyFacts', HOURS);
  await fill(
    app,
    'communitySegments',
    ['early', 'late', 'nobody'].map((key, i) => ({ id: 71 + i, key, title: key, mode: 'static', refresh: 'demand' })),
  );
  await fill(
    app,
    'communitySegmentMembers',
    [
      [71, ADA],
      [71, BO],
      [72, BO],
      [72, CY],
    ].map(([segmentId, memberId]) => ({ segmentId, memberId, enteredAt: '2025-01-06T09:00:00Z' })),
  );
});
afterAll(() => app.close());

const get = async <T>(action: string, query: object, agent: Agent = root): Promise<T> =>
  (await agent.get(`/api/communityAnalytics:${action}`).query(query).expect(200)).body.data;

describe('the leaderboard', () => {
  const ask = (query: object, agent?: Agent) => get<LeaderboardAnswer>('leaderboard', query, agent);
  /** `[rank, id, value]` of every row. */
  const places = ({ members, by }: LeaderboardAnswer) =>
    members.map(({ rank, id, figures }) => [rank, id, figures[by]]);

  test('ranks people by the points that they earned, equal ones alike, and tells of the period before', async () => {
    const answer = await ask(MARCH);
    expect(answer).toMatchObject({
      board: 'contributors',
      by: 'points',
      period: MARCH,
      previous: { from: '2025-02-14', to: '2025-02-28' },
      timeZone: 'Europe/Berlin',
      total: 3,
    });
    expect(answer.members).toEqual([
      {
        ...{ rank: 1, id: ADA, name: 'Ada', stage: 'core', persona: null, score: 10, level: null },
        figures: { points: 23, posts: 32 },
        // Di had nine, Bo eight
        previous: { rank: 3, figures: { points: 5, posts: 5 } },
      },
      {
        ...{ rank: 1, id: BO, name: 'Bo', stage: 'active', persona: 'dormant', score: 20, level: null },
        figures: { points: 23, posts: 23 },
        previous: { rank: 2, figures: { points: 8, posts: 8 } },
      },
      {
        ...{ rank: 3, id: CY, name: 'Cy', stage: 'active', persona: null, score: 30, level: null },
        figures: { points: 2, posts: 0 },
        previous: { rank: null, figures: { points: 0, posts: 0 } },
      },
    ]);
  });

  test('by posts; with bots and the own team, but never with what no person said', async () => {
    expect(places(await ask({ ...MARCH, by: 'posts' }))).toEqual([
      [1, ADA, 32],
      [2, BO, 23],
    ]);
    expect(places(await ask({ ...MARCH, who: 'everybody' }))).toEqual([
      [1, ADA, 23],
      [1, BO, 23],
      [3, ROBOT, 20],
      [4, TESS, 19],
      [5, CY, 2],
    ]);
  });

  test('goes on page by page, ties and all', async () => {
    const page = (n: number, pageSize: number) => ask({ ...MARCH, who: 'everybody', page: n, pageSize });
    expect(places(await page(2, 1))).toEqual([[1, BO, 23]]);
    expect(places(await page(2, 2))).toEqual([
      [3, ROBOT, 20],
      [4, TESS, 19],
    ]);
    expect(await page(9, 2)).toMatchObject({ members: [], total: 5 });
  });

  test('of one group tells the participation there', async () => {
    const answer = await ask({ ...MARCH, group: 1 });
    expect(places(answer)).toEqual([
      [1, ADA, 23],
      [2, BO, 10],
    ]);
    expect(answer.members.map(({ level }) => level)).toEqual(['high', 'low']);
    expect((await ask({ ...MARCH, group: 2 })).members.map(({ id, previous }) => [id, previous?.rank])).toEqual([
      [BO, null],
      [CY, null],
    ]);
  });

  test('of all time has no period before', async () => {
    const answer = await ask({ by: 'posts' });
    expect(answer.previous).toBeNull();
    expect(answer.members.map(({ id, figures, previous }) => [id, figures.posts, previous])).toEqual([
      [ADA, 40, null],
      [BO, 31, null],
      [CY, 24, null],
      [DI, 9, null],
    ]);
  });

  test('counts a member once who is asked for by a filter', async () => {
    expect(places(await ask({ ...MARCH, filter: JSON.stringify({ stage: 'active' }) }))).toEqual([
      [1, BO, 23],
      [2, CY, 2],
    ]);
  });

  test('of inviters says who of the invited came and is still there; days are the community’s', async () => {
    const april = { board: 'inviters', from: '2025-04-01', to: '2025-04-30' };
    const answer = await ask(april);
    expect(answer.members.map(({ rank, id, figures, previous }) => [rank, id, figures, previous])).toEqual([
      [1, BO, { invites: 3, arrived: 2, stayed: 1 }, { rank: null, figures: { invites: 0, arrived: 0, stayed: 0 } }],
      [2, ADA, { invites: 1, arrived: 1, stayed: 1 }, { rank: 1, figures: { invites: 2, arrived: 0, stayed: 0 } }],
    ]);
    expect(places(await ask({ ...april, by: 'stayed' }))).toEqual([
      [1, ADA, 1],
      [1, BO, 1],
    ]);
    expect(places(await ask({ ...april, to: '2025-04-01', by: 'stayed' }))).toEqual([[1, ADA, 1]]);
  });

  test('of spreaders counts forwards, whatever they were besides', async () => {
    expect(places(await ask({ board: 'spreaders', from: '2025-05-01', to: '2025-05-31' }))).toEqual([
      [1, CY, 4],
      [2, ADA, 1],
    ]);
  });

  test('keeps to members and groups in scope: nobody else takes a place, comes along, or is named', async () => {
    const some = await app.createScopedRole({
      view: { communityMembers: { displayName: { $in: ['Bo', 'Cy'] } }, communityGroups: {} },
    });
    const answer = await ask(MARCH, some.agent);
    expect(places(answer)).toEqual([
      [1, BO, 23],
      [2, CY, 2],
    ]);
    expect(answer.total).toBe(2);
    expect(answer.members[0].previous?.rank).toBe(1);
    const april = await ask({ board: 'inviters', from: '2025-04-01', to: '2025-04-30' }, some.agent);
    expect(april.members.map(({ id, figures }) => [id, figures])).toEqual([
      [BO, { invites: 3, arrived: 1, stayed: 1 }],
    ]);
    const second = await app.createScopedRole({
      view: { communityMembers: {}, communityGroups: { title: 'Group 2' } },
    });
    expect(places(await ask(MARCH, second.agent))).toEqual([
      [1, BO, 13],
      [2, CY, 2],
    ]);
    expect((await ask({ ...MARCH, group: 1 }, second.agent)).members).toEqual([]);
  });

  test('tells nothing of fields that the role may not read', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityGroups: {} },
      fields: { communityMembers: ['id', 'displayName'] },
    });
    expect((await ask(MARCH, agent)).members[0]).toMatchObject({
      name: 'Ada',
      stage: null,
      persona: null,
      score: null,
      rank: 1,
    });
    expect((await ask({ ...MARCH, group: 1 }, agent)).members.every(({ level }) => level === null)).toBe(true);
    await agent
      .get('/api/communityAnalytics:leaderboard')
      .query({ filter: JSON.stringify({ stage: 'core' }) })
      .expect(403);
  });
});

describe('the rhythm', () => {
  const ask = (query: object, agent?: Agent) => get<RhythmAnswer>('rhythm', query, agent);
  /** What was filled in, counted without a database. */
  const counted = (which: (hour: Hour) => boolean) => {
    const counts = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
    for (const hour of HOURS.filter(which)) {
      counts[(new Date(`${hour.day}T00:00:00Z`).getUTCDay() + 6) % 7][hour.hour] += hour.utterances;
    }
    return counts;
  };
  const isPerson = ({ memberId }: Hour) => [ADA, BO, CY, DI].includes(memberId);

  test('counts what everybody said by weekday and hour, or what people did', async () => {
    const all = await ask({});
    expect(all.counts).toEqual(counted(() => true));
    expect(all).toMatchObject({
      who: 'everybody',
      timeZone: 'Europe/Berlin',
      total: 120 + 84 + 400 + 70 + 3 + 2,
      previous: null,
    });
    const people = await ask({ who: 'people' });
    expect(people.counts).toEqual(counted(isPerson));
    expect(people.total).toBe(604);
  });

  test('of a member, of a group, of a period, of those whom a filter admits', async () => {
    expect((await ask({ member: ADA })).counts).toEqual(counted(({ memberId }) => memberId === ADA));
    expect((await ask({ group: 2 })).counts).toEqual(counted(({ groupId }) => groupId === 2));
    const week = { from: '2025-01-06', to: '2025-01-12' };
    expect((await ask(week)).counts).toEqual(counted((hour) => hour.day >= week.from && hour.day <= week.to));
    const filter = JSON.stringify({ stage: 'active' });
    expect((await ask({ filter })).counts).toEqual(counted(({ memberId }) => memberId > ADA));
    expect((await ask({ filter, who: 'people' })).counts).toEqual(counted(({ memberId }) => memberId === BO));
  });

  test('calls out the hours that stand out week after week, not the busiest ones', async () => {
    const { windows, evidence } = await ask({ ...WEEKS, who: 'people', windowHours: 2 });
    expect(evidence).toEqual({ ...WEEKS, days: 84, weeks: 12 });
    expect(windows[0]).toMatchObject({ weekday: 0, from: 19, to: 21, observed: 12, above: 12, median: 10, low: 10 });
    expect(windows[0]).toMatchObject({ share: 120 / 604, confidence: 'strong' });
    expect(windows.some(({ weekday, from }) => weekday === 5 && from <= 3)).toBe(false);
    expect((await ask({ from: WEEKS.from, to: '2025-01-26' })).windows).toEqual([]);
  });

  test('can be compared with as many days before', async () => {
    const { previous } = await ask({ from: '2025-01-13', to: '2025-01-19', compare: 'previous', member: ADA });
    expect(previous).toMatchObject({ from: '2025-01-06', to: '2025-01-12', total: 10 });
    expect(previous?.counts[0].slice(18, 22)).toEqual([0, 5, 5, 0]);
    expect((await ask({ compare: 'previous' })).previous).toBeNull();
  });

  test('keeps to members and groups in scope; what no person said is for those who see everybody', async () => {
    const bo = await app.createScopedRole({ view: { communityMembers: { displayName: 'Bo' }, communityGroups: {} } });
    const mine = await ask({}, bo.agent);
    expect(mine.counts).toEqual(counted(({ memberId }) => memberId === BO));
    expect((await ask({ member: ADA }, bo.agent)).total).toBe(0);
    // a scope that the reserved row of nobody would satisfy does not admit it
    const humans = await app.createScopedRole({
      view: { communityMembers: { displayName: { $ne: 'Ada' } }, communityGroups: { title: 'Group 1' } },
    });
    expect((await ask({}, humans.agent)).counts).toEqual(
      counted(({ memberId, groupId }) => groupId === 1 && memberId > ADA),
    );
  });
});

describe('of those who are in a segment', () => {
  const rhythm = (query: object, agent?: Agent) => get<RhythmAnswer>('rhythm', query, agent);
  const ids = async (query: object, agent?: Agent) =>
    (await get<LeaderboardAnswer>('leaderboard', { ...MARCH, ...query }, agent)).members.map(({ id }) => id);
  const rows = async (query: object, agent?: Agent) => {
    const { members, total } = await get<HeatmapAnswer>('heatmap', { sort: 'id', ...query }, agent);
    return [members.map(({ id }) => id), total];
  };
  const utterances = (member: number) =>
    HOURS.filter(({ memberId }) => memberId === member).reduce((sum, hour) => sum + hour.utterances, 0);

  test('by key or id, several of them together, each member once', async () => {
    expect((await rhythm({ segment: 'early' })).total).toBe(utterances(ADA) + utterances(BO));
    expect((await rhythm({ segment: '72', who: 'people' })).total).toBe(utterances(BO));
    expect((await rhythm({ segment: 'early,72', member: ADA })).total).toBe(utterances(ADA));
    expect((await rhythm({ segment: 'nobody' })).total).toBe(0);
    expect(await ids({ segment: 'late' })).toEqual([BO, CY]);
    expect(await ids({ segment: 'early,late' })).toEqual([ADA, BO, CY]);
    expect(await ids({ segment: 'late', filter: JSON.stringify({ persona: 'dormant' }) })).toEqual([BO]);
    expect(await rows({ segment: 'late' })).toEqual([[BO, CY], 2]);
    expect(await rows({ segment: 'early,late' })).toEqual([[ADA, BO, CY], 3]);
    expect(await rows({ segment: 'early,late', pageSize: 2, page: 2 })).toEqual([[CY], 3]);
    expect(await rows({ segment: 'early', filter: JSON.stringify({ stage: 'active' }) })).toEqual([[BO], 1]);
  });

  test('within the role’s scope, and only segments that it may list', async () => {
    const view = { communityMembers: { displayName: { $ne: 'Bo' } }, communityGroups: {} };
    const some = await app.createScopedRole({ view: { ...view, communitySegments: { key: { $ne: 'late' } } } });
    expect((await rhythm({ segment: 'early' }, some.agent)).total).toBe(utterances(ADA));
    expect(await ids({ segment: 'early' }, some.agent)).toEqual([ADA]);
    expect(await rows({ segment: 'early' }, some.agent)).toEqual([[ADA], 1]);
    const none = await app.createScopedRole({ view });
    for (const action of ['rhythm', 'leaderboard', 'heatmap']) {
      const url = `/api/communityAnalytics:${action}`;
      // one out of sight is as if it were not there
      for (const segment of ['late', '72', 'early,none']) await some.agent.get(url).query({ segment }).expect(400);
      await none.agent.get(url).query({ segment: 'early' }).expect(403);
      const { body } = await root.get(url).query({ segment: 'gone' }).expect(400);
      expect(body.errors[0].message).toBe(
        'segment: gone is not allowed. Allowed: keys or ids of segments that you may see.',
      );
    }
  });
});

describe('what is asked wrongly is refused with what is allowed', () => {
  test.each([
    ['leaderboard', { board: 'best' }, 'board'],
    ['leaderboard', { board: 'spreaders', by: 'points' }, 'by'],
    ['leaderboard', { from: '2025-13-01' }, 'from'],
    ['leaderboard', { from: '2025-03-02', to: '2025-03-01' }, 'to'],
    ['leaderboard', { pageSize: 201 }, 'pageSize'],
    ['leaderboard', { group: 'x' }, 'group'],
    ['rhythm', { windowHours: 4 }, 'windowHours'],
    ['rhythm', { who: 'me' }, 'who'],
    ['rhythm', { member: '1,2' }, 'member'],
    ['rhythm', { from: '2025-03-02', to: '2025-03-01' }, 'to'],
  ])('%s %j', async (action, query, name) => {
    const { body } = await root.get(`/api/communityAnalytics:${action}`).query(query).expect(400);
    expect(body.errors[0]).toMatchObject({ code: 'INVALID_PARAMETER' });
    expect(body.errors[0].message).toContain(`${name}:`);
  });

  test('nobody is told anything without the right to list members and groups', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    for (const action of ['leaderboard', 'rhythm']) {
      await agent.get(`/api/communityAnalytics:${action}`).expect(403);
      await app.anonymous().get(`/api/communityAnalytics:${action}`).expect(401);
    }
  });
});
