import type { BotApiOptions, BotApiSandbox } from '../index';
import { groupChat, startBotApi, updates, user } from '../index';
import { call, result, startHook, TOKEN, until, type Hook } from './client';

const START = 1_780_000_000;
const one = groupChat(-1001234567890);
const other = groupChat(-1001234567891);
const ada = user(11);
const bob = user(12);

let api: BotApiSandbox;
let hook: Hook;
let seconds: number;

async function start(options: Partial<BotApiOptions> = {}): Promise<void> {
  seconds = START;
  api = await startBotApi({
    token: TOKEN,
    firstUpdateId: 1,
    now: () => seconds * 1000,
    random: () => 0.5,
    webhookSecond: 20,
    ...options,
  });
}

beforeEach(async () => {
  hook = await startHook();
  await start();
});
afterEach(async () => {
  await api.close();
  await hook.close();
});

const set = (params: object = {}) => call(api, 'setWebhook', { url: hook.url, ...params });
const write = (messageId: number, chat = one) =>
  api.push(updates.message({ chat, from: ada, messageId, date: START, text: `m${messageId}` }));
const ids = () => hook.got.map(({ update }) => update.update_id);

test('posts what waits and what comes, with the secret', async () => {
  write(1);
  await set({ secret_token: 'S3cret_-' });
  await until(() => ids().length === 1);
  write(2);
  await until(() => ids().length === 2);
  expect(hook.got[1].update).toMatchObject({ update_id: 2, message: { text: 'm2' } });
  expect(hook.got[1].headers['x-telegram-bot-api-secret-token']).toBe('S3cret_-');
  await until(() => api.pending().length === 0);
  expect(await result(api, 'getWebhookInfo')).toEqual({
    url: hook.url,
    has_custom_certificate: false,
    pending_update_count: 0,
    max_connections: 40,
    ip_address: '127.0.0.1',
  });
});

test('refuses bad addresses and secrets', async () => {
  expect((await set({ url: 'not an address' })).body.description).toBe('Bad Request: invalid webhook URL specified');
  expect((await set({ secret_token: 'with space' })).body.description).toMatch('unallowed characters');
  expect((await set({ secret_token: 'x'.repeat(257) })).body.description).toMatch('too long');
});

test('repeats until a 2xx comes, keeps the order of the chat, and says what was wrong', async () => {
  hook.answers = [500, 403, 503];
  await set();
  write(1);
  write(2);
  await until(() => ids().length === 5);
  expect(ids()).toEqual([1, 1, 1, 1, 2]);
  const gaps = hook.got.slice(0, 4).map(({ at }, index, all) => (index ? at - all[index - 1].at : 0));
  // the first time at once, as far as the machine lets it; then after two seconds, after four
  expect(gaps[2]).toBeGreaterThanOrEqual(35);
  expect(gaps[3]).toBeGreaterThanOrEqual(75);
  expect(await result(api, 'getWebhookInfo')).toMatchObject({
    last_error_date: START,
    last_error_message: expect.stringMatching('Wrong response from the webhook: 503') as string,
  });
});

test('waits as long as Retry-After asks', async () => {
  hook.answers = [{ status: 429, retryAfter: 5 }];
  await set();
  write(1);
  await until(() => ids().length === 2);
  expect(hook.got[1].at - hook.got[0].at).toBeGreaterThanOrEqual(95);
});

test('queues do not wait for each other', async () => {
  hook.delay = 60;
  await set();
  write(1);
  write(2);
  write(3, other);
  await call(api, 'setWebhook', { url: hook.url, allowed_updates: ['message', 'chat_member', 'message_reaction'] });
  api.push(updates.join({ chat: one, user: bob, date: START }));
  api.push(updates.reaction({ chat: one, user: bob, messageId: 1, date: START, now: ['👍'] }));
  await until(() => api.pending().length === 0);
  expect(hook.mostAtOnce).toBeGreaterThanOrEqual(4);
  const messages = ids().filter((id) => id <= 2);
  expect(messages.at(-1)).toBe(2);
});

test('max_connections bounds how many come at once', async () => {
  hook.delay = 20;
  await set({ max_connections: 2 });
  for (let chat = 1; chat <= 6; chat += 1) write(chat, groupChat(-1001000000000 - chat));
  await until(() => api.pending().length === 0);
  expect(hook.mostAtOnce).toBe(2);
});

test('an answer that does not come in time is a failure, and the update comes again', async () => {
  await api.close();
  await start({ webhookAnswerWithin: 40 });
  hook.delay = 120;
  await set();
  write(1);
  await until(() => ids().length === 1);
  hook.delay = 0;
  await until(() => api.pending().length === 0);
  expect(ids()).toEqual([1, 1]);
  expect(await result(api, 'getWebhookInfo')).toMatchObject({ last_error_message: 'Read timeout expired' });
});

test('what is refused for too long is dropped where updates expire', async () => {
  await api.close();
  await start({ expiry: true });
  hook.answers = [500, 500];
  await set();
  seconds = START + 86_400 - 1;
  write(1);
  await until(() => ids().length === 2);
  await until(() => api.pending().length === 0);
  expect(ids()).toEqual([1, 1]);
});

test('an address elsewhere is never called', async () => {
  await set({ url: 'https://crm.example/hook' });
  write(1);
  await until(async () => 'last_error_message' in ((await result(api, 'getWebhookInfo')) as object));
  expect(api.pending()).toHaveLength(1);
});

test('deleteWebhook stops it', async () => {
  hook.answers = [500, 500, 500];
  await set();
  write(1);
  await until(() => ids().length === 2);
  await call(api, 'deleteWebhook');
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(ids()).toEqual([1, 1]);
  expect(await result(api, 'getUpdates')).toHaveLength(1);
});
