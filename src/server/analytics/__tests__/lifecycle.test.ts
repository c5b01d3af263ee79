import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../../common/names';
import type { LifecycleAnswer, LifecycleMembersAnswer, LifecycleStage } from '../../../common/lifecycleBlock';
import type { PluginTelegramCommunity } from '../../plugin';
import { fill } from './tables';

let app: TestApp;
let root: Agent;

const FEBRUARY = { from: '2026-02-01', to: '2026-02-28' };

/** Who changed stage when. Dan is out of the scoped role's sight; bots and the team never count. */
const HISTORY: Record<string, Array<[at: string, from: string | null, to: string, origin?: string]>> = {
  Ann: [
    ['2026-01-01', null, 'new', 'replay'],
    ['2026-01-11', 'new', 'active', 'replay'],
    ['2026-02-10', 'active', 'core'],
  ],
  Ben: [
    ['2026-01-01', null, 'new'],
    ['2026-01-21', 'new', 'at_risk'],
    ['2026-02-15', 'at_risk', 'churned'],
  ],
  Cleo: [
    ['2026-02-05', null, 'new'],
    ['2026-02-11', 'new', 'active', 'manual'],
    ['2026-02-15', 'active', 'active', 'manual'],
    ['2026-02-20', 'active', 'at_risk'],
    ['2026-02-22', 'at_risk', 'active'],
  ],
  Dan: [
    ['2026-01-05', null, 'new'],
    ['2026-02-05', 'new', 'active'],
  ],
  Robot: [['2026-02-06', null, 'new']],
  Tim: [['2026-02-07', null, 'core']],
  Zoe: [],
};

const NAMES = Object.keys(HISTORY);
const idOf = (name: string) => NAMES.indexOf(name) + 1;

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  const { settings } = (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services;
  await settings.write({ timeZone: 'UTC' });
  await fill(
    app,
    'communityMembers',
    NAMES.map((displayName) => ({
      id: idOf(displayName),
      displayName,
      stage: HISTORY[displayName].at(-1)?.[2] ?? null,
      stageSince: HISTORY[displayName].length ? `${HISTORY[displayName].at(-1)?.[0]}T00:00:00Z` : null,
      isBot: displayName === 'Robot',
      isTeam: displayName === 'Tim',
    })),
  );
  await fill(
    app,
    'communityStageChanges',
    NAMES.flatMap((name) =>
      HISTORY[name].map(([at, from, to, origin = 'live']) => ({
        memberId: idOf(name),
        at: `${at}T00:00:00Z`,
        from,
        to,
        origin,
      })),
    ),
  );
  await fill(app, 'communityGroups', [
    { id: 1, platform: 'telegram', externalId: '-1', title: 'Seen' },
    { id: 2, platform: 'telegram', externalId: '-2', title: 'Hidden' },
  ]);
  const purchases: Array<
    [name: string, groupId: number, day: string, count: number, amount: number, currency: string]
  > = [
    ['Ann', 0, '2026-01-20', 1, 99, 'CHF'],
    ['Ann', 0, '2026-02-03', 2, 30, 'EUR'],
    ['Cleo', 2, '2026-02-25', 1, 12.5, 'USD'],
    ['Dan', 1, '2026-02-10', 1, 100, 'GBP'],
    ['Tim', 0, '2026-02-10', 1, 1000, 'CNY'],
  ];
  await fill(
    app,
    'communityDailyFacts',
    purchases.map(([name, groupId, day, count, amount]) => ({
      memberId: idOf(name),
      groupId,
      day,
      kind: 'purchase',
      count,
      amount,
    })),
  );
  await fill(
    app,
    'communityActivities',
    purchases.map(([name, groupId, day, , amount, currency], i) => ({
      source: 'shop',
      externalKey: String(i),
      memberId: idOf(name),
      groupId,
      day,
      hour: 12,
      occurredAt: `${day}T12:00:00Z`,
      kind: 'purchase',
      amount,
      currency,
    })),
  );
});
afterAll(() => app.close());

async function ask(
  agent: Agent,
  query: object,
): Promise<LifecycleAnswer & { of(stage: string | null): LifecycleStage }> {
  const { body } = await agent.get('/api/communityAnalytics:lifecycle').query(query).expect(200);
  const answer = body.data as LifecycleAnswer;
  return { ...answer, of: (stage) => answer.stages.find((row) => row.stage === stage) as LifecycleStage };
}

async function names(agent: Agent, query: object): Promise<string[]> {
  const { body } = await agent.get('/api/communityAnalytics:lifecycleMembers').query(query).expect(200);
  return (body.data as LifecycleMembersAnswer).members.map(({ name }) => String(name));
}

