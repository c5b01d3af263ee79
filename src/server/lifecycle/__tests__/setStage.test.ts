import { DAY, daily, Story } from './story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
  await story.live(
    ['Ann', 'Bea', 'Cem'].flatMap((who) => [{ who, kind: 'join', day: 0.4 }, ...daily({ who }, 0, 4)]),
    5,
  );
});
afterAll(() => story.end());

const idOf = async (who: string) => Number((await story.member(who)).id);
const post = async (body: Record<string, unknown>) =>
  (await story.app.asRoot()).post('/api/communityLifecycle:setStage').send(body);

test('a stage that is set by hand is on the member and on record, with reason and who did it', async () => {
  const lockUntil = new Date(Date.now() + 10 * DAY).toISOString();
  const { status, body } = await post({ member: await idOf('Ann'), stage: 'core', reason: 'Founder', lockUntil });
  expect([status, body.data]).toEqual([
    200,
    { memberId: await idOf('Ann'), from: 'active', to: 'core', changed: true },
  ]);
  const member = await story.member('Ann');
  expect(member.stage).toBe('core');
  expect(new Date(member.stageLockedUntil as string).toISOString()).toBe(lockUntil);
  const change = await story.app.db
    .getRepository('communityStageChanges')
    .findOne({ filter: { origin: 'manual' }, appends: ['user'] });
  expect(change.toJSON()).toMatchObject({
    from: 'active',
    to: 'core',
    reason: 'Founder',
    user: { id: 1 },
    ruleKey: null,
  });
  expect(new Date(member.stageSince as string)).toEqual(change.get('at'));
});

test('setting the same stage again only changes the lock', async () => {
  const { body } = await post({ member: await idOf('Ann'), stage: 'core', lockUntil: Date.now() + 20 * DAY });
  expect(body.data.changed).toBe(false);
  expect(await story.app.db.getRepository('communityStageChanges').count({ filter: { origin: 'manual' } })).toBe(1);
});

test('runs leave a locked member alone until the lock ends', async () => {
  const { store, gate } = story.services;
  const bind = { id: await idOf('Bea'), until: store.instant(story.at(40)) };
  await gate.run((transaction) =>
    store.execute('UPDATE {communityMembers} SET "stageLockedUntil" = $until WHERE "id" = $id', { bind, transaction }),
  );
  await story.live([], 45, 5);
  // silent since 4.5: at risk on day 19, were it not for the lock
  expect((await story.stays('Bea')).slice(-1)).toEqual([['at_risk', 40]]);
  expect((await story.stays('Cem')).slice(-1)).toEqual([['at_risk', 19]]);
});

test('what cannot be is refused with a sentence', async () => {
  const member = await idOf('Bea');
  const refused = async (body: Record<string, unknown>) => {
    const { status, body: answer } = await post(body);
    return [status, answer.errors[0].code];
  };
  expect(await refused({ stage: 'core' })).toEqual([400, 'MISSING_PARAMETER']);
  expect(await refused({ member, stage: '' })).toEqual([400, 'MISSING_PARAMETER']);
  expect(await refused({ member, stage: 'kore' })).toEqual([400, 'NO_SUCH_STAGE']);
  expect(await refused({ member: 'x', stage: 'core' })).toEqual([400, 'INVALID_PARAMETER']);
  expect(await refused({ member: 987654, stage: 'core' })).toEqual([404, 'NO_SUCH_MEMBER']);
  expect(await refused({ member, stage: 'core', lockUntil: '2020-01-01' })).toEqual([400, 'LOCK_IN_THE_PAST']);
  expect(await refused({ member, stage: 'core', lockUntil: 'soon' })).toEqual([400, 'INVALID_PARAMETER']);
  expect(await refused({ member, stage: 'core', reason: 'x'.repeat(2001) })).toEqual([400, 'INVALID_PARAMETER']);
  await story.app.db.getRepository('communityMembers').update({ filterByTk: member, values: { isTeam: true } });
  expect(await refused({ member, stage: 'core' })).toEqual([400, 'MEMBER_IS_TEAM']);
});

test('only whoever may update the member may set its stage', async () => {
  const viewer = await story.app.createScopedRole({ view: { communityMembers: {} } });
  const member = await idOf('Cem');
  await viewer.agent.post('/api/communityLifecycle:setStage').send({ member, stage: 'core' }).expect(403);
  await story.app.anonymous().post('/api/communityLifecycle:setStage').send({ member, stage: 'core' }).expect(401);
  const root = await story.app.asRoot();
  const scope = await root
    .post('/api/dataSources/main/rolesResourcesScopes:create')
    .send({ name: 'Cem only', resourceName: 'communityMembers', scope: { displayName: 'Cem' } })
    .expect(200);
  const editor = await story.app.createScopedRole({ view: {} });
  await root
    .post(`/api/roles/${editor.role}/dataSourceResources:create`)
    .send({
      dataSourceKey: 'main',
      name: 'communityMembers',
      usingActionsConfig: true,
      actions: [{ name: 'update', fields: ['stage'], scope: scope.body.data }],
    })
    .expect(200);
  const foreign = await idOf('Ann');
  await editor.agent.post('/api/communityLifecycle:setStage').send({ member: foreign, stage: 'new' }).expect(404);
  await editor.agent.post('/api/communityLifecycle:setStage').send({ member, stage: 'core' }).expect(200);
  const fieldless = await story.app.createScopedRole({ view: {} });
  await root
    .post(`/api/roles/${fieldless.role}/dataSourceResources:create`)
    .send({
      dataSourceKey: 'main',
      name: 'communityMembers',
      usingActionsConfig: true,
      actions: [{ name: 'update', fields: ['displayName'] }],
    })
    .expect(200);
  await fieldless.agent.post('/api/communityLifecycle:setStage').send({ member, stage: 'new' }).expect(403);
});
