import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { startServices } from '../../../__tests__/startServices';
import type { Services } from '../../../services';
import { fingerprinter } from '../../text';
import { Connections, Inbox, InboxWorker, LiveIntake, onConnectionsChanged, type Connection } from '..';

const TOKEN = `7000000001:${'Zz9_y-'.repeat(6)}`;
const CHAT = groupChat(-1001234567890, { title: 'Tea lovers' });
const ANN = user(101, { first_name: 'Ann' });
const BOB = user(102, { first_name: 'Bob' });

let app: TestApp;
let services: Services;
let sandbox: BotApiSandbox;
let live: LiveIntake;
let inbox: Inbox;
let connections: Connections;
let worker: InboxWorker;
let root: Agent;
let held = true;
let breakWrites: ((key: string) => boolean) | null = null;
let messageId = 0;
const logged: unknown[] = [];

beforeAll(async () => {
  ({ app, services } = await startServices());
  sandbox = await startBotApi({ token: TOKEN });
  const { gate, writer, now } = services;
  connections = new Connections(app.db, { secrets: app.aesEncryptor, variables: app.environment });
  inbox = new Inbox(services.store);
  const log = { info: (_: string): void => undefined, error: (_: string): void => undefined };
  worker = new InboxWorker({
    inbox,
    gate,
    now,
    log,
    fingerprint: async () => fingerprinter('salt'),
    sink: {
      pack: (records) => writer.pack(records),
      write: (records, within) => writer.write(records, within),
      writePacked: (batch, within) => {
        const broken = batch.heads.find(({ externalKey }) => breakWrites?.(externalKey));
        return broken ? Promise.reject(new Error('poison')) : writer.writePacked(batch, within);
      },
    },
  });
  live = new LiveIntake({
    connections,
    inbox,
    gate,
    now,
    log,
    worker,
    random: () => 0,
    pollSeconds: 1,
    leaseFor: () => ({ held: () => held }),
  });
  // this file drives the parts itself, to be able to break them
  await services.live.intake.stop();
  onConnectionsChanged(app.db, () => void live.sync());
  root = await app.asRoot();
  for (const level of ['info', 'warn', 'error'] as const) {
    const write = (...entry: unknown[]): void => {
      logged.push(entry);
    };
    Object.assign(app.requestLogger, { [level]: write });
    Object.assign(log, { [level]: write });
  }
  await live.start();
});

afterAll(async () => {
  await live?.stop();
  await sandbox?.close();
  await app?.close();
});

const say = (text: string, from = ANN) =>
  sandbox.push(
    updates.message({ chat: CHAT, from, messageId: ++messageId, date: Math.floor(Date.now() / 1000), text }),
  );

const connection = async (): Promise<Connection & { status: string; lastError: { code: string } | null }> => {
  const row = await app.db.getRepository('communityConnections').findOne({});
  return row.toJSON();
};
const activities = (): Promise<number> => app.db.getRepository('communityActivities').count();
const idle = async (): Promise<void> => {
  await waitFor(async () => sandbox.pending().length === 0 && (await inbox.count('pending')) === 0);
};