const scoped = () =>
  app.createScopedRole({
    view: { communityMembers: { displayName: { $ne: 'Dan' } }, communityGroups: { title: 'Seen' } },
  });

describe('a month of the lifecycle', () => {
  test('every stage is listed in order, with its members now; those without one come last', async () => {
    const { stages, lastRun, period } = await ask(root, FEBRUARY);
    expect(stages.map(({ stage, members }) => [stage, members])).toEqual([
      ['new', 0],
      ['active', 2],
      ['core', 1],
      ['high_value', 0],
      ['at_risk', 0],
      ['churned', 1],
      [null, 1],
    ]);
    expect(lastRun).toBeNull();
    expect(period).toEqual(FEBRUARY);
  });

  test('changes are counted by their time; what changes nothing is no change', async () => {
    const { of } = await ask(root, FEBRUARY);
    expect(of('new')).toMatchObject({ entered: 1, left: 2, stays: 2 });
    expect(of('active')).toMatchObject({ entered: 3, left: 2, stays: 4 });
    expect(of('at_risk')).toMatchObject({ entered: 1, left: 2, stays: 2 });
    expect(of('core')).toMatchObject({ entered: 1, left: 0, stays: 1 });
  });

  test('the median is of the stays that ended in the period, whenever they began', async () => {
    const { of } = await ask(root, FEBRUARY);
    expect(of('active')).toMatchObject({ medianDays: 19.5, staysEnded: 2 });
    expect(of('at_risk')).toMatchObject({ medianDays: 13.5, staysEnded: 2 });
    expect(of('core')).toMatchObject({ medianDays: null, staysEnded: 0 });
    const first = await ask(root, { to: '2026-01-31' });
    expect(first.of('new')).toMatchObject({ medianDays: 15, staysEnded: 2 });
  });

  test('conversions are shares of the stays that touch the period', async () => {
    const { flows } = await ask(root, FEBRUARY);
    const share = Object.fromEntries(flows.map((flow) => [`${flow.from}>${flow.to}`, [flow.members, flow.share]]));
    expect(share).toEqual({
      'null>new': [1, null],
      'new>active': [2, 1],
      'active>core': [1, 0.25],
      'active>at_risk': [1, 0.25],
      'at_risk>churned': [1, 0.5],
      'at_risk>active': [1, 0.5],
    });
  });

  test('paths lead from where members stood before to where they stand at the end', async () => {
    const { paths, of } = await ask(root, FEBRUARY);
    expect(paths.map(({ from, to, members }) => `${from}>${to} ${members}`).sort()).toEqual([
      'active>core 1',
      'at_risk>churned 1',
      'new>active 1',
      'null>active 1',
    ]);
    expect(of('active').retention).toEqual({ members: 1, same: 0, kept: 1 });
    expect(of('at_risk').retention).toEqual({ members: 1, same: 0, kept: 0 });
    expect(of('core').retention).toEqual({ members: 0, same: 0, kept: 0 });
    expect((await ask(root, {})).of('active').retention).toBeNull();
  });

  test('a period in the past ends with the stages of that time', async () => {
    const { paths } = await ask(root, { from: '2026-01-10', to: '2026-01-15' });
    expect(paths.map(({ from, to, members }) => `${from}>${to} ${members}`).sort()).toEqual([
      'new>active 1',
      'new>new 2',
    ]);
  });

  test('spending counts by the stage at the end of the period, and says in which currencies', async () => {
    const { of, currencies } = await ask(root, FEBRUARY);
    expect(of('core').spend).toEqual({ members: 1, buyers: 1, purchases: 2, amount: 30 });
    expect(of('active').spend).toEqual({ members: 2, buyers: 2, purchases: 2, amount: 112.5 });
    expect(of('churned').spend).toEqual({ members: 1, buyers: 0, purchases: 0, amount: 0 });
    expect(currencies).toEqual(['EUR', 'GBP', 'USD']);
  });

  test('origins restrict which changes count, not where anyone stood', async () => {
    const { flows, of, paths } = await ask(root, { ...FEBRUARY, origins: 'manual' });
    expect(flows).toEqual([{ from: 'new', to: 'active', members: 1, share: 0.5 }]);
    expect(of('new')).toMatchObject({ entered: 0, left: 1, stays: 2, medianDays: 6 });
    expect(paths).toHaveLength(4);
  });
});

