import type { Model } from '@nocobase/database';
import {
  createTestApp,
  HOST_PLUGINS,
  PLUGIN,
  reopen,
  waitFor,
  type Agent,
  type TestApp,
} from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SYNC_NODE, type SyncResult } from '../../../common/workflow';
import {
  connect,
  createWorkflow,
  enable,
  executions,
  jobsOf,
  servicesOf,
  TOKEN,
  type JobRow,
  type Workflow,
} from './support';

const CHAT = groupChat(-1009876543213, { title: 'Kitchen' });
const ANN = user(401, { first_name: 'Ann' });
const PLUGINS = ['error-handler', 'field-sort', 'file-manager', ...HOST_PLUGINS.slice(2), PLUGIN];
/** Of the host's trigger for records. */
const ON_CREATE = { type: 'collection', config: { mode: 1, collection: 'communityTags' } };

let app: TestApp;
let sandbox: BotApiSandbox;
let root: Agent;
let bot: number;
let count = 0;
const folder = path.join(process.env.STORAGE_PATH ?? '', 'sync-test');

const seconds = () => Math.floor(Date.now() / 1000);
const write = () => {
  count += 1;
  sandbox.push(updates.message({ chat: CHAT, from: ANN, messageId: count, date: seconds(), text: `Soup ${count}` }));
};
const go = () =>
  root
    .post('/api/communityTags:create')
    .send({ key: `go${Math.random()}`, title: 'Go' })
    .expect(200);
const node = (config: object = {}) => ({ type: SYNC_NODE, config });
const off = ({ id }: Workflow) => enable(root, id, false);
const stored = () => app.db.getRepository('communityActivities').count({ filter: { kind: 'message' } });

/** The node's run, when it has come to an end. */
const ended = (workflow: Workflow, nth = 0, patience = 30_000): Promise<JobRow> =>
  waitFor(async () => {
    const execution: Model | undefined = (await executions(app, workflow))[nth];
    const job = execution && jobsOf(execution)[0];
    return job && job.status !== 0 && execution.get('status') !== 0 ? job : null;
  }, patience);
const slow = (retryAfter: number, times = 1) =>
  sandbox.failNext({
    status: 429,
    method: 'getUpdates',
    times,
    body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: retryAfter } },
  });

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  app = await createTestApp({ plugins: PLUGINS });
  sandbox = await startBotApi({ token: TOKEN, throttle: true });
  root = await app.asRoot();
  bot = await connect(root, sandbox, 'Kitchen bot');
});
afterAll(async () => {
  await sandbox?.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('fetches everything, reads it, and tells the nodes after it', async () => {
  const workflow = await createWorkflow(root, {
    ...ON_CREATE,
    nodes: [
      node(),
      {
        type: 'create',
        config: ([key]: string[]) => ({
          collection: 'communityTags',
          params: { values: { key: 'told', title: `{{$jobsMapByNodeKey.${key}.updates.failed}} failed` } },
          usingAssignFormSchema: true,
        }),
      },
    ],
  });
  // the poller is told to wait, so that what follows is still at Telegram when the workflow starts
  slow(2);
  write();
  for (let n = 0; n < 250; n += 1) write();
  await go();
  const { status, result } = await ended(workflow);
  const sync = result as unknown as SyncResult;
  expect(status).toBe(1);
  expect(sync.connections).toEqual([{ id: bot, name: 'Kitchen bot', state: 'done', error: null }]);
  expect(sync.updates).toMatchObject({ skipped: 0, failed: 0 });
  expect(sync.updates.read).toBeGreaterThan(0);
  expect(sync.byKind.message).toBe(sync.activities);
  expect(sync).toMatchObject({ gaps: [], problems: [], roster: null, import: null, labels: null });
  expect(sandbox.pending()).toEqual([]);
  expect(await stored()).toBe(251);
  const tag = await waitFor(() => app.db.getRepository('communityTags').findOne({ filter: { key: 'told' } }));
  expect(tag.get('title')).toBe('0 failed');
  await off(workflow);
});

test('an idle bot is done at once: its long poll is ended', async () => {
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ connections: [bot] })] });
  const began = Date.now();
  await go();
  expect((await ended(workflow)).status).toBe(1);
  expect(Date.now() - began).toBeLessThan(12_000);
  await off(workflow);
});

test('waits without keeping other workflows from running, and goes on after a restart', async () => {
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node()] });
  const other = await createWorkflow(root, { type: 'collection', config: { mode: 1, collection: 'communityStages' } });
  slow(8);
  write();
  write();
  await go();
  await waitFor(async () => (await executions(app, workflow))[0]?.get('status') === 0);
  await root.post('/api/communityStages:create').send({ key: 'other', title: 'Other' }).expect(200);
  await waitFor(async () => (await executions(app, other))[0]?.get('status') === 1);
  const [waiting] = await executions(app, workflow);
  expect(jobsOf(waiting)).toMatchObject([{ status: 0 }]);
  await app.close({ keepDatabase: true });
  app = await reopen(app, { plugins: PLUGINS });
  root = await app.asRoot();
  expect((await ended(workflow, 0, 60_000)).status).toBe(1);
  expect(await executions(app, workflow)).toHaveLength(1);
  expect(await stored()).toBe(count);
  await off(workflow);
  await off(other);
});