describe('a bot that is connected', () => {
  let id: number;

  test('shows its token nowhere', async () => {
    const values = { name: 'Tea bot', token: TOKEN, apiRoot: sandbox.url, mode: 'polling' };
    const refused = await app.anonymous().post('/api/communityConnections:create').send(values);
    expect(refused.status).toBe(401);
    expect((await root.post('/api/communityConnections:create').send({ ...values, mode: 'fast' })).status).toBe(400);
    const created = await root.post('/api/communityConnections:create').send(values);
    expect(created.status).toBe(200);
    id = created.body.data.id;
    const listed = await root.get('/api/communityConnections:list');
    expect(listed.body.data[0]).toMatchObject({
      id,
      name: 'Tea bot',
      tokenHint: `…${TOKEN.slice(-4)}`,
      mode: 'polling',
    });
    expect(listed.body.data[0]).not.toHaveProperty('token');
    expect(JSON.stringify([refused.body, created.body, listed.body])).not.toContain(TOKEN.split(':')[1]);
    const [row] = (await app.db.getRepository('communityConnections').find({ raw: true })) as Array<{ token: string }>;
    expect(row.token).toMatch(/^enc:[0-9a-f]+$/);
    expect((await root.get('/api/communityConnections:list').query({ filter: '{"token":{"$ne":null}}' })).status).toBe(
      400,
    );
  });

  test('turns what is said into activities, without keeping the words', async () => {
    // kinds that have to be asked for are delivered from the first poll on
    await waitFor(() => sandbox.calls.some(({ method }) => method === 'getUpdates'));
    const hello = say('Good morning, dear tea lovers');
    sandbox.push(updates.join({ chat: CHAT, user: BOB, date: Math.floor(Date.now() / 1000) }));
    sandbox.push({ brand_new: { kind: 'unheard of' } });
    await waitFor(async () => (await activities()) === 2);
    await idle();
    expect(await connection()).toMatchObject({ status: 'ok', lastError: null, botUsername: 'sandbox_bot' });
    const rows = await app.db.getRepository('communityInbox').find({ sort: ['id'] });
    expect(rows.map((row: { get(name: string): unknown }) => [Number(row.get('updateId')), row.get('state')])).toEqual([
      [hello, 'done'],
      [hello + 1, 'done'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('morning');
    // a kind that was not asked for is not delivered
    expect(sandbox.dropped).toHaveLength(1);
  });

  test('loses and doubles nothing when Telegram repeats itself, fails or asks to wait', async () => {
    const before = await activities();
    for (const failure of [
      { status: 502, body: '<html>' },
      { status: 429 },
      { status: 409 },
      { status: 200, body: { ok: true, result: 'nonsense' } },
      { status: 200, body: '{"ok":tr' },
    ]) {
      sandbox.failNext({ ...failure, method: 'getUpdates' });
      say('again and again', BOB);
      await idle();
    }
    const repeated = updates.message({
      chat: CHAT,
      from: ANN,
      messageId: ++messageId,
      date: Math.floor(Date.now() / 1000),
      text: 'twice',
    });
    sandbox.push(repeated);
    sandbox.push(repeated);
    await idle();
    await waitFor(async () => (await activities()) === before + 6);
    expect(await inbox.count('failed')).toBe(0);
  });

  test('tells a webhook to go, keeping what waits', async () => {
    const before = await activities();
    const call = (method: string, payload: object) =>
      fetch(`${sandbox.url}/bot${TOKEN}/${method}`, {
        method: 'POST',
        body: JSON.stringify(payload),
        headers: { 'content-type': 'application/json' },
      });
    await call('setWebhook', { url: 'https://elsewhere.example' });
    say('while the webhook is set');
    await waitFor(async () => (await activities()) === before + 1);
    expect(sandbox.calls.find(({ method }) => method === 'deleteWebhook')?.params).toEqual({
      drop_pending_updates: false,
    });
  });

  test('sets an update aside that cannot be processed, and goes on', async () => {
    const before = await activities();
    held = false;
    await waitFor(() => sandbox.calls.every(({ status }) => status !== null));
    sandbox.push({ message: { message_id: 9000, chat: CHAT, date: -5, text: 'malformed' } });
    say('good one');
    const poison = say('poison');
    const poisonKey = `m:${CHAT.id}:${messageId}`;
    breakWrites = (key) => key === poisonKey;
    say('another good one');
    held = true;
    await waitFor(async () => (await activities()) === before + 2);
    await waitFor(async () => (await inbox.count('failed')) === 1);
    const row = await app.db.getRepository('communityInbox').findOne({ filter: { updateId: poison } });
    expect(row.get('state')).toBe('pending');
    expect(row.get('attempts')).toBe(1);
    expect(row.get('error')).toBe('poison');
    // later tries fail as well
    for (let tries = 0; tries < 2; tries++) {
      await app.db.getCollection('communityInbox').model.update({ retryAt: 0 }, { where: { updateId: poison } });
      await worker.drain();
    }
    expect(await inbox.count('failed')).toBe(2);
    expect(await inbox.count('pending')).toBe(0);
    breakWrites = null;
  });

  test('is checked on request, in words', async () => {
    const check = async () => (await root.post(`/api/communityConnections:check?filterByTk=${id}`)).body.data;
    const { ok, checks } = await check();
    expect(ok).toBe(false);
    expect(checks.map(({ code, ok: fine }: { code: string; ok: boolean }) => [code, fine])).toEqual([
      ['API_REACHABLE', true],
      ['TOKEN_VALID', true],
      ['READS_ALL_MESSAGES', true],
      ['HAS_GROUPS', true],
      ['ADMIN_IN_GROUPS', true],
      ['WEBHOOK_NOT_SET', true],
      ['ALLOWED_UPDATES', true],
      ['NOTHING_WAITS_THERE', true],
      ['LAST_POLL', true],
      ['LAST_UPDATE', true],
      ['NOTHING_WAITS_HERE', true],
      ['NO_FAILED_UPDATES', false],
    ]);
    sandbox.failNext({ status: 401, method: 'getMe' });
    expect((await check()).checks[1]).toMatchObject({
      code: 'TOKEN_VALID',
      ok: false,
      values: { error: 'UNAUTHORIZED' },
      message: expect.stringContaining('BotFather'),
    });
    expect((await root.post('/api/communityConnections:check?filterByTk=999')).status).toBe(404);
  });

  test('says that its token is wrong, and recovers when it is put right', async () => {
    const wrong = `7000000001:${'x'.repeat(35)}`;
    await root.post(`/api/communityConnections:update?filterByTk=${id}`).send({ token: wrong });
    await waitFor(async () => (await connection()).status === 'error');
    expect((await connection()).lastError).toMatchObject({ code: 'UNAUTHORIZED' });
    const before = await activities();
    say('nobody listens yet');
    await root.post(`/api/communityConnections:update?filterByTk=${id}`).send({ token: TOKEN });
    await waitFor(async () => (await activities()) === before + 1);
    expect(await connection()).toMatchObject({ status: 'ok', lastError: null });
  });

  test('stops at once when it is paused or removed', async () => {
    await root.post(`/api/communityConnections:update?filterByTk=${id}`).send({ mode: 'paused' });
    await live.sync();
    const calls = sandbox.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sandbox.calls).toHaveLength(calls);
    expect((await root.post(`/api/communityConnections:destroy?filterByTk=${id}`)).status).toBe(200);
  });

  test('has left no trace of its token in the logs', () => {
    const text = JSON.stringify(logged);
    // refusals and successes alike were logged
    expect(text).toContain('communityConnections:create');
    expect(text).toContain('"status":401');
    expect(text).toContain('enc:');
    expect(text).not.toContain(TOKEN.split(':')[1]);
  });
});

test('what was read a week ago is removed', async () => {
  const kept = (await inbox.count('pending')) + (await inbox.count('failed'));
  expect(await worker.prune(services.now())).toBe(0);
  expect(await worker.prune(services.now() + 8 * 86_400_000)).toBeGreaterThan(0);
  expect(await app.db.getRepository('communityInbox').count()).toBe(kept);
});

test('an update full of strange characters is stored and read', async () => {
  const { gate, now } = services;
  const raw = {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1_700_000_000,
      chat: { id: -77, type: 'group', title: 'a\u0000\ud800😀' },
      from: { ...ANN, first_name: '\u0000\udc00' },
      text: '\u0000\ud83d',
    },
  };
  for (let time = 0; time < 2; time++) await gate.run((transaction) => inbox.add(4711, [raw, raw], now(), transaction));
  expect(await inbox.count('pending', 4711)).toBe(1);
  expect(await worker.drain()).toEqual({ done: 1 });
});
