import type { BotApiOptions, BotApiSandbox, UpdateContent } from '../index';
import { groupChat, startBotApi, updates, user } from '../index';
import { call, poll, TOKEN } from './client';

const START = 1_780_000_000;
const DAY = 86_400;
const chat = groupChat(-1001234567890);
const ada = user(11);

let api: BotApiSandbox;
let seconds: number;

async function start(options: Partial<BotApiOptions> = {}): Promise<void> {
  seconds = START;
  api = await startBotApi({ token: TOKEN, firstUpdateId: 1000, now: () => seconds * 1000, ...options });
}
afterEach(() => api.close());

const message = (date: number, messageId = 1): UpdateContent =>
  updates.message({ chat, from: ada, messageId, date, text: 'hello' });

describe('with expiry, an update is forgotten', () => {
  beforeEach(() => start({ expiry: true }));

  test('24 hours after its event, however late it was queued', async () => {
    api.push(message(START - DAY + 10));
    api.push(message(START));
    seconds += 5;
    expect(await poll(api)).toEqual([1000, 1001]);
    seconds += 6;
    expect(await poll(api)).toEqual([1001]);
    expect(api.expired.map(({ update_id }) => update_id)).toEqual([1000]);
    seconds += DAY;
    expect(await poll(api)).toEqual([]);
  });

  test('an edit counts from the editing, a vote from its arrival, a pressed button after 150 seconds', async () => {
    api.push(updates.edited({ chat, from: ada, messageId: 1, date: START - 3 * DAY, editDate: START - 10, text: 'x' }));
    api.push(updates.pollAnswer({ pollId: '5', user: ada, options: [0] }));
    api.push(updates.callbackQuery({ from: ada, data: 'yes' }));
    seconds += 149;
    expect(await poll(api)).toEqual([1000, 1001, 1002]);
    seconds += 2;
    expect(await poll(api)).toEqual([1000, 1001]);
  });
});

test('without it old dates stay', async () => {
  await start();
  api.push(message(1));
  expect(await poll(api)).toEqual([1000]);
});

test('an offset from the future confirms nothing', async () => {
  await start();
  api.push(message(START));
  expect(await poll(api, { offset: 5_000_000 })).toEqual([1000]);
  expect(await poll(api, { offset: 1001 })).toEqual([]);
});

test('after a week of silence the numbers go on elsewhere, and an old offset still gets everything', async () => {
  await start({ random: () => 0 });
  api.push(message(START));
  expect(await poll(api, { offset: 1001 })).toEqual([]);
  seconds += 7 * DAY + 1;
  expect(api.push(message(seconds, 2))).toBe(1);
  expect(await poll(api, { offset: 1001 })).toEqual([1]);
  expect(api.push(message(seconds, 3))).toBe(2);
});

test('whoever repeats an offset is slowed down', async () => {
  await start({ throttle: true });
  [1, 2, 3].forEach((id) => api.push(message(START, id)));
  expect(await poll(api)).toHaveLength(3);
  expect(await poll(api)).toHaveLength(1);
  seconds += 1;
  expect(await poll(api)).toHaveLength(3);
  expect(await poll(api, { offset: 1003 })).toEqual([]);
  const began = performance.now();
  const waiting = poll(api, { offset: 1003 });
  setTimeout(() => api.push(message(START, 4)), 50);
  expect(await waiting).toEqual([1003]);
  expect(performance.now() - began).toBeGreaterThan(40);
});

describe('with limits', () => {
  beforeEach(() => start({ limits: true }));
  const send = (chatId: number) => call(api, 'sendMessage', { chat_id: chatId, text: 'hi' });

  test('one message a second to a chat', async () => {
    expect((await send(7)).status).toBe(200);
    expect((await send(7)).body).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    expect((await send(8)).status).toBe(200);
    seconds += 1;
    expect((await send(7)).status).toBe(200);
  });

  test('twenty a minute to a group', async () => {
    api.setChat({ chat });
    for (let sent = 0; sent < 20; sent += 1) {
      expect((await send(chat.id)).status).toBe(200);
      seconds += 1;
    }
    expect((await send(chat.id)).body.parameters).toEqual({ retry_after: 40 });
    seconds += 40;
    expect((await send(chat.id)).status).toBe(200);
  });

  test('thirty a second in all; edits count, answers to buttons do not', async () => {
    const first = await send(100);
    for (let id = 101; id < 130; id += 1) expect((await send(id)).status).toBe(200);
    expect((await send(130)).status).toBe(429);
    const { message_id } = first.body.result as { message_id: number };
    expect((await call(api, 'editMessageText', { chat_id: 100, message_id, text: 'new' })).status).toBe(429);
    api.push(updates.callbackQuery({ from: ada, id: 'press' }));
    expect((await call(api, 'answerCallbackQuery', { callback_query_id: 'press' })).status).toBe(200);
  });
});
