import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';
import { ofHistory } from '../../workflow';

const TOKEN = `7000000003:${'Zz8_x-'.repeat(6)}`;
const CHAT = groupChat(-1009876500001, { title: 'Tea' });
const DAY = 86_400_000;

let app: TestApp;
let services: Services;
let sandbox: BotApiSandbox;
let root: Agent;
const seconds = () => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  ({ app, services } = await startServices());
  sandbox = await startBotApi({ token: TOKEN });
  root = await app.asRoot();
  await root
    .post('/api/communityConnections:create')
    .send({ name: 'Tea bot', token: TOKEN, apiRoot: sandbox.url, mode: 'polling' })
    .expect(200);
  await waitFor(() => sandbox.calls.some(({ method }) => method === 'getUpdates'), 15_000);
});
afterAll(async () => {
  await sandbox?.close();
  await app?.close();
});

const member = async (displayName: string): Promise<Record<string, unknown> | null> =>
  (await app.db.getRepository('communityMembers').findOne({ filter: { displayName } }))?.toJSON() ?? null;

const stageOf = async (name: string) => (await member(name))?.stage ?? null;

const changesOf = async (name: string) =>
  (
    await app.db
      .getRepository('communityStageChanges')
      .find({ filter: { 'member.displayName': name }, sort: ['at', 'id'] })
  ).map((row: { get(key: string): unknown }) => [row.get('from'), row.get('to'), row.get('origin')]);

function message(id: number, name: string, at: number, kind = 'message'): ActivityRecord {
  return {
    ...emptyActivity({
      source: 'telegram',
      externalKey: `m:${CHAT.id}:${name}:${kind}:${at}`,
      version: activityVersion(at, 'import'),
      chat: { platform: 'telegram', externalId: String(CHAT.id), title: 'Tea' },
      actor: { platform: 'telegram', externalId: String(id), displayName: name },
      kind,
      occurredAt: at,
    }),
  };
}

const labels = async () => {
  const id = await services.ledger.enqueue('labels');
  services.worker.wake();
  return waitFor(async () => {
    const row = await app.db.getRepository('communityRuns').findOne({ filterByTk: id });
    return row.get('finishedAt') ? row : null;
  }, 30_000);
};

test('who joins is new within five seconds, and the change is one that starts workflows', async () => {
  const began = Date.now();
  sandbox.push(updates.join({ chat: CHAT, user: user(301, { first_name: 'Ann' }), date: seconds() }));
  await waitFor(async () => (await stageOf('Ann')) === 'new', 5000);
  expect(Date.now() - began).toBeLessThan(5000);
  expect(await changesOf('Ann')).toEqual([[null, 'new', 'live']]);
});

test('a run afterwards finds nothing to add', async () => {
  const run = await labels();
  expect(run.get('state')).toBe('succeeded');
  expect(run.get('counts')).toMatchObject({ stageChanges: 0, newcomers: 0, placed: 0 });
  expect(await changesOf('Ann')).toEqual([[null, 'new', 'live']]);
});

test('imported history is placed by replay, whatever its age, and whoever comes back leaves the risk within five seconds', async () => {
  const now = Date.now();
  await ofHistory(services.writer).write([
    message(302, 'Bob', now - 40 * DAY, 'join'),
    ...[39, 38, 37, 20].map((ago) => message(302, 'Bob', now - ago * DAY)),
    message(303, 'Cem', now - 3_600_000, 'join'),
  ]);
  await services.facts.drain();
  // nobody is welcomed for what an export tells, not even of an hour ago
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect([await stageOf('Bob'), await stageOf('Cem')]).toEqual([null, null]);
  await labels();
  expect([await stageOf('Bob'), await stageOf('Cem')]).toEqual(['at_risk', 'new']);
  expect((await changesOf('Cem')).map(([, , origin]: unknown[]) => origin)).toEqual(['replay']);

  const began = Date.now();
  sandbox.push(
    updates.message({
      chat: CHAT,
      from: user(302, { first_name: 'Bob' }),
      messageId: 900,
      date: seconds(),
      text: 'Hi!',
    }),
  );
  await waitFor(async () => (await stageOf('Bob')) === 'active', 5000);
  expect(Date.now() - began).toBeLessThan(5000);
  expect((await changesOf('Bob')).at(-1)).toEqual(['at_risk', 'active', 'live']);
});

test('an import that brings somebody back to life is no event of today', async () => {
  const now = Date.now();
  await ofHistory(services.writer).write([
    message(304, 'Dot', now - 60 * DAY, 'join'),
    ...[59, 58, 57].map((ago) => message(304, 'Dot', now - ago * DAY)),
  ]);
  await labels();
  const before = await stageOf('Dot');
  expect(['at_risk', 'churned']).toContain(before);
  await ofHistory(services.writer).write([message(304, 'Dot', now - 1000)]);
  await labels();
  expect((await changesOf('Dot')).at(-1)).toEqual([before, 'active', 'import']);
});

test('while a run gives labels, nobody else does', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 100));
    inside -= 1;
  };
  const { turn } = services;
  await Promise.all([turn.run(work), turn.offer(work), turn.run(work), turn.offer(work)]);
  expect(most).toBe(1);
});
