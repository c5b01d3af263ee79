import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import type { HeatmapAnswer } from '../../../common/heatmap';
import { readCompactHeatmap, scoreSteps, SCORE_STEPS, type PackedHeatmap } from '../../../common/heatmapCompact';
import { fill } from './tables';

let app: TestApp;
let root: Agent;

const AT = '2026-04-01T10:20:45.500Z';
const MINUTE = Date.parse('2026-04-01T10:20:00Z');
/** Member, group, score, level, posts, last active. */
const CELLS: Array<[number, number, number, string, number, string | null]> = [
  [1, 1, 91.25, 'high', 120, AT],
  [1, 3, 33.349, 'medium', 12, '2026-03-01T00:00:00.000Z'],
  [2, 2, 10.05, 'low', 3, AT],
  [3, 1, 0, 'none', 0, null],
  [3, 2, 100, 'high', 7, AT],
];

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  const named = (names: string[], of: (name: string, id: number) => object) =>
    names.map((name, at) => ({ id: at + 1, ...of(name, at + 1) }));
  await fill(
    app,
    'communityMembers',
    named(['Ada', 'Bo', 'Cy'], (displayName, id) => ({
      displayName,
      originKey: `t:${id}`,
      engagementScore: 100 - id,
      stage: id === 2 ? null : 'core',
    })),
  );
  await fill(
    app,
    'communityGroups',
    named(['General', 'Design', 'Tea'], (title, id) => ({
      title,
      platform: 'telegram',
      externalId: `-${id}`,
      posts: 100 - id,
    })),
  );
  await fill(
    app,
    'communityMemberships',
    CELLS.map(([memberId, groupId, score, level, posts, lastActiveAt], at) => ({
      ...{ id: at + 1, memberId, groupId, score, level, posts, lastActiveAt },
    })),
  );
  await fill(app, 'communityTags', [
    { id: 905, key: 'test-vip', title: 'VIP' },
    { id: 906, key: 'test-other', title: 'Other' },
  ]);
});
afterAll(() => app.close());

const objects = async (agent: Agent, query = ''): Promise<HeatmapAnswer> =>
  (await agent.get(`/api/communityAnalytics:heatmap?${query}`).expect(200)).body.data;

const compact = async (agent: Agent, query = ''): Promise<PackedHeatmap> => {
  const { body, headers } = await agent.get(`/api/communityAnalytics:heatmap?format=compact&${query}`).expect(200);
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('Accept-Encoding') });
  return readCompactHeatmap(body.data);
};

/** Cells as `member,group` → the rest. */
const table = ({ cells }: PackedHeatmap) =>
  Object.fromEntries(
    Array.from(cells.member, (member, at) => [
      `${member},${cells.group[at]}`,
      [cells.score[at], cells.level[at], cells.posts[at], cells.lastActiveAt[at]],
    ]),
  );

