import { createTestApp, reopen, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { CLASSIFY_NODE } from '../../../common/workflow';
import { createWorkflow, enable, executions, jobsOf, servicesOf, type JobRow, type Workflow } from './support';

let app: TestApp;
let root: Agent;

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
});
afterAll(() => app?.close());

const ON_CREATE = { type: 'collection', config: { mode: 1, collection: 'communityTags' } };
const go = () => app.db.getRepository('communityTags').create({ values: { key: `t${performance.now()}`, title: 'x' } });
const off = ({ id }: Workflow) => enable(root, id, false);
const jobs = async (workflow: Workflow): Promise<JobRow[]> => (await executions(app, workflow)).flatMap(jobsOf);
const ended = (workflow: Workflow): Promise<JobRow> =>
  waitFor(async () => (await jobs(workflow)).find(({ status }) => status !== 0), 60_000);
const node = (config = {}) => ({ type: CLASSIFY_NODE, config });
const stageOf = async (person: number): Promise<unknown> =>
  (await app.db.getRepository('communityMembers').findOne({ filter: { displayName: `Person ${person}` } })).get(
    'stage',
  );
const runs = () => app.db.getRepository('communityRuns');

function message(by: number, at: number): ActivityRecord {
  const chat = { platform: 'telegram', externalId: '-1001', title: 'Choir' };
  return {
    ...emptyActivity({
      source: 'telegram',
      externalKey: `m:${by}:${at}`,
      version: activityVersion(at, 'import'),
      chat,
      actor: { platform: 'telegram', externalId: String(by), displayName: `Person ${by}` },
      kind: 'message',
      occurredAt: at,
    }),
    textLength: 5,
  };
}

test('the workflow goes on with what the run found', async () => {
  const { writer } = servicesOf(app);
  const now = Date.now();
  const HOUR = 3_600_000;
  // somebody who was there long ago is placed by a run; who comes today would not even wait for it
  await writer.write([1, 2, 3, 4].map((n) => message(1, now - (n + 1000) * HOUR)));
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node()] });
  await go();
  const { status, result } = await ended(workflow);
  expect([status, result]).toEqual([1, expect.anything()]);
  const run = await runs().findOne({ filterByTk: result.runId as number });
  expect(run?.get('state')).toBe('succeeded');
  expect(result).toMatchObject({ runId: Number(run?.get('id')), placed: 1, changed: 0, entered: {} });
  expect(result).toEqual(expect.objectContaining({ examined: expect.any(Number) as number }));
  expect(await stageOf(1)).toBeTruthy();
  await off(workflow);
});

test('workflows that ask while a run waits share it', async () => {
  await servicesOf(app).worker.stop();
  const both = [
    await createWorkflow(root, { ...ON_CREATE, nodes: [node()] }),
    await createWorkflow(root, { ...ON_CREATE, nodes: [node()] }),
  ];
  await go();
  for (const workflow of both)
    await waitFor(async () => (await jobs(workflow)).some(({ status }) => status === 0), 20_000);
  servicesOf(app).worker.start();
  const [one, other] = [await ended(both[0]), await ended(both[1])];
  expect(one.result.runId).toBe(other.result.runId);
  for (const workflow of both) await off(workflow);
});

test('a restart in the middle is survived', async () => {
  await servicesOf(app).worker.stop();
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node()] });
  await go();
  await waitFor(async () => (await jobs(workflow)).some(({ status }) => status === 0), 20_000);
  await app.close({ keepDatabase: true });
  app = await reopen(app);
  root = await app.asRoot();
  expect((await ended(workflow)).status).toBe(1);
  await off(workflow);
});

test('a run that fails fails the node, with its own sentence; so does the time limit', async () => {
  const { classifyJobs, worker } = servicesOf(app);
  await worker.stop();
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node()] });
  await go();
  await waitFor(async () => (await jobs(workflow)).some(({ status }) => status === 0), 20_000);
  await runs().update({
    filter: { state: 'queued' },
    values: { state: 'failed', error: { code: 'X', message: 'The disk is full.' } },
  });
  expect(await ended(workflow)).toMatchObject({
    status: -1,
    result: { code: 'CLASSIFY_FAILED', message: 'Scoring and classifying failed. The disk is full.' },
  });
  await off(workflow);
  const late = { ...(await classifyJobs.begin(5)), startedAt: Date.now() - 5 * 60_000 };
  expect(await classifyJobs.wait(late, new AbortController().signal)).toEqual({
    status: -1,
    result: {
      code: 'CLASSIFY_TIMEOUT',
      message: 'Scoring and classifying did not come to its end within 5 minutes.',
    },
  });
  worker.start();
});

test('what is handed over is what the run has counted', async () => {
  const { classifyJobs, worker } = servicesOf(app);
  await worker.stop();
  const state = await classifyJobs.begin(5);
  const counts = {
    examined: 9,
    placed: 2,
    newcomers: 1,
    stageChanges: 3,
    'entered.new': 1,
    'entered.core': 3,
    touches: 7,
  };
  await runs().update({ filterByTk: state.runId, values: { state: 'succeeded', counts } });
  expect(await classifyJobs.wait(state, new AbortController().signal)).toEqual({
    status: 1,
    result: { runId: state.runId, changed: 4, placed: 2, examined: 9, entered: { new: 1, core: 3 } },
  });
  worker.start();
});

test('a synchronous workflow waits inside', async () => {
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node()], sync: true });
  await go();
  expect((await ended(workflow)).status).toBe(1);
  await off(workflow);
});

test('a time limit that makes no sense is refused', async () => {
  const { body } = await root
    .post('/api/workflows:create')
    .send({ title: 'x', ...ON_CREATE })
    .expect(200);
  const answer = await root
    .post(`/api/workflows/${body.data.id}/nodes:create`)
    .send({ type: CLASSIFY_NODE, config: { timeoutMinutes: 0 } });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map(({ message }: { message: string }) => message)).toEqual([
    'Time limit: 0 is not allowed. Allowed: a whole number of minutes from 1 to 1440.',
  ]);
});