test('a node that ended in a process that died before its workflow went on is not forgotten', async () => {
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node()] });
  await servicesOf(app).syncs.stop();
  await go();
  const execution = await waitFor(async () => (await executions(app, workflow))[0]);
  await waitFor(async () => jobsOf((await executions(app, workflow))[0])[0]);
  const job = { status: 1, result: { activities: 0 }, updatedAt: new Date(Date.now() - 60_000) };
  await app.db.getModel('jobs').update(job, { where: { executionId: execution.get('id') as number }, silent: true });
  servicesOf(app).syncs.start();
  await ended(workflow);
  await off(workflow);
});

test('scores and classifies afterwards when it is asked to', async () => {
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ labels: true })] });
  write();
  await go();
  const { result } = await ended(workflow, 0, 60_000);
  expect(result.labels).toMatchObject({
    run: expect.any(Number) as number,
    scoredMembers: expect.any(Number) as number,
  });
  await off(workflow);
});

test('members are compared with Telegram when it is asked to', async () => {
  const { settings, store } = servicesOf(app);
  // nobody else asks meanwhile
  await settings.write({ checksPerMinute: 0 });
  const gone = user(402, { first_name: 'Gil' });
  sandbox.push(updates.message({ chat: CHAT, from: gone, messageId: 9000, date: seconds(), text: 'Bye' }));
  const membership = () =>
    app.db.getRepository('communityMemberships').findOne({ filter: { 'member.displayName': 'Gil' } });
  await waitFor(membership, 20_000);
  sandbox.setChat({ chat: CHAT, members: [{ status: 'left', user: gone }] });
  await store.execute('UPDATE {communityStandings} SET "askedAt" = 0, "countedAt" = 0, "rosterAt" = 0');
  await store.execute('UPDATE {communityMemberships} SET "checkedAt" = 0');
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ roster: true })] });
  await go();
  const { result } = await ended(workflow);
  expect((result as unknown as SyncResult).roster).toMatchObject({ standings: 1, counted: 1, left: 1 });
  await waitFor(async () => (await membership())?.get('status') === 'left', 20_000);
  await off(workflow);
});

test('a webhook’s inbox is read', async () => {
  const { live, gate } = servicesOf(app);
  const hooked = await app.db
    .getRepository('communityConnections')
    .create({ values: { name: 'Hooked', mode: 'webhook' } });
  const id = Number(hooked.get('id'));
  const update = updates.message({ chat: CHAT, from: ANN, messageId: 9001, date: seconds(), text: 'hooked' });
  await gate.run((transaction) => live.inbox.add(id, [{ update_id: 1, ...update }], Date.now(), transaction));
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ connections: [id] })] });
  await go();
  expect((await ended(workflow)).status).toBe(1);
  expect(await live.inbox.count('pending', id)).toBe(0);
  await root.post(`/api/communityConnections:destroy?filterByTk=${id}`).expect(200);
  await off(workflow);
});

describe('a file', () => {
  const history = (name: string) => ({
    name,
    type: 'private_supergroup',
    id: 1234567,
    messages: [
      {
        id: 1,
        type: 'message',
        date: '2026-01-05T10:00:00',
        date_unixtime: '1767607200',
        from: 'Eve',
        from_id: 'user555',
        text: 'Old soup',
        text_entities: [],
      },
    ],
  });
  const run = async (importFile: unknown) => {
    const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ connections: [bot], importFile })] });
    await go();
    const job = await ended(workflow, 0, 60_000);
    await off(workflow);
    return job;
  };

  test('in the storage folder is imported', async () => {
    writeFileSync(path.join(folder, 'result.json'), JSON.stringify(history('Old kitchen')));
    const { status, result } = await run('sync-test/result.json');
    expect(status).toBe(1);
    expect(result.import).toMatchObject({ messages: 1 });
    expect(result.byKind).toEqual({ message: 1 });
  });

  test('of the file manager is imported', async () => {
    writeFileSync(path.join(folder, 'attached.json'), JSON.stringify({ ...history('Attic'), id: 7654321 }));
    const upload = await root.post('/api/attachments:create').attach('file', path.join(folder, 'attached.json'));
    expect(upload.status).toBe(200);
    expect((await run([upload.body.data])).result.import).toMatchObject({ messages: 1 });
    expect((await run(String(upload.body.data.id))).result.import).toMatchObject({ run: expect.any(Number) as number });
  });

  test('elsewhere is refused, also behind a link', async () => {
    const outside = path.join(os.tmpdir(), `outside-${process.pid}.json`);
    writeFileSync(outside, '{}');
    symlinkSync(outside, path.join(folder, 'link.json'));
    for (const file of [outside, 'sync-test/link.json', '../../../etc/passwd']) {
      const { status, result } = await run(file);
      expect(status).toBe(-1);
      expect(result.code).toMatch(/^FILE_(OUTSIDE|NOT_READABLE)$/);
    }
    rmSync(outside);
    expect((await run('sync-test/missing.json')).result).toEqual({
      code: 'FILE_NOT_READABLE',
      message: 'The file to import cannot be read: sync-test/missing.json (ENOENT).',
    });
  });

  test('that is no export fails the node with the import’s own sentence', async () => {
    writeFileSync(path.join(folder, 'broken.json'), '{"name": ');
    const { status, result } = await run('sync-test/broken.json');
    expect([status, result.code]).toEqual([-1, 'IMPORT_FAILED']);
    expect(result.message).toMatch(/^The import failed\. /);
  });
});

