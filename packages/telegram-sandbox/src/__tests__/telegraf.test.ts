import { Telegraf, TelegramError } from 'telegraf';
import type { BotApiSandbox } from '../index';
import { CONFLICT_POLLING, groupChat, startBotApi, updates, user } from '../index';

const TOKEN = '123456:sandbox-token';
const chat = groupChat(-1001234567890);

describe("telegraf's client", () => {
  let api: BotApiSandbox;
  const client = (token = TOKEN): Telegraf['telegram'] =>
    new Telegraf(token, { telegram: { apiRoot: api.url } }).telegram;
  const push = (messageId: number): number =>
    api.push(updates.message({ chat, from: user(5), messageId, date: 1_780_000_000, text: 'hi' }));

  beforeEach(async () => {
    api = await startBotApi({ token: TOKEN, bot: { username: 'my_bot' } });
  });

  afterEach(() => api.close());

  test('introduces itself', async () => {
    expect(await client().callApi('getMe', {})).toMatchObject({
      username: 'my_bot',
      can_read_all_group_messages: true,
    });
  });

  test('polls, confirms by offset and passes allowed_updates', async () => {
    const ids = [push(1), push(2)];
    const telegram = client();
    const get = (offset: number): Promise<number[]> =>
      telegram
        .callApi('getUpdates', { offset, limit: 100, timeout: 0, allowed_updates: ['message', 'chat_member'] })
        .then((list) => list.map((update) => update.update_id));
    expect(await get(0)).toEqual(ids);
    expect(await get(ids[0] + 1)).toEqual([ids[1]]);
    api.push(updates.join({ chat, user: user(6), date: 1_780_000_001 }));
    expect(await get(ids[1] + 1)).toEqual([ids[1] + 1]);
  });

  test('gets an update that comes while it waits', async () => {
    const waiting = client().callApi('getUpdates', { offset: 0, limit: 100, timeout: 20, allowed_updates: [] });
    setTimeout(() => push(1), 60);
    expect(await waiting).toHaveLength(1);
  });

  test('fails with the status and the description of the server', async () => {
    await expect(client('1:wrong').callApi('getMe', {})).rejects.toMatchObject({
      code: 401,
      description: 'Unauthorized',
    });
    api.failNext({ status: 429 });
    await expect(client().callApi('getMe', {})).rejects.toMatchObject({ code: 429, parameters: { retry_after: 1 } });
    api.failNext({ status: 502, body: '<html></html>' });
    await expect(client().callApi('getMe', {})).rejects.toBeInstanceOf(TelegramError);
  });

  test('is told when another poller takes over', async () => {
    const first = client().callApi('getUpdates', { offset: 0, limit: 100, timeout: 20, allowed_updates: [] });
    setTimeout(() => {
      void client().callApi('getUpdates', { offset: 0, limit: 100, timeout: 0, allowed_updates: [] });
    }, 60);
    await expect(first).rejects.toMatchObject({ code: 409, description: CONFLICT_POLLING });
  });

  test('runs a whole bot', async () => {
    const bot = new Telegraf(TOKEN, { telegram: { apiRoot: api.url } });
    const heard = new Promise<string>((resolve) => {
      bot.on('message', async (context) => {
        await context.reply('hello');
        resolve(String(context.message.message_id));
      });
    });
    const running = bot.launch({ allowedUpdates: ['message'] });
    push(77);
    expect(await heard).toBe('77');
    bot.stop();
    await running;
    expect(api.sent).toMatchObject([{ text: 'hello', chat: { id: chat.id } }]);
    expect(api.pending()).toEqual([]);
  });
});
