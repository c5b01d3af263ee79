import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import type { ExplainAnswer } from '../../../common/lifecycle';
import { readConditionContext } from '../../conditions';
import { readKinds } from '../../configuration';
import type { Services } from '../../services';
import { evaluate, explain, lifecycleOf, readRules, readStages } from '..';
import { evidenceOf } from '../transitions';
import { DAY, did, memberOf, runLabels, servicesOf, talked } from './stories';

let app: TestApp;
let services: Services;
let root: Agent;
const now = Date.now();

beforeAll(async () => {
  app = await createTestApp();
  services = servicesOf(app);
  root = await app.asRoot();
  const crowd = Array.from({ length: 25 }, (_, i) => {
    const from = 1 + ((i * 17) % 60);
    return talked(`Crowd ${i}`, now, from, (i * 13) % from, 1 + (i % 3));
  });
  await services.writer.write([
    ...talked('Talker', now, 60, 0),
    ...talked('Silent', now, 60, 20),
    ...talked('Busy', now, 40, 0, 3),
    did('Left', now - 50 * DAY, 'join'),
    ...talked('Left', now, 49, 30),
    did('Left', now - 29 * DAY, 'leave'),
    ...crowd.flat(),
  ]);
  const run = await runLabels(app);
  expect(run.get('error')).toBeNull();
  // rules are edited and stages set below: no run is to act on that meanwhile
  await services.worker.stop();
  await services.liveLabels.stop();
});
afterAll(() => app.close());

const idOf = async (name: string) => Number((await memberOf(app, name)).get('id'));
const ask = async (name: string, agent: Agent = root) =>
  agent.get('/api/communityLifecycle:explain').query({ member: await idOf(name) });
const told = async (name: string): Promise<ExplainAnswer> => {
  const response = await ask(name);
  expect(response.status).toBe(200);
  return response.body.data;
};
const patch = async (name: string, values: object) =>
  app.db.getRepository('communityMembers').update({ filterByTk: await idOf(name), values, hooks: false });
const toward = ({ next }: ExplainAnswer, to: string) => next.filter((way) => way.to === to);

describe('why a member is in its stage', () => {
  test('an active member: since when, by which rule in which version, with which numbers', async () => {
    const answer = await told('Talker');
    expect(answer.member).toMatchObject({ name: 'Talker', stage: 'active', lockedUntil: null });
    expect(answer.leftOut).toBeNull();
    expect(answer.entered).toMatchObject({
      from: 'new',
      to: 'active',
      origin: 'replay',
      reason: null,
      rule: { key: 'active-from-new', title: 'Active: took part as a newcomer', version: 1 },
    });
    expect(answer.entered?.at).toBe(answer.member.stageSince);
    expect(answer.entered?.evidence.some(({ left, met }) => met && JSON.stringify(left).includes('messages'))).toBe(
      true,
    );
    expect(answer.keep.length).toBeGreaterThan(0);
    for (const requirement of answer.keep) {
      expect(requirement.met).toBe(true);
      expect(requirement.evidence).toEqual([
        expect.objectContaining({ left: { metric: 'daysSinceLast' }, op: '<', threshold: 15, met: true }),
      ]);
    }
  });

  test('shipped rules are named in the language of whoever asks', async () => {
    const query = root.get('/api/communityLifecycle:explain').query({ member: await idOf('Talker') });
    const answer: ExplainAnswer = (await query.set('X-Locale', 'zh-CN').expect(200)).body.data;
    expect(answer.entered?.rule?.title).toBe('活跃：新用户参与互动');
    expect(answer.keep[0].rule.title).toMatch(/^(重新)?活跃：/);
    expect(toward(answer, 'core')[0].requirement.rule.title).toBe('核心：一个月内多数日子活跃');
    // what editors load is what is stored
    const rules = await root.get('/api/communityLifecycle:rules').set('X-Locale', 'zh-CN').expect(200);
    expect(rules.body.data.rules.find(({ key }: { key: string }) => key === 'core').title).toMatch(/^Core: /);
  });

  test('what the next stage still takes: enough days, too few messages', async () => {
    const [core] = toward(await told('Talker'), 'core');
    expect(core).toMatchObject({ to: 'core', blockedBy: null, requirement: { met: false, rule: { key: 'core' } } });
    expect(core.requirement.evidence).toEqual([
      expect.objectContaining({ path: 'core.enter.all[0]', op: '>', value: 30, threshold: 20, met: true }),
      expect.objectContaining({ path: 'core.enter.all[1]', op: '>', value: 30, threshold: 50, met: false }),
    ]);
    expect(core.requirement.condition).toHaveProperty('all');
  });

  test('the ways out stand in the order in which they are tried', async () => {
    const { next } = await told('Talker');
    expect(next.map(({ requirement }) => requirement.rule.key)).toEqual([
      'churned-left',
      'at-risk',
      'high-value',
      'core',
    ]);
  });

  test('a core member keeps the stage by 90 %, and would fall back to active', async () => {
    const answer = await told('Busy');
    expect(answer.member.stage).toBe('core');
    expect(answer.keep).toHaveLength(1);
    expect(answer.keep[0].evidence.map(({ threshold }) => threshold)).toEqual([18, 45]);
    const [active] = toward(answer, 'active');
    expect(active.requirement).toMatchObject({ met: false, rule: { key: 'core' } });
    expect(active.requirement.evidence[0].path).toBe('core.keep.all[0].not.any[0].all[0]');
  });

  test('who has left every group', async () => {
    const answer = await told('Left');
    expect(answer.member.stage).toBe('churned');
    expect(answer.entered?.rule?.key).toBe('churned-left');
    // kept until another rule fires
    expect(answer.keep).toEqual([]);
    expect(answer.next.map(({ to }) => to)).toEqual(['active']);
  });
});

