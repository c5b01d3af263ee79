import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../common/names';
import type { PluginTelegramCommunity } from '../plugin';

let app: TestApp;
let root: Agent;

const AT = Date.parse('2026-04-01T10:00:00Z');

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  const { services } = app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity;
  await services.writer.write(
    [1, 2, 3].map((id) => ({
      ...emptyActivity({
        source: 'telegram',
        externalKey: `m:-100${id % 2}:${id}`,
        version: activityVersion(AT, 'import'),
        chat: { platform: 'telegram', externalId: `-100${id % 2}`, title: `Group ${id % 2}` },
        actor: { platform: 'telegram', externalId: String(id), displayName: `Person ${id}` },
        kind: 'message',
        occurredAt: AT + id * 3_600_000,
      }),
    })),
  );
  await services.facts.drain();
});
afterAll(() => app.close());

const person = async (name: string) =>
  (await app.db.getRepository('communityMembers').findOne({ filter: { displayName: name } })).toJSON();

describe('what the pipeline computes cannot be written over HTTP', () => {
  test('a stage or score that is sent along is left out, the rest is saved', async () => {
    const { id } = await person('Person 1');
    await root
      .post(`/api/communityMembers:update?filterByTk=${id}`)
      .send({ displayName: 'Renamed', stage: 'core', engagementScore: 99, isTeam: true })
      .expect(200);
    expect(await person('Renamed')).toMatchObject({ stage: null, engagementScore: 0, isTeam: true });
    await root
      .post(`/api/communityMembers:update?filterByTk=${id}`)
      .send({ displayName: 'Person 1', isTeam: false })
      .expect(200);
  });

  test.each(['communityActivities', 'communityStageChanges', 'communityRuns', 'communityMemberships'])(
    '%s are not created by hand',
    async (collection) => {
      const response = await root.post(`/api/${collection}:create`).send({ kind: 'message' });
      expect(response.status).toBe(403);
      expect(response.body.errors[0].code).toBe('READ_ONLY');
    },
  );
});

describe('answers stay within the data scope', () => {
  test('rhythm, overlap and stages count the caller’s members only', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: { $ne: 'Person 2' } }, communityGroups: {} },
    });
    const rhythm = (await agent.get('/api/communityAnalytics:rhythm').expect(200)).body.data.counts as number[][];
    expect(rhythm.flat().reduce((sum, n) => sum + n, 0)).toBe(2);
    const overlap = (await agent.get('/api/communityAnalytics:overlap').expect(200)).body.data;
    expect(overlap.groups.map((group: { members: number }) => group.members)).toEqual([2]);
    const stages = (await agent.get('/api/communityAnalytics:lifecycle').expect(200)).body.data.stages;
    expect(stages.filter((stage: { members: number }) => stage.members > 0)).toMatchObject([
      { stage: null, members: 2 },
    ]);
  });

  test('a filter through a collection that the caller does not see in full is refused', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: {}, communityGroups: { title: 'Group 1' } },
    });
    const ask = (filter: object) =>
      agent.get('/api/communityAnalytics:heatmap').query({ filter: JSON.stringify(filter) });
    expect((await ask({ 'memberships.group.title': 'Group 0' })).status).toBe(403);
    expect((await ask({ $and: [{ memberships: { posts: { $gt: 0 } } }] })).status).toBe(403);
    const allowed = await ask({ displayName: { $includes: 'Person' } });
    expect(allowed.status).toBe(200);
    expect(allowed.body.data.groups.map((group: { title: string }) => group.title)).toEqual(['Group 1']);
  });
});

describe('settings', () => {
  test('the schedule is saved and a wrong one refused', async () => {
    const saved = await root.post('/api/communitySettings:save').send({ schedule: '30 3 * * *' }).expect(200);
    expect(saved.body.data).toMatchObject({ schedule: '30 3 * * *', scheduleEnabled: true });
    const refused = await root.post('/api/communitySettings:save').send({ schedule: 'every day' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].code).toBe('INVALID_PARAMETER');
    expect((await root.get('/api/communitySettings:get')).body.data.schedule).toBe('30 3 * * *');
  });

  test('are closed to a role without the settings', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    await agent.get('/api/communitySettings:get').expect(403);
    await agent.post('/api/communityLifecycle:run').expect(403);
    await agent.get('/api/communityConnections:list').expect(403);
    await agent.get('/api/communityRuns:list').expect(403);
  });
});

describe('parameters are checked', () => {
  test.each([
    ['pageSize=0', 'pageSize'],
    ['pageSize=99999', 'pageSize'],
    ['page=-1', 'page'],
    ['sort=token', 'sort'],
    ['normalize=banana', 'normalize'],
    ['groups=1,x', 'groups'],
  ])('%s', async (query, name) => {
    const response = await root.get(`/api/communityAnalytics:heatmap?${query}`);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(name);
  });
});
