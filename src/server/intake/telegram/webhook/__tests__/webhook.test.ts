import type { Filter } from '@nocobase/database';
import { waitFor } from '@community-crm/host/testing';
import { gzipSync } from 'node:zlib';
import { ALLOWED_UPDATES } from '../../normalize';
import { post, said, setScene, TOKEN, type WebhookScene } from './support';

let scene: WebhookScene;
let url: string;
let secret: string;
let number = 500_000;
const logged: unknown[] = [];

beforeAll(async () => {
  scene = await setScene();
  const set = scene.sandbox.calls.find(({ method }) => method === 'setWebhook');
  url = String(set?.params.url);
  secret = String(set?.params.secret_token);
  for (const level of ['info', 'warn', 'error'] as const)
    Object.assign(scene.app.requestLogger, { [level]: (...entry: unknown[]): unknown => logged.push(entry) });
});
afterAll(() => scene?.close());

const update = (text = 'hello') => ({ update_id: ++number, ...said(text) });
const send = (value: unknown, given: string | undefined = secret) =>
  post(url, JSON.stringify(value), { secret: given });
const rows = (filter: Filter = {} as Filter): Promise<number> =>
  scene.app.db.getRepository('communityInbox').count({ filter });
const row = async (updateId: number) =>
  (await scene.app.db.getRepository('communityInbox').findOne({ filter: { updateId } }))?.toJSON() as
    { state: string; attempts: number; error: string | null } | undefined;
const connection = async () =>
  (await scene.app.db.getRepository('communityConnections').findOne({ filter: { id: scene.id } })).get() as Record<
    string,
    unknown
  >;
const rename = (from: string, to: string) =>
  scene.app.db.sequelize.getQueryInterface().renameTable(tableName(from), tableName(to));
const tableName = (name: string): string => {
  const { options } = scene.app.db;
  const plain = options.underscored ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
  return `${options.tablePrefix ?? ''}${plain}`;
};

test('a bot is told where to deliver, and a secret that nobody else sees', async () => {
  expect(url).toBe(`${scene.address}/api/communityWebhooks:receive?connection=${scene.id}`);
  expect(secret).toMatch(/^[\w-]{43}$/);
  const { params } = scene.sandbox.calls.find(({ method }) => method === 'setWebhook') ?? {};
  expect(params).toMatchObject({ drop_pending_updates: false, allowed_updates: ALLOWED_UPDATES });
  await waitFor(async () => (await connection()).status === 'ok');
  expect(await connection()).toMatchObject({ webhookUrl: url, nextUpdateId: null, botUsername: 'sandbox_bot' });
  expect((await connection()).webhookSecret).toMatch(/^enc:/);
  const listed = await scene.root.get('/api/communityConnections:list').expect(200);
  expect(listed.body.data[0].webhookUrl).toBe(url);
  expect(listed.body.data[0]).not.toHaveProperty('webhookSecret');
  for (const query of [
    { filter: '{"webhookSecret.$ne":null}' },
    { sort: 'webhookSecret' },
    { fields: 'webhookSecret' },
  ])
    await scene.root.get('/api/communityConnections:list').query(query).expect(400);
});

test('what is delivered becomes activity', async () => {
  const id = scene.sandbox.push(said('Good morning, dear tea lovers'));
  await waitFor(async () => (await row(id))?.state === 'done');
  expect(scene.sandbox.pending()).toEqual([]);
  expect(await scene.app.db.getRepository('communityActivities').count()).toBe(1);
});

