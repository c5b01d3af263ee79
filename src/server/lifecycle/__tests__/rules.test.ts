import type { Agent, TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import type { StageRuleDraft } from '../../../common/lifecycle';
import { seedRules } from '../../install';
import type { Services } from '../../services';
import { defaultDrafts, readLifecycle, rulesFingerprint } from '..';

let app: TestApp;
let services: Services;
let root: Agent;

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.worker.stop();
  root = await app.asRoot();
});
afterAll(() => app.close());

interface Read {
  rules: Array<StageRuleDraft & { id: number; version: number }>;
  stages: Array<{ key: string; title: string }>;
  revision: string;
}

const read = async (): Promise<Read> => (await root.get('/api/communityLifecycle:rules').expect(200)).body.data;
const save = (rules: unknown, more: object = {}) =>
  root.post('/api/communityLifecycle:saveRules').send({ rules, ...more });
const rule = async (key: string) => {
  const found = (await read()).rules.find((one) => one.key === key);
  if (!found) throw new Error(`no rule ${key}`);
  return found;
};
const draft = (over: Partial<StageRuleDraft> = {}): StageRuleDraft => ({
  key: 'talkers',
  title: 'Talkers',
  from: ['active'],
  to: 'core',
  enter: { left: { metric: 'messages', window: { days: 7 } }, op: '>', right: 100 },
  keep: null,
  priority: 35,
  minimumStayDays: 7,
  enabled: true,
  ...over,
});
const queuedRuns = () => app.db.getRepository('communityRuns').count({ filter: { kind: 'labels', state: 'queued' } });
const versions = async (key: string) =>
  (await root.get('/api/communityLifecycle:versions').query({ rule: key }).expect(200)).body.data;

beforeEach(async () => {
  await root.post('/api/communityLifecycle:resetRules').expect(200);
  await app.db.getRepository('communityRuns').destroy({ filter: { state: 'queued' } });
});

describe('the rules as a whole', () => {
  test('an installation starts with the default rules, all enabled, in version 1 or later', async () => {
    const { rules, stages } = await read();
    expect(rules.map(({ key }) => key).sort()).toEqual(
      defaultDrafts(false)
        .map(({ key }) => key)
        .sort(),
    );
    expect(rules.every(({ enabled, version }) => enabled && version >= 1)).toBe(true);
    expect(stages.map(({ key }) => key)).toEqual(['new', 'active', 'core', 'high_value', 'at_risk', 'churned']);
    expect(rules.map(({ priority }) => priority)).toEqual(
      [...rules.map(({ priority }) => priority)].sort((a, b) => b - a),
    );
  });

  test('saving makes the set equal to what is sent: one is new, one gone, one changed, the others untouched', async () => {
    const before = (await read()).rules;
    const wanted = before
      .filter(({ key }) => key !== 'high-value')
      .map((one) => (one.key === 'at-risk' ? { ...one, priority: 85 } : one));
    const answer = await save([...wanted, draft()]).expect(200);
    expect(answer.body.data).toMatchObject({ created: 1, changed: 1, removed: 1 });
    const after = (await read()).rules;
    expect(after.find(({ key }) => key === 'high-value')).toBeUndefined();
    expect(after.find(({ key }) => key === 'talkers')).toMatchObject(draft());
    const version = (key: string, list: Read['rules']) => list.find((one) => one.key === key)?.version ?? 0;
    expect(version('at-risk', after)).toBe(version('at-risk', before) + 1);
    expect(version('core', after)).toBe(version('core', before));
    expect(await queuedRuns()).toBe(1);
  });

  test('saving what is there already changes nothing and starts nothing', async () => {
    const answer = await save((await read()).rules).expect(200);
    expect(answer.body.data).toMatchObject({ created: 0, changed: 0, removed: 0 });
    expect(await queuedRuns()).toBe(0);
  });

  test('a save on top of somebody else’s change is refused when it says what it was based on', async () => {
    const { rules, revision } = await read();
    await save([...rules, draft()], { revision }).expect(200);
    const refused = await save(rules, { revision });
    expect(refused.status).toBe(409);
    expect(refused.body.errors[0].code).toBe('RULES_CHANGED');
    expect((await rule('talkers')).to).toBe('core');
  });

  test('one wrong rule leaves all of them as they are', async () => {
    const { rules } = await read();
    await save([draft(), { ...draft(), key: 'other', to: 'nowhere' }]).expect(400);
    expect((await read()).rules).toEqual(rules);
  });

  test('is closed to a role without the settings', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    for (const action of ['rules', 'exportRules', 'versions?rule=core'])
      await agent.get(`/api/communityLifecycle:${action}`).expect(403);
    for (const action of ['saveRules', 'importRules', 'resetRules'])
      await agent.post(`/api/communityLifecycle:${action}`).send({ rules: [] }).expect(403);
  });
});

