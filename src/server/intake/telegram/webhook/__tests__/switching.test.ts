import { startBotApi } from '@community-crm/telegram-sandbox';
import { reopen, waitFor } from '@community-crm/host/testing';
import { WebhookRegistrar } from '..';
import { post, said, setScene, TOKEN, type WebhookScene } from './support';

let scene: WebhookScene;

beforeEach(async () => {
  scene = await setScene();
});
afterEach(() => scene?.close());

const calls = (method: string) => scene.sandbox.calls.filter((call) => call.method === method);
const change = (values: object) =>
  scene.root.post(`/api/communityConnections:update?filterByTk=${scene.id}`).send(values).expect(200);
const connection = async () => {
  const row = await scene.app.db.getRepository('communityConnections').findOne({ filter: { id: scene.id } });
  return row?.get() as Record<string, unknown> | undefined;
};
const numbers = async (): Promise<number[]> => {
  const rows = await scene.app.db.getRepository('communityInbox').find({ filter: { state: 'done' } });
  return rows.map((row: { get(field: string): unknown }) => Number(row.get('updateId')));
};
const allDone = (expected: readonly number[]) =>
  waitFor(async () => {
    const done = new Set(await numbers());
    return expected.every((id) => done.has(id)) && scene.sandbox.pending().length === 0;
  }, 30_000);
const farewells = () =>
  scene.app.db.getRepository('communitySettings').count({ filter: { 'key.$includes': 'arewell' } });

test('nothing is lost or doubled however often polling and webhook take turns', async () => {
  const sent: number[] = [];
  const talking = setInterval(() => sent.push(scene.sandbox.push(said(`number ${sent.length}`))), 15);
  for (const mode of ['polling', 'webhook', 'paused', 'webhook', 'polling', 'paused', 'polling', 'webhook']) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    await change({ mode });
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  clearInterval(talking);
  expect(sent.length).toBeGreaterThan(50);
  await allDone(sent);
  expect((await numbers()).sort()).toEqual([...sent].sort());
  expect(await scene.app.db.getRepository('communityActivities').count()).toBe(sent.length);
  const dropping = scene.sandbox.calls.filter(({ params }) => params.drop_pending_updates === true);
  expect(dropping).toEqual([]);
});

test('what the poller would go on from is forgotten while a webhook is set', async () => {
  await change({ mode: 'polling' });
  await waitFor(() => calls('getUpdates').length > 0);
  await allDone([scene.sandbox.push(said('polled'))]);
  expect(Number((await connection())?.nextUpdateId)).toBeGreaterThan(0);
  await change({ mode: 'webhook' });
  await waitFor(async () => (await connection())?.status === 'ok');
  expect((await connection())?.nextUpdateId).toBeNull();
  await allDone([scene.sandbox.push(said('delivered'))]);
  // numbers have begun anew, far below
  await change({ mode: 'paused' });
  await waitFor(async () => (await connection())?.webhookUrl === null);
  scene.sandbox.pushRaw({ update_id: 7, ...said('low') });
  await change({ mode: 'polling' });
  await allDone([7]);
});

test('a bot that is paused takes nothing more, and Telegram keeps it', async () => {
  const { params } = calls('setWebhook')[0];
  await change({ mode: 'paused' });
  await waitFor(async () => (await connection())?.webhookUrl === null);
  expect(calls('deleteWebhook')[0].params).toEqual({ drop_pending_updates: false });
  const late = JSON.stringify({ update_id: 5, ...said('late') });
  const answer = await post(String(params.url), late, { secret: String(params.secret_token) });
  expect(answer.status).toBe(403);
  const kept = scene.sandbox.push(said('kept'));
  expect(scene.sandbox.pending()).toHaveLength(1);
  await change({ mode: 'webhook' });
  await allDone([kept]);
  // a secret is used for one registration only
  expect(calls('setWebhook')[1].params.secret_token).not.toBe(params.secret_token);
});

test('between the pause and its effect updates are asked to come again', async () => {
  const { params } = calls('setWebhook')[0];
  scene.sandbox.failNext({ status: 502, method: 'getWebhookInfo', times: 50 });
  await change({ mode: 'paused' });
  await waitFor(async () => (await connection())?.lastError !== null);
  const answer = await post(String(params.url), JSON.stringify({ update_id: 5, ...said('late') }), {
    secret: String(params.secret_token),
  });
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
});

test('a new public address is made known', async () => {
  await scene.root
    .post('/api/communitySettings:save')
    .send({ publicUrl: `${scene.address.replace('127.0.0.1', 'localhost')}/` })
    .expect(200);
  await waitFor(() => calls('setWebhook').length === 2);
  expect(calls('setWebhook')[1].params.url).toContain('http://localhost:');
  for (const publicUrl of ['ftp://a.example', 'a.example', 'https://u:p@a.example', 'https://a.example?x=1', 5])
    await scene.root.post('/api/communitySettings:save').send({ publicUrl }).expect(400);
});