describe('the matrix', () => {
  test('has a cell where member and group meet, exactly as stored', async () => {
    const answer = await objects(root);
    expect(answer.members.map(({ name }) => name)).toEqual(['Ada', 'Bo', 'Cy']);
    expect(table(answer)).toEqual({
      '0,0': [91.25, 3, 120, Date.parse(AT)],
      '0,2': [33.349, 2, 12, Date.parse('2026-03-01T00:00:00Z')],
      '1,1': [10.05, 1, 3, Date.parse(AT)],
      '2,0': [0, 0, 0, 0],
      '2,1': [100, 3, 7, Date.parse(AT)],
    });
  });

  test.each(['', 'normalize=row', 'normalize=all&groups=2,1', 'groupLimit=2&page=2&pageSize=2', 'sort=-displayName'])(
    'is the same in the compact form: %s',
    async (query) => {
      const [plain, packed] = [await objects(root, query), await compact(root, query)];
      const { cells: _plain, ...rest } = plain;
      const { cells: _packed, ...others } = packed;
      expect(others).toEqual(rest);
      const stepped = Object.entries(table(plain)).map(([key, [score, level, posts, at]]) => [
        key,
        [Math.fround(scoreSteps(score) / SCORE_STEPS), level, posts, at > MINUTE ? MINUTE : at],
      ]);
      expect(table(packed)).toEqual(Object.fromEntries(stepped));
    },
  );

  test('comes unzipped to those who take nothing else', async () => {
    const { body, headers } = await root
      .get('/api/communityAnalytics:heatmap?format=compact')
      .set('Accept-Encoding', 'identity')
      .expect(200);
    expect(headers['content-encoding']).toBeUndefined();
    expect(readCompactHeatmap(body.data).members).toHaveLength(3);
  });

  test('stays within the data scope in both forms', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: 'Ada' }, communityGroups: { title: { $ne: 'General' } } },
    });
    for (const answer of [await objects(agent), await compact(agent)]) {
      expect(answer.members.map(({ name }) => name)).toEqual(['Ada']);
      expect(answer.groups.map(({ title }) => title)).toEqual(['Design', 'Tea']);
      expect(Object.keys(table(answer))).toEqual(['0,1']);
    }
  });

  test('tells in no cell what the role may not read of members', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityGroups: {} },
      fields: { communityMembers: ['id', 'displayName'] },
    });
    for (const query of ['', 'normalize=row'])
      for (const answer of [await objects(agent, query), await compact(agent, query)]) {
        expect(answer.members.every(({ score, stage }) => score === null && stage === null)).toBe(true);
        const told = Object.values(table(answer)).map(([score, level, , at]) => [score, level, at]);
        expect(told).toEqual(CELLS.map(() => [0, 0, 0]));
        expect(Object.values(table(answer)).map(([, , posts]) => posts)).toContain(120);
      }
  });

  test('may be empty', async () => {
    const answer = await compact(root, `filter=${encodeURIComponent('{"displayName":"nobody"}')}`);
    expect(answer).toMatchObject({ members: [], total: 0 });
    expect(answer.cells.member).toHaveLength(0);
  });

  test.each(['format=xml', 'groupLimit=0', 'groupLimit=2000'])('refuses %s in words', async (query) => {
    const { status, body } = await root.get(`/api/communityAnalytics:heatmap?${query}`);
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain(query.split('=')[0]);
  });
});

describe('tagging by hand', () => {
  const act = (agent: Agent, action: 'add' | 'remove', body: object) =>
    agent.post(`/api/communityTagging:${action}`).send(body);
  const tags = async () =>
    (await app.db.getRepository('communityMemberTags').find({ sort: ['memberId'], raw: true })).map(
      ({ memberId, tagId, source }: Record<string, unknown>) => [Number(memberId), Number(tagId), source],
    );

  test('gives many members a tag, once; a rule’s tag becomes one by hand; members are looked at again', async () => {
    await fill(app, 'communityMemberTags', [{ memberId: 2, tagId: 905, source: 'rule' }]);
    const { body } = await act(root, 'add', { tag: 905, members: [1, 2, 2, 77] }).expect(200);
    expect(body.data).toEqual({ members: 2, changed: 2 });
    expect((await act(root, 'add', { tag: 905, members: [1, 2] }).expect(200)).body.data.changed).toBe(0);
    expect(await tags()).toEqual([
      [1, 905, 'manual'],
      [2, 905, 'manual'],
    ]);
  });

  test('takes it away again, and only it', async () => {
    await act(root, 'add', { tag: 906, members: [1] }).expect(200);
    const { body } = await act(root, 'remove', { tag: 905, members: [1, 3] }).expect(200);
    expect(body.data).toEqual({ members: 2, changed: 1 });
    expect(await tags()).toEqual([
      [1, 906, 'manual'],
      [2, 905, 'manual'],
    ]);
  });

  test('is for those who may update members', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {}, communityTags: {} } });
    await act(agent, 'add', { tag: 905, members: [3] }).expect(403);
    await act(app.anonymous(), 'add', { tag: 905, members: [3] }).expect(401);
  });

  test.each([
    [{ members: [1] }, 400, 'tag'],
    [{ tag: 905 }, 400, 'members'],
    [{ tag: 905, members: ['x'] }, 400, 'members'],
    [{ tag: 99999, members: [1] }, 404, 'tag'],
  ])('refuses %j', async (body, status, word) => {
    const response = await act(root, 'add', body);
    expect(response.status).toBe(status);
    expect(response.body.errors[0].message).toContain(word);
  });
});
