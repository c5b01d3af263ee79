import { createTestApp, reopen, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { ACTIVITY_TRIGGER, type ActivityBatch } from '../../../common/workflow';
import { ofHistory } from '..';
import { connect, createWorkflow, enable, executions, servicesOf, TOKEN, type Workflow } from './support';

const CHAT = groupChat(-1009876543211, { title: 'Night runners' });
const OTHER = groupChat(-1009876543212, { title: 'Day sleepers' });
const ANN = user(301, { first_name: 'Ann' });
const BOB = user(302, { first_name: 'Bob' });

let app: TestApp;
let sandbox: BotApiSandbox;
let root: Agent;
let messageId = 0;

const seconds = () => Math.floor(Date.now() / 1000);
const write = (chat = CHAT, from = ANN) => {
  messageId += 1;
  sandbox.push(updates.message({ chat, from, messageId, date: seconds(), text: 'Hello' }));
  return messageId;
};
const contexts = async (workflow: Workflow): Promise<ActivityBatch[]> =>
  (await executions(app, workflow)).map((row) => row.get('context') as ActivityBatch);
const started = (workflow: Workflow) =>
  waitFor(async () => {
    const all = await contexts(workflow);
    return all.length ? all : null;
  }, 20_000);
const queued = () => app.db.getRepository('communityTriggerQueue').count();
const off = ({ id }: Workflow) => enable(root, id, false);
const stored = (id: number) =>
  waitFor(async () =>
    app.db.getRepository('communityActivities').findOne({ filter: { externalKey: `m:${CHAT.id}:${id}` } }),
  );

beforeAll(async () => {
  app = await createTestApp();
  sandbox = await startBotApi({ token: TOKEN });
  root = await app.asRoot();
  await connect(root, sandbox);
});
afterAll(async () => {
  await sandbox?.close();
  await app?.close();
});

test('many activities start one workflow, which is told what they were', async () => {
  const workflow = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config: { most: 5, seconds: 5 } });
  for (let n = 0; n < 4; n += 1) write();
  write(OTHER, BOB);
  const [context] = await started(workflow);
  expect(context).toMatchObject({ count: 5, byKind: { message: 5 }, waiting: 0 });
  expect(context.byGroup.map(({ title, count }) => [title, count])).toEqual([
    ['Night runners', 4],
    ['Day sleepers', 1],
  ]);
  expect(context.ids).toHaveLength(5);
  expect(context.memberIds).toHaveLength(2);
  expect(Date.parse(context.lastAt)).toBeGreaterThanOrEqual(Date.parse(context.firstAt));
  await waitFor(async () => (await queued()) === 0);
  await off(workflow);
});

test('edits and what is taken back start nothing', async () => {
  const id = write();
  await stored(id);
  const workflow = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config: { mode: 'single' } });
  const edit = { chat: CHAT, from: ANN, messageId: id, date: seconds() - 5, editDate: seconds() + 1, text: 'Hello!' };
  sandbox.push(updates.edited(edit));
  sandbox.push(updates.reaction({ chat: CHAT, user: BOB, messageId: id, date: seconds(), before: ['👍'], now: [] }));
  const next = write(CHAT, BOB);
  const [context] = await started(workflow);
  expect(context).toMatchObject({
    data: {
      externalKey: `m:${CHAT.id}:${next}`,
      kind: 'message',
      member: { displayName: 'Bob' },
      group: { title: 'Night runners' },
    },
  });
  expect(context).not.toHaveProperty('data.version');
  await waitFor(async () => (await queued()) === 0);
  expect(await contexts(workflow)).toHaveLength(1);
  await off(workflow);
});

test('kinds and groups are chosen, and each workflow gets its own', async () => {
  const group = await app.db.getRepository('communityGroups').findOne({ filter: { title: 'Day sleepers' } });
  const config = { mode: 'single', groups: [Number(group.get('id'))], kinds: ['join'] };
  const joins = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config });
  const all = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config: { mode: 'single' } });
  sandbox.push(updates.join({ chat: OTHER, user: user(303, { first_name: 'Cid' }), date: seconds() }));
  sandbox.push(updates.join({ chat: CHAT, user: user(304), date: seconds() }));
  write(OTHER);
  await waitFor(async () => (await contexts(all)).length === 3, 20_000);
  await waitFor(async () => (await queued()) === 0);
  expect(await contexts(joins)).toMatchObject([{ data: { kind: 'join', member: { displayName: 'Cid' } } }]);
  await off(joins);
  await off(all);
});