describe('what holds a change up', () => {
  test('a lock', async () => {
    await patch('Talker', { stageLockedUntil: new Date(now + DAY) });
    const answer = await told('Talker');
    expect(answer.member.lockedUntil).toBe(now + DAY);
    expect(new Set(answer.next.map(({ blockedBy }) => blockedBy))).toEqual(new Set(['lock']));
    await patch('Talker', { stageLockedUntil: new Date(now - DAY) });
    expect(toward(await told('Talker'), 'core')[0].blockedBy).toBeNull();
    await patch('Talker', { stageLockedUntil: null });
  });

  test('a minimum stay: a demotion waits, a promotion does not', async () => {
    const core = await app.db.getRepository('communityRules').findOne({ filter: { key: 'core' } });
    await root
      .post(`/api/communityRules:update?filterByTk=${core.get('id')}`)
      .send({ minimumStayDays: 30 })
      .expect(200);
    await patch('Talker', { stage: 'core', stageSince: new Date(now - 2 * DAY) });
    const answer = await told('Talker');
    const [active] = toward(answer, 'active');
    expect(active).toMatchObject({ blockedBy: 'minimumStay', requirement: { met: false } });
    expect(active.requirement.evidence).toContainEqual(
      expect.objectContaining({ left: { metric: 'daysInStage' }, threshold: 30, met: false }),
    );
    expect(answer.keep[0].met).toBe(false);
    expect(toward(answer, 'high_value')[0].blockedBy).toBeNull();
    await patch('Talker', { stageSince: new Date(now - 31 * DAY) });
    expect(toward(await told('Talker'), 'active')[0]).toMatchObject({ blockedBy: null, requirement: { met: true } });
    await root
      .post(`/api/communityRules:update?filterByTk=${core.get('id')}`)
      .send({ minimumStayDays: 0 })
      .expect(200);
    await patch('Talker', { stage: 'active' });
  });
});

test('numbers and decisions are those of a run at the same instant, for everybody', async () => {
  const { store, settings } = services;
  const rules = await readRules(store);
  // relative to everybody: an explanation looks at one member only and must find the same mean
  rules.push({
    ...rules[0],
    ...{ id: 0, key: 'above-average', title: 'Above average', from: ['active', 'at_risk'], to: 'core', priority: 1000 },
    enter: { left: { metric: 'messages' }, op: '>', right: { mean: { metric: 'messages' } } } as never,
  });
  const lifecycle = lifecycleOf(await readStages(store), rules, await readConditionContext(store));
  const base = { store, zone: await settings.zone(), kinds: await readKinds(store), lifecycle, asOf: now };
  const { rows, transitions, bind } = evaluate({
    ...base,
    subjects:
      'SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m WHERE m."id" > 0',
  });
  const everybody = await store.select(rows, { bind });
  expect(everybody.length).toBeGreaterThan(25);
  let changing = 0;
  for (const row of everybody) {
    const answer = await explain({ ...base, memberId: Number(row.id) });
    const first = answer?.next.find(({ requirement }) => requirement.met);
    expect(first?.to ?? null).toBe(row.t === null ? null : transitions[Number(row.t)].to);
    if (row.t === null) continue;
    changing += 1;
    expect(first?.requirement.evidence).toEqual(evidenceOf(transitions[Number(row.t)], row));
  }
  expect(changing).toBeGreaterThan(3);
});