describe('an update is refused', () => {
  const wrong = () => 'x'.repeat(43);

  test('alike, whatever is wrong about its sender', async () => {
    const before = await rows();
    const text = JSON.stringify(update());
    const unknown = url.replace(/connection=\d+/, 'connection=999');
    const answers = [
      await post(url, text),
      await post(url, text, { secret: '' }),
      await post(url, text, { secret: wrong() }),
      await post(url, text, { secret: `${secret} x` }),
      await post(unknown, text, { secret }),
      await post(unknown, text, { secret: wrong() }),
      await post(url.replace(/connection=\d+/, 'connection[$ne]=0'), text, { secret }),
      await post(url.replace(/\?.*/, ''), text, { secret }),
    ];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(['403 {"errors":[{"code":"FORBIDDEN","message":"FORBIDDEN"}]}']),
    );
    expect(await rows()).toBe(before);
  });

  test('when it is not posted, or its path is written in a way that would have its body read', async () => {
    expect((await post(url, '', { secret, method: 'GET' })).status).toBe(404);
    const odd = url.replace('communityWebhooks', '%63ommunityWebhooks');
    expect((await post(odd, JSON.stringify(update()), { secret })).status).toBe(404);
  });

  test('when it is too large, whether that is announced or not', async () => {
    const before = await rows();
    const large = JSON.stringify(update('x'.repeat(1024 * 1024)));
    expect((await post(url, large, { secret })).status).toBe(413);
    const unannounced = await post(url, large, { secret, headers: { 'transfer-encoding': 'chunked' } });
    expect(unannounced.status).toBe(413);
    // who is not known is not even listened to
    expect((await post(url, large, { secret: wrong() })).status).toBe(403);
    expect(await rows()).toBe(before);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a part of it', '{"update_id": 5, "mess'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no number', '{"message":{}}'],
    ['a text for a number', '{"update_id":"5"}'],
    ['a number that is none', '{"update_id":1e400}'],
    ['a negative number', '{"update_id":-5}'],
    ['a number too great to count on', `{"update_id":${Number.MAX_SAFE_INTEGER}}`],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('when it is no update: %s', async (_, body) => {
    const before = await rows();
    expect((await post(url, body, { secret })).status).toBe(400);
    expect(await rows()).toBe(before);
  });

  test('when it is packed', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const packed = gzipSync(JSON.stringify(update()));
    expect((await post(url, packed, { secret, headers })).status).toBe(415);
  });

  test('and its sender told to wait when that goes on, while Telegram gets through', async () => {
    let answer = await send(update(), wrong());
    for (let time = 0; time < 30 && answer.status !== 429; time++) answer = await send(update(), wrong());
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(update())).status).toBe(200);
  });
});

