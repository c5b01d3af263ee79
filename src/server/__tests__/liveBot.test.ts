import type { Model } from '@nocobase/database';
import { createTestApp, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';

const TOKEN = `7000000002:${'Yy8_x-'.repeat(6)}`;
const CHAT = groupChat(-1009876543210, { title: 'Night runners' });
const ANN = user(201, { first_name: 'Ann', last_name: 'Lee' });
const BOB = user(202, { first_name: 'Bob' });

let app: TestApp;
let sandbox: BotApiSandbox;
let root: Agent;
const seconds = () => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  app = await createTestApp();
  sandbox = await startBotApi({ token: TOKEN });
  root = await app.asRoot();
  await root
    .post('/api/communityConnections:create')
    .send({ name: 'Runner bot', token: TOKEN, apiRoot: sandbox.url, mode: 'polling' })
    .expect(200);
  // kinds that have to be asked for are delivered from the first poll on
  await waitFor(() => sandbox.calls.some(({ method }) => method === 'getUpdates'), 15_000);
});
afterAll(async () => {
  await sandbox?.close();
  await app?.close();
});

const membership = async (name: string): Promise<Record<string, unknown> | null> => {
  const row: Model | null = await app.db
    .getRepository('communityMemberships')
    .findOne({ filter: { 'member.displayName': name }, appends: ['group'] });
  return row?.toJSON() ?? null;
};

test('what happens in a group is on the members and groups a moment later', async () => {
  const at = seconds();
  sandbox.push(updates.join({ chat: CHAT, user: BOB, date: at - 60 }));
  const asked = updates.message({ chat: CHAT, from: ANN, messageId: 1, date: at - 50, text: 'Who runs tonight?' });
  sandbox.push(asked);
  sandbox.push(updates.reply({ chat: CHAT, from: BOB, messageId: 2, date: at - 40, text: 'Me!', to: asked.message! }));
  sandbox.push(updates.reaction({ chat: CHAT, user: ANN, messageId: 2, date: at - 30, now: ['👍'] }));
  const bob = await waitFor(async () => {
    const row = await membership('Bob');
    return row && Number(row.posts) === 1 && row.joinedAt ? row : null;
  });
  expect(bob).toMatchObject({ status: 'member', group: { title: 'Night runners' } });
  expect(new Date(bob.joinedAt as string).getTime()).toBe((at - 60) * 1000);
  await waitFor(async () => Number((await membership('Ann Lee'))?.posts) === 1);
  const { body } = await root.get('/api/communityAnalytics:heatmap?sort=displayName').expect(200);
  expect(body.data.members.map((member: { name: string }) => member.name)).toEqual(['Ann Lee', 'Bob']);
  expect(body.data.cells.posts).toEqual([1, 1]);
});

test('a leave is noted', async () => {
  sandbox.push(updates.leave({ chat: CHAT, user: BOB, date: seconds() }));
  await waitFor(async () => (await membership('Bob'))?.status === 'left');
});
