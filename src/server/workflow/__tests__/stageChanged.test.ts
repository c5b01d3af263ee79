import { createTestApp, reopen, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { STAGE_TRIGGER, type StageChangeBatch, type StageChangeContext } from '../../../common/workflow';
import { createWorkflow, enable, executions, servicesOf, type Workflow } from './support';

let app: TestApp;
let root: Agent;

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
});
afterAll(() => app?.close());

const FAST = { seconds: 1 };

/** Members by name, made when first asked for. */
async function member(displayName: string): Promise<number> {
  const members = app.db.getRepository('communityMembers');
  const known = await members.findOne({ filter: { displayName } });
  if (known) return Number(known.get('id'));
  const values = { displayName, stage: 'active', engagementScore: 41.5, languageCode: 'zh', ownerId: 1 };
  return Number((await members.create({ values })).get('id'));
}

const EVIDENCE = [
  { path: 'active.enter.any[0]', left: { metric: 'messages' }, op: '>=', value: 4, threshold: 3, met: true },
];

interface Change {
  who?: string;
  from?: string | null;
  to?: string;
  origin?: string;
  rule?: string | null;
}

/** Changes as the lifecycle writes them. */
async function change(...changes: Change[]): Promise<void> {
  const values = [];
  for (const { who = 'Ann', from = 'new', to = 'active', origin = 'live', rule = 'active' } of changes)
    values.push({
      memberId: await member(who),
      from,
      to,
      origin,
      at: new Date('2026-03-05T10:00:00Z'),
      ruleKey: rule,
      ruleVersion: rule && 2,
      evidence: EVIDENCE,
    });
  await app.db.getModel('communityStageChanges').bulkCreate(values);
}

const contexts = async <T = StageChangeBatch>(workflow: Workflow): Promise<T[]> =>
  (await executions(app, workflow)).map((row) => row.get('context') as T);
const started = <T = StageChangeBatch>(workflow: Workflow, n = 1) =>
  waitFor(async () => {
    const all = await contexts<T>(workflow);
    return all.length >= n ? all : null;
  }, 30_000);
const off = ({ id }: Workflow) => enable(root, id, false);
const workflowFor = (config: object) => createWorkflow(root, { type: STAGE_TRIGGER, config });
const names = (batch: StageChangeBatch) => batch.changes.map((one) => one.member.displayName);
const newest = async () => Number((await app.db.getModel('communityStageChanges').max('id')) ?? 0);
/** Everything up to now has been looked at for a workflow. */
const caughtUp = (workflow: Workflow, milliseconds = 30_000) =>
  waitFor(async () => {
    const row = await app.db
      .getRepository('communityTriggerPositions')
      .findOne({ filter: { workflowKey: workflow.key } });
    return Number(row?.get('position')) >= (await newest()) && row?.get('upTo') === null;
  }, milliseconds);

test('changes of stage start one workflow, which is told who changed, by which rule and why', async () => {
  await change({ who: 'Long before' });
  const workflow = await workflowFor(FAST);
  await change({ who: 'Ann' }, { who: 'Bob', from: null, to: 'new', rule: 'new' });
  const [context] = await started(workflow);
  expect(context).toMatchObject({ count: 2, byStage: { active: 1, new: 1 } });
  expect(context.memberIds).toHaveLength(2);
  const title = (await app.db.getRepository('communityRules').findOne({ filter: { key: 'active' } }))?.get('title');
  expect(context.changes[0]).toMatchObject({
    member: { displayName: 'Ann', stage: 'active', engagementScore: 41.5, languageCode: 'zh', owner: { id: 1 } },
    from: 'new',
    to: 'active',
    rule: { key: 'active', title: title ?? 'active', version: 2 },
    at: '2026-03-05T10:00:00.000Z',
    origin: 'live',
    evidence: EVIDENCE,
  });
  expect(context.changes[0].member).toHaveProperty('id');
  expect(context.changes[0]).not.toHaveProperty('member.owner.password');
  await caughtUp(workflow);
  expect(await contexts(workflow)).toHaveLength(1);
  await off(workflow);
});

test('former stage, new stage and origin are chosen; history and rule changes start nothing by themselves', async () => {
  const usual = await workflowFor(FAST);
  const all = await workflowFor({ ...FAST, origins: ['live', 'manual', 'import', 'edit', 'replay'] });
  const fromNothing = await workflowFor({ ...FAST, from: ['none'], to: ['new', 'active'] });
  const risk = await workflowFor({ ...FAST, from: ['active', 'core'], to: ['at_risk'] });
  await change(
    { who: 'Replayed', origin: 'replay' },
    { who: 'Imported', origin: 'import' },
    { who: 'Edited', origin: 'edit' },
    { who: 'By hand', origin: 'manual', rule: null },
    { who: 'Joined', from: null, to: 'new' },
    { who: 'Silent', from: 'core', to: 'at_risk' },
    { who: 'Gone', from: 'at_risk', to: 'churned' },
  );
  expect(names((await started(usual))[0])).toEqual(['By hand', 'Joined', 'Silent', 'Gone']);
  expect((await started(usual))[0].changes[0]).toMatchObject({ rule: null, origin: 'manual' });
  expect(names((await started(all))[0])).toHaveLength(7);
  expect(names((await started(fromNothing))[0])).toEqual(['Joined']);
  expect(names((await started(risk))[0])).toEqual(['Silent']);
  for (const workflow of [usual, all, fromNothing, risk]) await off(workflow);
});