describe('the members behind the numbers', () => {
  test.each([
    [{ list: 'now', stage: 'active' }, ['Cleo', 'Dan']],
    [{ list: 'now', stage: 'null' }, ['Zoe']],
    [{ list: 'entered', stage: 'active', ...FEBRUARY }, ['Cleo', 'Dan']],
    [{ list: 'left', stage: 'at_risk', ...FEBRUARY }, ['Ben', 'Cleo']],
    [{ list: 'flow', stage: 'at_risk', next: 'churned', ...FEBRUARY }, ['Ben']],
    [{ list: 'flow', stage: 'null', next: 'new', ...FEBRUARY }, ['Cleo']],
    [{ list: 'path', stage: 'null', next: 'active', ...FEBRUARY }, ['Cleo']],
    [{ list: 'path', stage: 'new', ...FEBRUARY }, ['Dan']],
    [{ list: 'entered', stage: 'active', origins: 'manual', ...FEBRUARY }, ['Cleo']],
  ])('%j', async (query, expected) => {
    expect(await names(root, query)).toEqual(expected);
  });

  test('come with their stage, since when, and the latest change; page by page', async () => {
    const query = { list: 'entered', stage: 'active', ...FEBRUARY, pageSize: 1 };
    const first = await root.get('/api/communityAnalytics:lifecycleMembers').query(query);
    expect(first.body.data).toEqual({
      members: [
        {
          id: idOf('Cleo'),
          name: 'Cleo',
          stage: 'active',
          stageSince: Date.parse('2026-02-22'),
          at: Date.parse('2026-02-22'),
        },
      ],
      total: 2,
      page: 1,
      pageSize: 1,
    });
    expect(await names(root, { ...query, page: 2 })).toEqual(['Dan']);
  });
});

describe('a role that sees some of it', () => {
  test('gets no number with a member or group beyond its scope in it', async () => {
    const { agent } = await scoped();
    const { of, flows, paths, currencies } = await ask(agent, FEBRUARY);
    expect(of('active')).toMatchObject({ members: 1, entered: 2, left: 2, stays: 3 });
    expect(of('new')).toMatchObject({ entered: 1, left: 1, stays: 1, medianDays: 6 });
    expect(flows.find(({ from, to }) => from === 'new' && to === 'active')?.members).toBe(1);
    expect(paths.reduce((sum, { members }) => sum + members, 0)).toBe(3);
    // Cleo bought in a group that is hidden
    expect(of('active').spend).toEqual({ members: 1, buyers: 0, purchases: 0, amount: 0 });
    expect(of('core').spend).toMatchObject({ amount: 30 });
    expect(currencies).toEqual(['EUR']);
  });

  test('finds only its own members on lists', async () => {
    const { agent } = await scoped();
    expect(await names(agent, { list: 'now', stage: 'active' })).toEqual(['Cleo']);
    expect(await names(agent, { list: 'entered', stage: 'active', ...FEBRUARY })).toEqual(['Cleo']);
    expect(await names(agent, { list: 'path', next: 'active', ...FEBRUARY })).toEqual(['Cleo']);
  });

  test('gets the words that explanations are told in', async () => {
    const { agent } = await scoped();
    const { stages, groups } = (await agent.get('/api/communityLifecycle:catalogue').expect(200)).body.data;
    expect(stages).toHaveLength(6);
    expect(groups.map(({ title }: { title: string }) => title)).toEqual(['Seen']);
  });

  test('is refused where it may not list members', async () => {
    const { agent } = await app.createScopedRole({ view: { communityGroups: {} } });
    await agent.get('/api/communityLifecycle:catalogue').expect(403);
    await app.anonymous().get('/api/communityLifecycle:catalogue').expect(401);
    await agent.get('/api/communityAnalytics:lifecycle').expect(403);
    await agent.get('/api/communityAnalytics:lifecycleMembers').expect(403);
    await app.anonymous().get('/api/communityAnalytics:lifecycle').expect(401);
  });
});

describe('parameters are checked', () => {
  test.each([
    ['lifecycle', 'from=yesterday', 'from'],
    ['lifecycle', 'from=2026-02-02&to=2026-02-01', 'to'],
    ['lifecycle', 'origins=live,guess', 'origins'],
    ['lifecycleMembers', 'list=all', 'list'],
    ['lifecycleMembers', 'pageSize=1000', 'pageSize'],
    ['lifecycleMembers', `stage=${'x'.repeat(65)}`, 'stage'],
  ])('%s?%s', async (action, query, name) => {
    const response = await root.get(`/api/communityAnalytics:${action}?${query}`);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(name);
  });
});