const leaf = { left: { metric: 'messages' }, op: '>', right: 1 };
const WRONG: Array<[string, object, string]> = [
  ['no key', { key: undefined }, 'rules[0].key'],
  ['a key with spaces', { key: 'my rule' }, 'rules[0].key'],
  ['a key in capitals', { key: 'Talkers' }, 'rules[0].key'],
  ['a key that is too long', { key: 'a'.repeat(65) }, 'rules[0].key'],
  ['no title', { title: '  ' }, 'rules[0].title'],
  ['a title that is no text', { title: 7 }, 'rules[0].title'],
  ['an unknown stage to enter', { to: 'vip' }, 'rules[0].to'],
  ['no stage to enter', { to: null }, 'rules[0].to'],
  ['no stage to leave', { from: [] }, 'rules[0].from'],
  ['stages that are no list', { from: 'active' }, 'rules[0].from'],
  ['an unknown stage to leave', { from: ['active', 'vip'] }, 'rules[0].from[1]'],
  ['a stage twice', { from: ['active', 'active'] }, 'rules[0].from[1]'],
  ['a way from a stage to itself', { from: ['core'] }, 'rules[0].from[0]'],
  ['no condition', { enter: undefined }, 'rules[0].enter'],
  [
    'an unknown metric',
    { enter: { all: [{ ...leaf, left: { metric: 'mood' } }] } },
    'rules[0].enter.all[0].left.metric',
  ],
  ['an unknown comparison', { enter: { any: [leaf, { ...leaf, op: '~' }] } }, 'rules[0].enter.any[1].op'],
  ['SQL instead of a number', { enter: { ...leaf, right: '1; DROP TABLE x' } }, 'rules[0].enter.right'],
  ['a wrong condition to keep', { keep: { stage: ['vip'] } }, 'rules[0].keep.stage[0]'],
  ['a word to keep', { keep: 'forever' }, 'rules[0].keep'],
  ['a priority with a fraction', { priority: 1.5 }, 'rules[0].priority'],
  ['a priority as text', { priority: '10' }, 'rules[0].priority'],
  ['a priority beyond all bounds', { priority: 1e9 }, 'rules[0].priority'],
  ['a negative stay', { minimumStayDays: -1 }, 'rules[0].minimumStayDays'],
  ['a stay of a century', { minimumStayDays: 36_500 }, 'rules[0].minimumStayDays'],
  ['enabled as text', { enabled: 'yes' }, 'rules[0].enabled'],
  ['an unknown field', { colour: 'red' }, 'rules[0].colour'],
];

describe('a wrong rule is refused with the place', () => {
  test.each(WRONG)('%s', async (_name, over, path) => {
    const response = await save([{ ...draft(), ...over }]);
    expect(response.status).toBe(400);
    const [error] = response.body.errors;
    expect(['INVALID_RULE', 'INVALID_CONDITION']).toContain(error.code);
    expect(error.message).toContain(`${path}:`);
    expect(error.message).toContain('Allowed:');
  });

  test.each([
    ['no list', undefined, 'rules'],
    ['an object', { a: 1 }, 'rules'],
    ['a rule that is a text', ['core'], 'rules[0]'],
    ['two rules with one key', [draft(), draft()], 'rules[1].key'],
    ['too many', Array.from({ length: 101 }, (_, i) => draft({ key: `r${i}` })), 'rules'],
  ])('%s', async (_name, rules, path) => {
    const response = await save(rules);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(`${path}:`);
  });
});