test('in the single mode each change is an execution of its own', async () => {
  const workflow = await workflowFor({ mode: 'single', appends: [] });
  await change(...Array.from({ length: 25 }, (_, n) => ({ who: `Single ${n}` })));
  await started<StageChangeContext>(workflow, 25);
  await caughtUp(workflow);
  const all = await contexts<StageChangeContext>(workflow);
  expect(all.map(({ member: { displayName } }) => displayName).sort()).toEqual(
    Array.from({ length: 25 }, (_, n) => `Single ${n}`).sort(),
  );
  expect(all[0]).toMatchObject({ from: 'new', to: 'active', rule: { key: 'active' }, evidence: EVIDENCE });
  expect(all[0]).not.toHaveProperty('member.owner');
  await off(workflow);
});

test('ten thousand changes are a handful of executions', async () => {
  const workflow = await workflowFor(FAST);
  const memberId = await member('Busy');
  const values = Array.from({ length: 10_000 }, () => ({
    memberId,
    from: 'new',
    to: 'active',
    origin: 'live',
    at: new Date(),
    ruleKey: 'active',
    ruleVersion: 1,
    evidence: EVIDENCE,
  }));
  for (let i = 0; i < values.length; i += 2500)
    await app.db.getModel('communityStageChanges').bulkCreate(values.slice(i, i + 2500));
  // the contexts are megabytes: read once, when all of them must be there
  await caughtUp(workflow, 240_000);
  const portions = await contexts(workflow);
  expect(portions.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  expect(portions.length).toBeLessThanOrEqual(6);
  const ids = portions.flatMap(({ changes }) => changes.map(({ id }) => id));
  expect(new Set(ids).size).toBe(10_000);
  await off(workflow);
});

test('a new version of a workflow goes on where the former one was; one that was switched off begins anew', async () => {
  const workflow = await workflowFor({ seconds: 3600 });
  await change({ who: 'Waiting' });
  const filter = encodeURIComponent(JSON.stringify({ key: workflow.key }));
  const { body } = await root
    .post(`/api/workflows:revision?filterByTk=${workflow.id}&filter=${filter}`)
    .send({})
    .expect(200);
  const version = { id: body.data.id as number, key: workflow.key };
  await root.post(`/api/workflows:update?filterByTk=${version.id}`).send({ config: FAST }).expect(200);
  await enable(root, version.id, true);
  expect(names((await started(workflow))[0])).toEqual(['Waiting']);
  await caughtUp(workflow);
  await off(version);
  await change({ who: 'Meanwhile' });
  await enable(root, version.id, true);
  await change({ who: 'Afterwards' });
  expect(names((await started(workflow, 2))[1])).toEqual(['Afterwards']);
  await off(version);
});

test('after a crash nothing is lost and nothing comes twice', async () => {
  const workflow = await workflowFor({ mode: 'single' });
  await servicesOf(app).stageCourier.stop();
  await change({ who: 'Lost' }, { who: 'Twice' });
  // as if the process had died after it had decided on both executions, and after the host had made the second
  const upTo = await newest();
  const positions = app.db.getRepository('communityTriggerPositions');
  await positions.update({ filter: { workflowKey: workflow.key }, values: { upTo } });
  const made = { key: workflow.key, workflowId: workflow.id, context: { made: 'before' }, status: 1, dispatched: true };
  const eventKey = `community-stage:${workflow.key}:${upTo}`;
  await app.db.getRepository('executions').create({ values: { ...made, eventKey } });
  await app.close({ keepDatabase: true });
  app = await reopen(app);
  root = await app.asRoot();
  await caughtUp(workflow);
  const all = await contexts<StageChangeContext & { made?: string }>(workflow);
  expect(all.map((one) => one.made ?? one.member.displayName).sort()).toEqual(['Lost', 'before']);
  await off(workflow);
});

test('a change that becomes visible late is not passed over', async () => {
  const workflow = await workflowFor({ mode: 'single' });
  const last = await newest();
  const changes = app.db.getModel('communityStageChanges');
  const values = { from: 'new', to: 'active', origin: 'live', at: new Date(), ruleKey: 'active', ruleVersion: 1 };
  await changes.create({ ...values, id: last + 2, memberId: await member('First seen') });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await changes.create({ ...values, id: last + 1, memberId: await member('Seen late') });
  const all = await started<StageChangeContext>(workflow, 2);
  expect(all.map(({ member: { displayName } }) => displayName)).toEqual(['Seen late', 'First seen']);
  // an id that never comes holds nobody up for long
  await changes.create({ ...values, id: last + 20, memberId: await member('After a gap') });
  expect(await started(workflow, 3)).toHaveLength(3);
  await off(workflow);
});

test('options that make no sense are refused with one sentence each', async () => {
  const config = {
    from: 'new',
    to: [1],
    origins: ['dream'],
    mode: 'often',
    most: 0,
    seconds: 0,
    appends: ['password'],
  };
  const { body, status } = await root.post('/api/workflows:create').send({ title: 'x', type: STAGE_TRIGGER, config });
  expect(status).toBe(400);
  expect(body.errors.map(({ message }: { message: string }) => message)).toEqual([
    'Former stage: choose stages from the list, or none for any.',
    'New stage: choose stages from the list, or none for any.',
    'Origin: dream is not allowed. Allowed: live, manual, import, edit, replay.',
    'Start: often is not allowed. Allowed: batched, single.',
    'Most changes in one execution: 0 is not allowed. Allowed: a whole number from 1 to 10000.',
    'Seconds for which changes are gathered: 0 is not allowed. Allowed: a whole number from 1 to 86400.',
    'Linked records: password is not allowed. Allowed: owner, tags, identities, memberships.',
  ]);
});

test('who edits workflows chooses from the stages', async () => {
  const { body } = await root.get('/api/communityWorkflow:options').expect(200);
  expect(body.data.stages.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['new', 'active', 'core', 'high_value', 'at_risk', 'churned']),
  );
});
