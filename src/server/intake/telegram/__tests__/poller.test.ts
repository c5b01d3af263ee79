import { waitFor, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServices } from '../../../__tests__/startServices';
import type { Services } from '../../../services';
import { Poller, type PollerOptions } from '..';

const TOKEN = `7000000001:${'Zz9_y-'.repeat(6)}`;
const CHAT = groupChat(-1001234567890, { title: 'Tea lovers' });
const ANN = user(101, { first_name: 'Ann' });
const DAY = 86_400_000;

let app: TestApp;
let services: Services;
let sandbox: BotApiSandbox;
let line: Line;
let poller: Poller | null = null;
let messageId = 0;
let time: number | null = null;
let id: number;

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.live.intake.stop();
});
afterAll(() => app?.close());

beforeEach(async () => {
  sandbox = await startBotApi({ token: TOKEN });
  line = await layLine(sandbox.url);
  time = null;
  const root = await app.asRoot();
  const values = { name: 'Tea bot', token: TOKEN, apiRoot: line.url, mode: 'polling' };
  id = Number((await root.post('/api/communityConnections:create').send(values).expect(200)).body.data.id);
});
afterEach(async () => {
  await stop();
  await sandbox.close();
  await line.close();
});

const now = (): number => time ?? Date.now();
const start = async (extras: Partial<PollerOptions> = {}): Promise<void> => {
  const { connections, inbox } = services.live;
  const connection = await connections.find(id);
  if (!connection) throw new Error('no connection');
  const quiet = { info: () => undefined, error: () => undefined };
  const options = { connections, inbox, gate: services.gate, now, random: () => 0, log: quiet, pollSeconds: 1 };
  poller = new Poller(connection, { held: () => true }, { ...options, onStored: () => undefined, ...extras });
  poller.start();
};
const stop = async (): Promise<void> => {
  await poller?.stop();
  poller = null;
};
const say = (text = 'hello') =>
  updates.message({ chat: CHAT, from: ANN, messageId: ++messageId, date: Math.floor(Date.now() / 1000), text });
const stored = async (): Promise<number[]> => {
  const rows = await app.db.getRepository('communityInbox').find({ filter: { connectionId: id }, sort: ['id'] });
  return rows.map((row: { get(field: string): unknown }) => Number(row.get('updateId')));
};
const polls = () => sandbox.calls.filter(({ method }) => method === 'getUpdates').map(({ params }) => params);
const fetched = (...numbers: number[]) =>
  waitFor(async () => {
    const there = await stored();
    return numbers.every((number) => there.includes(number));
  }, 20_000);

/** A line to the Bot API that can fall silent. */
interface Line {
  url: string;
  /** So many of the next calls of getUpdates are never answered. */
  silent: number;
  close(): Promise<void>;
}

async function layLine(target: string): Promise<Line> {
  const server: Server = createServer((incoming, response) => {
    if (incoming.url?.endsWith('/getUpdates') && line.silent > 0) {
      line.silent -= 1;
      return;
    }
    const { method, headers } = incoming;
    const call = request(`${target}${incoming.url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    call.on('error', () => response.destroy());
    response.on('close', () => call.destroy());
    incoming.pipe(call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silent: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test('a line that has fallen silent is given up, and polling goes on', async () => {
  line.silent = 2;
  const first = sandbox.push(say());
  await start({ patience: 200 });
  await waitFor(async () => (await services.live.connections.find(id))?.lastError?.code === 'UNREACHABLE', 10_000);
  await fetched(first);
  expect(await services.live.connections.find(id)).toMatchObject({ lastError: null });
});

test('offsets are never negative, and follow what was committed', async () => {
  await start();
  for (let count = 0; count < 3; count++) await fetched(sandbox.push(say()));
  const last = (await stored()).at(-1) ?? 0;
  await waitFor(() => polls().some(({ offset }) => offset === last + 1));
  await stop();
  await start();
  await waitFor(() => polls().at(-1)?.offset === last + 1);
  for (const { offset } of polls()) expect(offset === undefined || Number(offset) > 0).toBe(true);
});

test('numbers that begin anew after a long silence are not taken for old ones', async () => {
  await start();
  const last = sandbox.push(say());
  await fetched(last);
  // a poll that reached the sandbox only after the push below would confirm it away
  await waitFor(() => polls().at(-1)?.offset === last + 1);
  await stop();
  time = Date.now() + 8 * DAY;
  sandbox.pushRaw({ update_id: 17, ...say() });
  await start();
  await fetched(17);
  expect(sandbox.calls.length).toBeGreaterThan(0);
});

test('another bot, or the same one at another server, may use numbers that were there already', async () => {
  await start();
  const before = [sandbox.push(say()), sandbox.push(say())];
  await fetched(...before);
  await stop();
  const token = `7000000009:${'Yy8_x-'.repeat(6)}`;
  const others = [
    await startBotApi({ token: TOKEN }),
    await startBotApi({ token, bot: { id: 7_000_000_009, username: 'other_bot' } }),
  ];
  for (const [n, other] of others.entries()) {
    const values = { apiRoot: other.url, ...(n ? { token } : {}) };
    await (await app.asRoot()).post(`/api/communityConnections:update?filterByTk=${id}`).send(values).expect(200);
    const numbers = [other.push(say()), other.push(say()), other.push(say())];
    expect(numbers).toEqual(expect.arrayContaining(before));
    await start();
    const expected = before.length + 3 * (n + 1);
    await waitFor(async () => (await stored()).length === expected, 20_000);
    await stop();
    await other.close();
  }
  await services.live.worker.drain();
  expect(await app.db.getRepository('communityInbox').count({ filter: { connectionId: id, state: 'done' } })).toBe(8);
});

test('what could not be committed is not confirmed, and comes again', async () => {
  await start();
  await fetched(sandbox.push(say()));
  const tables = app.db.sequelize.getQueryInterface();
  const { options } = app.db;
  const name = `${options.tablePrefix ?? ''}${options.underscored ? 'community_inbox' : 'communityInbox'}`;
  await tables.renameTable(name, `${name}_away`);
  const lost = [sandbox.push(say()), sandbox.push(say())];
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(sandbox.pending()).toHaveLength(2);
  await tables.renameTable(`${name}_away`, name);
  await fetched(...lost);
  expect(new Set(await stored()).size).toBe((await stored()).length);
});

test('numbers that are none neither stop it nor drive it mad', async () => {
  await start();
  await waitFor(() => polls().length > 0);
  sandbox.pushRaw({ update_id: -5, ...say() });
  sandbox.pushRaw({ update_id: 'x' as unknown as number, ...say() });
  const before = polls().length;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(polls().length - before).toBeLessThan(10);
  await fetched(sandbox.push(say()));
});

test('a webhook that was chosen in another process is not taken away', async () => {
  await start();
  await waitFor(() => polls().length > 0);
  const { model } = app.db.getCollection('communityConnections');
  await model.update({ mode: 'webhook' }, { where: { id }, hooks: false });
  await fetch(`${sandbox.url}/bot${TOKEN}/setWebhook`, {
    method: 'POST',
    body: JSON.stringify({ url: 'https://here.example' }),
    headers: { 'content-type': 'application/json' },
  });
  await waitFor(async () => (await services.live.connections.find(id))?.lastError?.code === 'WEBHOOK_SET', 10_000);
  expect(sandbox.calls.filter(({ method }) => method === 'deleteWebhook')).toEqual([]);
});