describe('export and import', () => {
  test('what is exported can be imported and says the same', async () => {
    await save([...(await read()).rules, draft({ keep: 'until_another_fires' })]).expect(200);
    const fingerprint = rulesFingerprint(await readLifecycle(services.store));
    const file = (await root.get('/api/communityLifecycle:exportRules').expect(200)).body.data;
    expect(file).toMatchObject({ format: 'community-stage-rules', version: 1 });
    expect(JSON.stringify(file)).not.toContain('"id"');
    await root.post('/api/communityLifecycle:resetRules').expect(200);
    expect(rulesFingerprint(await readLifecycle(services.store))).not.toBe(fingerprint);
    await root.post('/api/communityLifecycle:importRules').send(file).expect(200);
    expect((await root.get('/api/communityLifecycle:exportRules')).body.data).toEqual(file);
    expect(rulesFingerprint(await readLifecycle(services.store))).toBe(fingerprint);
  });

  test.each([
    ['another format', { format: 'rules', version: 1, rules: [] }, 'format'],
    ['a version to come', { format: 'community-stage-rules', version: 2, rules: [] }, 'version'],
    ['no rules', { format: 'community-stage-rules', version: 1 }, 'rules'],
  ])('%s is refused', async (_name, file, path) => {
    const response = await root.post('/api/communityLifecycle:importRules').send(file);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(`${path}:`);
  });
});

describe('versions', () => {
  test('a change of meaning makes a new version and keeps the former one with who changed it', async () => {
    const { version, enter } = await rule('core');
    const rules = (await read()).rules;
    const core = rules.find(({ key }) => key === 'core') as StageRuleDraft;
    core.minimumStayDays = 14;
    await save(rules).expect(200);
    const [now, before] = await versions('core');
    expect(now).toMatchObject({ version: version + 1, ended: null, until: null, rule: { minimumStayDays: 14 } });
    expect(before).toMatchObject({ version, ended: 'changed', rule: { key: 'core', minimumStayDays: 0, enter } });
    expect(now.from).toBe(before.until);
    const user = await app.db.getRepository('users').findOne({ sort: ['id'] });
    expect(now.by).toBe(user.get('nickname'));
  });

  test('a title is no change of meaning', async () => {
    const { id, version } = await rule('core');
    await root.post(`/api/communityRules:update?filterByTk=${id}`).send({ title: 'The heart' }).expect(200);
    expect(await rule('core')).toMatchObject({ title: 'The heart', version });
  });

  test('a rule that was removed and comes back goes on counting', async () => {
    await save([...(await read()).rules, draft()]).expect(200);
    const { version } = await rule('talkers');
    await root.post('/api/communityLifecycle:resetRules').expect(200);
    expect((await versions('talkers'))[0]).toMatchObject({ version, ended: 'removed' });
    await save([...(await read()).rules, draft()]).expect(200);
    expect((await rule('talkers')).version).toBe(version + 1);
  });

  test('the version cannot be written', async () => {
    const { id, version } = await rule('core');
    await root.post(`/api/communityRules:update?filterByTk=${id}`).send({ version: 99 }).expect(200);
    expect((await rule('core')).version).toBe(version);
  });

  test('a rule that never was has none', async () => {
    const response = await root.get('/api/communityLifecycle:versions?rule=nothing');
    expect([response.status, response.body.errors[0].code]).toEqual([404, 'RULE_MISSING']);
  });
});