describe('who carries no stage', () => {
  test.each([
    ['a bot', { isBot: true }, 'bot'],
    ['one of the team', { isTeam: true }, 'team'],
  ])('%s', async (_name, values, leftOut) => {
    await patch('Crowd 1', values);
    expect(await told('Crowd 1')).toMatchObject({ leftOut, keep: [], next: [] });
    await patch('Crowd 1', { isBot: false, isTeam: false });
  });

  test('somebody who was never seen, and somebody who was not classified yet', async () => {
    const row = await app.db
      .getRepository('communityMembers')
      .create({ values: { displayName: 'Paper' }, hooks: false });
    expect(await told('Paper')).toMatchObject({ leftOut: 'neverSeen', entered: null, next: [] });
    await app.db
      .getRepository('communityMembers')
      .update({ filterByTk: row.get('id'), values: { firstSeenAt: new Date(now - DAY) }, hooks: false });
    const answer = await told('Paper');
    expect(answer).toMatchObject({ leftOut: null, entered: null, keep: [] });
    expect(answer.next[0]).toMatchObject({ to: 'new', requirement: { met: true } });
  });
});

describe('who may ask', () => {
  test('whoever may view the member, without the settings', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: { displayName: 'Talker' } } });
    expect((await ask('Talker', agent)).status).toBe(200);
    const hidden = await ask('Silent', agent);
    expect([hidden.status, hidden.body.errors[0].code]).toEqual([404, 'MEMBER_MISSING']);
    const missing = await agent.get('/api/communityLifecycle:explain?member=999999');
    expect([missing.status, missing.body.errors[0].code]).toEqual([404, 'MEMBER_MISSING']);
  });

  test('numbers are for those who may see all groups', async () => {
    const everybody = { communityMembers: {} };
    const whole = await app.createScopedRole({ view: { ...everybody, communityGroups: {} } });
    const some = await app.createScopedRole({ view: { ...everybody, communityGroups: { title: 'No such group' } } });
    const none = await app.createScopedRole({ view: everybody });
    const { body } = await ask('Talker', whole.agent);
    expect(body.data.partial).toBe(false);
    expect(body.data.next[0].requirement.evidence.length).toBeGreaterThan(0);
    for (const { agent } of [some, none]) {
      const { data } = (await ask('Talker', agent)).body;
      expect(data).toMatchObject({ partial: true, member: { stage: body.data.member.stage } });
      const parts = [data.entered, ...data.keep, ...data.next.map((way: { requirement: object }) => way.requirement)];
      for (const part of parts) expect(part?.evidence ?? []).toEqual([]);
      expect(data.next.map((way: { requirement: { met: boolean } }) => way.requirement.met)).toEqual(
        body.data.next.map((way: { requirement: { met: boolean } }) => way.requirement.met),
      );
    }
  });

  test('nobody who may not list members, and nobody who is not signed in', async () => {
    const { agent } = await app.createScopedRole({ view: {} });
    expect((await ask('Talker', agent)).status).toBe(403);
    expect((await ask('Talker', app.anonymous())).status).toBe(401);
  });

  test.each([
    ['', 'MISSING_PARAMETER'],
    ['?member=', 'MISSING_PARAMETER'],
    ['?member=x', 'INVALID_PARAMETER'],
    ['?member=1,2', 'INVALID_PARAMETER'],
  ])('explain%s is refused', async (query, code) => {
    const response = await root.get(`/api/communityLifecycle:explain${query}`);
    expect([response.status, response.body.errors[0].code]).toEqual([400, code]);
  });
});