test('a synchronous workflow waits inside', async () => {
  const workflow = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ connections: [bot] })], sync: true });
  write();
  await go();
  expect((await ended(workflow)).status).toBe(1);
  expect(await stored()).toBeGreaterThan(count);
  await off(workflow);
});

test('the time limit ends it with a clear sentence', async () => {
  slow(3);
  write();
  const config = {
    connections: [bot],
    roster: false,
    labels: false,
    importFile: null,
    timeZone: null,
    timeoutMinutes: 10,
  };
  const state = { config, startedAt: Date.now() - 10 * 60_000 + 500, since: 0 };
  // the long poll that is under way ends, and the next call is told to wait
  const settled = await servicesOf(app).syncs.perform(state, async () => undefined, new AbortController().signal);
  expect(settled).toEqual({
    status: -1,
    result: {
      code: 'SYNC_TIMEOUT',
      message:
        'The sync did not come to its end within 10 minutes. It was fetching from Telegram and reading what was received.',
    },
  });
});

test('bots that cannot be synced are named; when it is all of them, the node fails', async () => {
  const paused = await app.db
    .getRepository('communityConnections')
    .create({ values: { name: 'Paused', mode: 'paused' } });
  const ids = [Number(paused.get('id')), 999_999];
  const some = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ connections: ids })] });
  const none = await createWorkflow(root, { ...ON_CREATE, nodes: [node({ connections: [999_999] })] });
  await go();
  const { result } = await ended(some);
  expect(result.connections).toMatchObject([{ state: 'paused' }, { state: 'failed' }]);
  expect(result.problems).toEqual(['#999999: There is no such bot any more.']);
  expect(await ended(none)).toMatchObject({
    status: -1,
    result: { code: 'SYNC_ALL_FAILED', message: 'No bot could be synced. #999999: There is no such bot any more.' },
  });
  await off(some);
  await off(none);
});

test('a bot that cannot be reached is named after a few tries, and the others go on', async () => {
  const closed = {
    name: 'Dead bot',
    token: `7000000004:${'Yy8_x-'.repeat(6)}`,
    apiRoot: 'http://127.0.0.1:9',
    mode: 'polling',
  };
  const { body } = await root.post('/api/communityConnections:create').send(closed).expect(200);
  const workflow = await createWorkflow(root, {
    ...ON_CREATE,
    nodes: [node({ connections: [bot, Number(body.data.id)] })],
  });
  await go();
  const { status, result } = await ended(workflow, 0, 60_000);
  expect(status).toBe(1);
  expect(result.connections).toMatchObject([
    { name: 'Kitchen bot', state: 'done' },
    { name: 'Dead bot', state: 'failed' },
  ]);
  expect(result.problems).toEqual([expect.stringMatching(/^Dead bot: .*127\.0\.0\.1:9/)]);
  await off(workflow);
  await root.post(`/api/communityConnections:destroy?filterByTk=${body.data.id}`).expect(200);
});

test('options that make no sense are refused with one sentence each', async () => {
  const { body } = await root
    .post('/api/workflows:create')
    .send({ title: 'x', ...ON_CREATE })
    .expect(200);
  const config = { connections: ['one'], labels: 'yes', roster: 1, timeoutMinutes: 0, timeZone: 'Mars/Olympus' };
  const answer = await root.post(`/api/workflows/${body.data.id}/nodes:create`).send({ type: SYNC_NODE, config });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map(({ message }: { message: string }) => message)).toEqual([
    'Bots: choose bots from the list, or none for all.',
    'Compare members with Telegram: 1 is not allowed. Allowed: true, false.',
    'Score and classify afterwards: yes is not allowed. Allowed: true, false.',
    'Time limit: 0 is not allowed. Allowed: a whole number of minutes from 1 to 1440.',
    'Time zone: Mars/Olympus is not allowed. Allowed: an IANA name such as Europe/Berlin, or an offset such as +03:30.',
  ]);
});