test('a history starts nothing, unless it is wanted', async () => {
  const config = { mode: 'single' };
  const live = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config });
  const both = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config: { ...config, imports: true } });
  const { store, triggers, writer } = servicesOf(app);
  const [known] = await store.select<{ externalKey: string }>(
    'SELECT a."externalKey" FROM {communityActivities} AS a LIMIT 1',
  );
  const record = {
    source: 'test',
    externalKey: `copy of ${known.externalKey}`,
    version: 1,
    chat: { platform: 'telegram', externalId: String(CHAT.id) },
    actor: { platform: 'telegram', externalId: '301' },
    kind: 'message',
    isReply: false,
    isForward: false,
    occurredAt: Date.now(),
    timeSource: 'event' as const,
    textLength: 3,
    replyToKey: null,
    replyTo: null,
    threadId: null,
    forwardSource: null,
    amount: null,
    currency: null,
    payload: {},
    text: null,
    retracted: false,
  };
  await ofHistory(triggers.noting(writer)).write([record]);
  await waitFor(async () => (await contexts(both)).length === 1, 20_000);
  await waitFor(async () => (await queued()) === 0);
  expect(await contexts(live)).toEqual([]);
  await off(live);
  await off(both);
});

test('what waits when a workflow is switched off is forgotten', async () => {
  const workflow = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config: { seconds: 3600 } });
  write();
  await waitFor(async () => (await queued()) === 1, 20_000);
  await off(workflow);
  await waitFor(async () => (await queued()) === 0, 20_000);
  expect(await contexts(workflow)).toEqual([]);
});

test('options that make no sense are refused with one sentence each', async () => {
  const config = { kinds: 'message', groups: ['x'], mode: 'often', most: 0, seconds: 1, imports: 'yes' };
  const { body, status } = await root
    .post('/api/workflows:create')
    .send({ title: 'x', type: ACTIVITY_TRIGGER, config });
  expect(status).toBe(400);
  expect(body.errors.map(({ message }: { message: string }) => message)).toEqual([
    'Kinds: choose kinds of activity from the list, or none for all.',
    'Groups: choose groups from the list, or none for all.',
    'Start: often is not allowed. Allowed: batch, single.',
    'Most activities in one execution: 0 is not allowed. Allowed: a whole number from 1 to 10000.',
    'Seconds between two executions: 1 is not allowed. Allowed: a whole number from 5 to 86400.',
    'Imported activities too: yes is not allowed. Allowed: true, false.',
  ]);
});

test('who edits workflows chooses from bots, kinds and groups; others do not', async () => {
  const { body } = await root.get('/api/communityWorkflow:options').expect(200);
  expect(body.data).toMatchObject({ connections: [{ name: 'Bot', mode: 'polling' }], roster: true });
  expect(body.data.connections[0]).not.toHaveProperty('token');
  expect(body.data.kinds.map(({ key }: { key: string }) => key)).toContain('join');
  const found = await root.get('/api/communityWorkflow:groups?search=sleep').expect(200);
  expect(found.body.data).toMatchObject([{ title: 'Day sleepers' }]);
  const { agent } = await app.createScopedRole({ view: {} });
  await agent.get('/api/communityWorkflow:options').expect(403);
});

test('after a crash nothing is lost and nothing comes twice', async () => {
  const workflow = await createWorkflow(root, { type: ACTIVITY_TRIGGER, config: { mode: 'single' } });
  await servicesOf(app).triggers.courier.stop();
  const lost = write();
  const twice = write();
  await waitFor(async () => (await queued()) === 2, 20_000);
  // as if the process had died after it had decided on both executions, and after the host had made the second
  const execution = async (id: number): Promise<string> => {
    const activityId = (await stored(id)).get('id') as number;
    const eventKey = `community-activity:${workflow.key}:${activityId}`;
    await app.db
      .getRepository('communityTriggerQueue')
      .update({ filter: { activityId }, values: { execution: eventKey } });
    return eventKey;
  };
  await execution(lost);
  const made = { key: workflow.key, workflowId: workflow.id, context: { made: 'before' }, status: 1, dispatched: true };
  await app.db.getRepository('executions').create({ values: { ...made, eventKey: await execution(twice) } });
  await app.close({ keepDatabase: true });
  app = await reopen(app);
  root = await app.asRoot();
  await waitFor(async () => (await queued()) === 0, 30_000);
  const all = (await contexts(workflow)) as unknown as Array<{ made?: string; data?: { externalKey: string } }>;
  expect(all).toHaveLength(2);
  expect(all.map(({ made, data }) => made ?? data?.externalKey).sort()).toEqual(['before', `m:${CHAT.id}:${lost}`]);
});