test('what is wrong is told, and tried again', async () => {
  await scene.root.post('/api/communitySettings:save').send({ publicUrl: null }).expect(200);
  await waitFor(async () => ((await connection())?.lastError as { code?: string })?.code === 'PUBLIC_URL_MISSING');
  scene.sandbox.failNext({ status: 502, method: 'setWebhook' });
  scene.sandbox.failNext({ status: 429, method: 'getMe' });
  await scene.root.post('/api/communitySettings:save').send({ publicUrl: scene.address }).expect(200);
  await waitFor(async () => (await connection())?.status === 'ok', 20_000);
  expect(await connection()).toMatchObject({ lastError: null });
  await allDone([scene.sandbox.push(said('at last'))]);
});

test('a bot that is removed is told so, if not at once then later', async () => {
  scene.sandbox.failNext({ status: 502, method: 'getWebhookInfo' });
  await scene.root.post(`/api/communityConnections:destroy?filterByTk=${scene.id}`).expect(200);
  await waitFor(async () => calls('getWebhookInfo').length === 1);
  expect(calls('deleteWebhook')).toHaveLength(0);
  expect(await farewells()).toBe(1);
  expect(JSON.stringify(await scene.app.db.getRepository('communitySettings').find())).not.toContain(TOKEN);
  await scene.services.live.webhooks.sync();
  expect(calls('deleteWebhook').map(({ params }) => params)).toEqual([{ drop_pending_updates: false }]);
  expect(await farewells()).toBe(0);
});

test('after a restart the same secret is made known again', async () => {
  await waitFor(async () => (await connection())?.status === 'ok');
  await scene.app.close({ keepDatabase: true });
  const kept = scene.sandbox.push(said('meanwhile'));
  scene.app = await reopen(scene.app);
  await waitFor(() => calls('setWebhook').length === 2, 45_000);
  expect(calls('setWebhook')[1].params).toEqual(calls('setWebhook')[0].params);
  expect(kept).toBeGreaterThan(0);
});

test('a webhook that another program has set meanwhile is left to it', async () => {
  const values = { url: 'https://elsewhere.example/hook' };
  await fetch(`${scene.sandbox.url}/bot${TOKEN}/setWebhook`, {
    method: 'POST',
    body: JSON.stringify(values),
    headers: { 'content-type': 'application/json' },
  });
  await change({ mode: 'paused' });
  await waitFor(async () => (await connection())?.webhookUrl === null);
  await scene.root.post(`/api/communityConnections:destroy?filterByTk=${scene.id}`).expect(200);
  await scene.services.live.webhooks.sync();
  expect(calls('deleteWebhook')).toHaveLength(0);
});

test('with the token of another bot, the one before is told to stop', async () => {
  const token = `7000000009:${'Yy8_x-'.repeat(6)}`;
  const other = await startBotApi({ token, bot: { id: 7_000_000_009, username: 'other_bot' } });
  await change({ token, apiRoot: other.url });
  await waitFor(() => other.calls.some(({ method, status }) => method === 'setWebhook' && status === 200));
  await waitFor(() => calls('deleteWebhook').length === 1);
  await waitFor(async () => (await connection())?.botUsername === 'other_bot');
  await other.close();
});

test('only the process whose turn it is speaks to Telegram, and it looks how delivery goes', async () => {
  const { services } = scene;
  await services.live.intake.stop();
  let time = Date.now();
  let held = false;
  const log = { info: () => undefined, error: () => undefined };
  const registrar = new WebhookRegistrar({
    connections: services.live.connections,
    inbox: services.live.inbox,
    gate: services.gate,
    secrets: scene.app.aesEncryptor,
    farewells: services.live.farewells,
    farewellLease: () => ({ held: () => held }),
    leaseFor: () => ({ held: () => held }),
    urlFor: async () => String(calls('setWebhook')[0].params.url),
    onSecret: () => undefined,
    now: () => time,
    random: () => 0,
    log,
  });
  await registrar.sync();
  expect(calls('setWebhook')).toHaveLength(1);
  held = true;
  await registrar.sync();
  await registrar.sync();
  expect(calls('setWebhook')).toHaveLength(2);
  const ask = async (info: object | null) => {
    time += 300_000;
    if (info) scene.sandbox.failNext({ status: 200, method: 'getWebhookInfo', body: { ok: true, result: info } });
    await registrar.sync();
  };
  await ask(null);
  expect(calls('setWebhook')).toHaveLength(2);
  await ask({ url: 'https://elsewhere.example', pending_update_count: 0 });
  expect(calls('setWebhook')).toHaveLength(3);
  const { url, allowed_updates } = calls('setWebhook')[2].params;
  await ask({ url, pending_update_count: 0, allowed_updates: ['message'] });
  expect(calls('setWebhook')).toHaveLength(4);
  const failing = {
    url,
    allowed_updates,
    pending_update_count: 3,
    last_error_date: Math.floor(time / 1000) + 250,
    last_error_message: 'Connection timed out',
  };
  await ask(failing);
  expect((await connection())?.lastError).toMatchObject({
    code: 'WEBHOOK_FAILING',
    values: { reason: 'Connection timed out', count: 3 },
  });
  await ask({ url, allowed_updates, pending_update_count: 0 });
  expect(await connection()).toMatchObject({ status: 'ok', lastError: null });
  const refused = { ...failing, last_error_date: Math.floor(time / 1000) + 250 };
  await ask({ ...refused, last_error_message: 'Wrong response from the webhook: 403 Forbidden' });
  expect(calls('setWebhook')).toHaveLength(5);
  await registrar.stop();
});