describe('the host’s own actions on rules', () => {
  test('create, change and remove a stage rule, each with a run after it', async () => {
    const created = await root
      .post('/api/communityRules:create')
      .send({ ...draft(), kind: 'stage' })
      .expect(200);
    expect(created.body.data).toMatchObject({ key: 'talkers', to: 'core', subject: 'member' });
    expect(await queuedRuns()).toBe(1);
    const { id, version } = await rule('talkers');
    await root.post(`/api/communityRules:update?filterByTk=${id}`).send({ enabled: false }).expect(200);
    expect(await rule('talkers')).toMatchObject({ enabled: false, version: version + 1 });
    await root.post(`/api/communityRules:destroy?filterByTk=${id}`).expect(200);
    expect((await versions('talkers'))[0]).toMatchObject({ ended: 'removed' });
  });

  test.each([
    ['create', { ...draft({ key: 'x1' }), kind: 'stage', to: 'vip' }, 'to'],
    ['create', { ...draft({ key: 'x2' }), kind: 'stage', enter: { all: [{ stage: [] }] } }, 'enter.all[0].stage'],
    ['create', { ...draft({ key: 'x3' }), kind: 'mood' }, 'kind'],
    ['update', { enter: { left: 1, op: '>', right: { metric: 'mood' } } }, 'enter.right.metric'],
    ['update', { minimumStayDays: 'long' }, 'minimumStayDays'],
    ['update', { from: ['core'] }, 'from[0]'],
  ])('%s refuses %j', async (action, values, path) => {
    const { id } = await rule('core');
    const response = await root.post(`/api/communityRules:${action}?filterByTk=${id}`).send(values);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(`${path}:`);
  });

  test('keys stay, rules are changed one at a time', async () => {
    const { id } = await rule('core');
    const code = async (url: string, values: object) => (await root.post(url).send(values)).body.errors?.[0].code;
    expect(await code(`/api/communityRules:update?filterByTk=${id}`, { key: 'kernel' })).toBe('RULE_KEY_FIXED');
    const all = encodeURIComponent(JSON.stringify({ kind: 'stage' }));
    expect(await code(`/api/communityRules:update?filter=${all}`, { enabled: false })).toBe('ACTION_NOT_ALLOWED');
    expect(await code('/api/communityRules:create', { ...draft({ key: 'core' }), kind: 'stage' })).toBe('RULE_EXISTS');
    expect(await code('/api/communityRules:updateOrCreate', { ...draft(), kind: 'stage' })).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('stages', () => {
  const stageId = async (key: string) =>
    (await app.db.getRepository('communityStages').findOne({ filter: { key } })).get('id');

  test('one that a rule names cannot be removed, one that nothing names can', async () => {
    const used = await root.post(`/api/communityStages:destroy?filterByTk=${await stageId('core')}`);
    expect([used.status, used.body.errors[0].code]).toEqual([400, 'STAGE_IN_USE']);
    await root.post('/api/communityStages:create').send({ key: 'guest', title: 'Guest', order: 9 }).expect(200);
    const rules = (await read()).rules;
    const inside = draft({ enter: { all: [{ not: { stage: ['guest'] } }] } });
    await save([...rules, inside]).expect(200);
    const named = await root.post(`/api/communityStages:destroy?filterByTk=${await stageId('guest')}`);
    expect(named.body.errors[0].message).toContain('Talkers');
    await save(rules).expect(200);
    await root.post(`/api/communityStages:destroy?filterByTk=${await stageId('guest')}`).expect(200);
  });

  test('keys are checked and stay', async () => {
    const code = async (url: string, values: object) => (await root.post(url).send(values)).body.errors?.[0].code;
    expect(await code('/api/communityStages:create', { key: 'Very Bad', title: 'x' })).toBe('STAGE_KEY');
    expect(await code('/api/communityStages:create', { key: 'core', title: 'x' })).toBe('STAGE_EXISTS');
    const id = await stageId('core');
    expect(await code(`/api/communityStages:update?filterByTk=${id}`, { key: 'heart' })).toBe('STAGE_KEY_FIXED');
    await root.post(`/api/communityStages:update?filterByTk=${id}`).send({ goal: 'Thank them.' }).expect(200);
  });
});

describe('an upgrade', () => {
  const upgrade = (drafts: StageRuleDraft[]) => seedRules(app.db, services.settings, drafts);
  const shipped = (over: Partial<StageRuleDraft> = {}) =>
    defaultDrafts(false).map((one) => (one.key === 'core' ? { ...one, ...over } : one));

  test('follows the product where nobody has changed a rule', async () => {
    const { version } = await rule('core');
    await upgrade(shipped({ priority: 33 }));
    expect(await rule('core')).toMatchObject({ priority: 33, version: version + 1 });
    await upgrade(shipped());
    expect(await rule('core')).toMatchObject({ priority: 30, version: version + 2 });
  });

  test('leaves alone what was changed, and what was removed stays away', async () => {
    const { id } = await rule('core');
    await root.post(`/api/communityRules:update?filterByTk=${id}`).send({ priority: 31 }).expect(200);
    const gone = await rule('high-value');
    await root.post(`/api/communityRules:destroy?filterByTk=${gone.id}`).expect(200);
    await upgrade(shipped({ minimumStayDays: 3 }));
    expect(await rule('core')).toMatchObject({ priority: 31, minimumStayDays: 0 });
    expect((await read()).rules.map(({ key }) => key)).not.toContain('high-value');
    await upgrade(shipped());
  });
});