test('one nested too deeply to be written down is kept as a number that failed', async () => {
  const id = ++number;
  const text = `{"update_id":${id},"message":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;
  expect((await post(url, text, { secret })).status).toBe(200);
  expect(await row(id)).toMatchObject({ state: 'failed', error: expect.stringContaining('RangeError') });
});

test('the same update, however often and at once it comes, is one', async () => {
  const one = update('again and again');
  const answers = await Promise.all(Array.from({ length: 12 }, () => send(one)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
  expect((await send(one)).status).toBe(200);
  expect(await rows({ updateId: one.update_id })).toBe(1);
});

test('hundreds at once are all there', async () => {
  const many = Array.from({ length: 300 }, (_, index) => update(`number ${index}`));
  const answers = await Promise.all(many.map((one) => send(one)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await rows({ updateId: { $in: many.map(({ update_id }) => update_id) } })).toBe(300);
  await waitFor(async () => (await rows({ state: 'pending' })) === 0, 30_000);
});

describe('while the database fails', () => {
  afterEach(async () => {
    await waitFor(async () => (await rows({ state: 'pending' })) === 0, 30_000);
  });

  test('nothing is acknowledged, and what comes again afterwards is there once', async () => {
    const one = update('not now');
    await rename('communityInbox', 'communityInboxAway');
    const answers = await Promise.all([send(one), send(update())]).finally(() =>
      rename('communityInboxAway', 'communityInbox'),
    );
    for (const { status, headers, body } of answers) {
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('5');
      expect(body).toBe('{"errors":[{"code":"NOT_STORED","message":"NOT_STORED"}]}');
    }
    expect(await rows({ updateId: one.update_id })).toBe(0);
    expect((await send(one)).status).toBe(200);
    expect((await send(one)).status).toBe(200);
    expect(await rows({ updateId: one.update_id })).toBe(1);
  });

  test('Telegram tries again until it works', async () => {
    await rename('communityInbox', 'communityInboxAway');
    const id = scene.sandbox.push(said('patience'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(scene.sandbox.pending()).toHaveLength(1);
    await rename('communityInboxAway', 'communityInbox');
    await waitFor(async () => (await row(id))?.state === 'done', 20_000);
    expect(await rows({ updateId: id })).toBe(1);
  });

  test('no try is counted against updates that are good', async () => {
    await rename('communityActivities', 'communityActivitiesAway');
    const [one, two] = [update(), update()];
    await send(one);
    await send(two);
    for (let time = 0; time < 5; time++) await scene.services.live.worker.drain().catch(() => undefined);
    for (const { update_id } of [one, two])
      expect(await row(update_id)).toMatchObject({ state: 'pending', attempts: 0 });
    await rename('communityActivitiesAway', 'communityActivities');
    await waitFor(async () => (await row(two.update_id))?.state === 'done', 20_000);
    expect(await row(one.update_id)).toMatchObject({ state: 'done', attempts: 0 });
  });
});

describe('updates that were set aside', () => {
  const list = async (query: object = {}) =>
    (await scene.root.get(`/api/communityConnections:failedUpdates?filterByTk=${scene.id}`).query(query).expect(200))
      .body.data;
  const retry = (body: object, id = scene.id) =>
    scene.root.post(`/api/communityConnections:retryFailed?filterByTk=${id}`).send(body);

  test('are listed without what was written, and read again on request', async () => {
    const bad = { update_id: ++number, message: { ...said('a secret').message, date: 'yesterday' } };
    await send(bad);
    await waitFor(async () => (await row(bad.update_id))?.state === 'failed');
    const { updates: shown, count } = await list();
    expect(count).toBe(2);
    expect(shown[0]).toEqual({
      id: expect.any(Number),
      updateId: bad.update_id,
      kind: 'message',
      receivedAt: expect.stringMatching(/Z$/),
      attempts: 1,
      error: expect.stringContaining('date'),
      textsRemoved: false,
    });
    expect(JSON.stringify(shown)).not.toContain('secret');
    expect((await list({ page: 2, pageSize: 1 })).updates).toHaveLength(1);
    // the reason is gone; stored as earlier versions did, texts and all in one
    await scene.app.db
      .getCollection('communityInbox')
      .model.update(
        { raw: JSON.stringify({ ...bad, ...said('fine') }), texts: null },
        { where: { updateId: bad.update_id } },
      );
    expect((await retry({ ids: [shown[0].id, 0] })).body.data).toEqual({ retried: 1 });
    await waitFor(async () => (await row(bad.update_id))?.state === 'done');
    const settled = await row(bad.update_id);
    expect(settled).toMatchObject({ error: null, raw: expect.not.stringContaining('fine'), texts: null });
    expect((await retry({})).body.data).toEqual({ retried: 1 });
    await waitFor(async () => (await list()).count === 1 || (await rows({ state: 'pending' })) === 0);
  });

  test('are nobody else’s business', async () => {
    expect((await retry({ ids: 'all' })).status).toBe(400);
    expect((await retry({}, 999)).status).toBe(404);
    const path = `/api/communityConnections:failedUpdates?filterByTk=${scene.id}`;
    expect((await scene.app.anonymous().get(path)).status).toBe(401);
    const { agent } = await scene.app.createScopedRole({ view: {} });
    expect((await agent.get(path)).status).toBe(403);
  });
});

test('neither secrets nor what was said are in the logs', () => {
  const text = JSON.stringify(logged);
  expect(text).toContain('communityWebhooks:receive');
  expect(text).not.toContain(secret);
  expect(text).not.toContain(TOKEN.split(':')[1]);
  expect(text).not.toContain('again and again');
});
