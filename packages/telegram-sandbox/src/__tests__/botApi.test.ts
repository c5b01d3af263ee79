import type { BotApiSandbox, BotUpdate } from '../index';
import { CONFLICT_POLLING, CONFLICT_WEBHOOK, groupChat, startBotApi, updates, user } from '../index';

const TOKEN = '123456:sandbox-token';
const chat = groupChat(-1001234567890, { title: 'Test group' });
const ada = user(11, { first_name: 'Ada' });
const message = (messageId: number): ReturnType<typeof updates.message> =>
  updates.message({ chat, from: ada, messageId, date: 1_780_000_000 + messageId, text: `message ${messageId}` });

let api: BotApiSandbox;

beforeEach(async () => {
  api = await startBotApi({ token: TOKEN, firstUpdateId: 1000, now: () => 1_780_000_000_000 });
});

afterEach(() => api.close());

interface Answer {
  status: number;
  body: { ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: object };
}

async function call(method: string, params: object = {}, token = TOKEN): Promise<Answer> {
  const response = await fetch(`${api.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const poll = async (params: object = {}): Promise<number[]> =>
  ((await call('getUpdates', params)).body.result as BotUpdate[]).map((update) => update.update_id);

const untilPolling = async (count: number): Promise<void> => {
  while (api.calls.filter(({ method }) => method === 'getUpdates').length < count) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  // The call is recorded just before its poll begins.
  await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('getUpdates', () => {
  test('delivers again until a higher offset confirms', async () => {
    const ids = [1, 2, 3].map((id) => api.push(message(id)));
    expect(ids).toEqual([1000, 1001, 1002]);
    expect(await poll()).toEqual(ids);
    expect(await poll({ offset: 1000 })).toEqual(ids);
    expect(await poll({ offset: 1002 })).toEqual([1002]);
    expect(await poll()).toEqual([1002]);
    expect(api.pending()).toHaveLength(1);
    expect(await poll({ offset: 1003 })).toEqual([]);
    expect(api.pending()).toEqual([]);
  });

  test('a negative offset keeps the last ones and forgets the rest', async () => {
    [1, 2, 3, 4].forEach((id) => api.push(message(id)));
    expect(await poll({ offset: -2 })).toEqual([1002, 1003]);
    expect(await poll()).toEqual([1002, 1003]);
  });

  test('gives at most 100, or fewer when asked', async () => {
    Array.from({ length: 130 }, (_, id) => api.push(message(id)));
    expect(await poll()).toHaveLength(100);
    expect(await poll({ limit: 7 })).toHaveLength(7);
    expect(await poll({ limit: 5000 })).toHaveLength(100);
    expect(await poll({ limit: 0 })).toHaveLength(1);
  });

  test('waits for an update as long as asked', async () => {
    const waiting = poll({ timeout: 30 });
    await untilPolling(1);
    api.push(message(1));
    expect(await waiting).toEqual([1000]);
    expect(await poll({ offset: 1001, timeout: 1 })).toEqual([]);
  });

  test('a second poller takes over and the first is told of the conflict', async () => {
    const first = call('getUpdates', { timeout: 30 });
    await untilPolling(1);
    const second = poll({ timeout: 30 });
    expect(await first).toEqual({
      status: 409,
      body: { ok: false, error_code: 409, description: CONFLICT_POLLING },
    });
    api.push(message(1));
    expect(await second).toEqual([1000]);
  });

  test('a poller that hangs up conflicts with nobody', async () => {
    const stop = new AbortController();
    const gone = fetch(`${api.url}/bot${TOKEN}/getUpdates?timeout=30`, { signal: stop.signal }).catch(() => 'gone');
    await untilPolling(1);
    stop.abort();
    expect(await gone).toBe('gone');
    api.push(message(1));
    expect(await poll()).toEqual([1000]);
  });

  test('leaves chat_member and reactions out until they are asked for, and remembers what was asked', async () => {
    const join = updates.join({ chat, user: ada, date: 1_780_000_000 });
    const reaction = updates.reaction({ chat, user: ada, messageId: 1, date: 1_780_000_000, now: ['👍'] });
    api.push(join);
    expect(api.dropped).toHaveLength(1);
    await poll({ allowed_updates: ['message', 'chat_member', 'message_reaction'] });
    api.push(join);
    api.push(reaction);
    api.push(updates.edited({ chat, from: ada, messageId: 1, date: 1, editDate: 2, text: 'x' }));
    expect(await poll()).toEqual([1001, 1002]);
    await poll({ allowed_updates: [] });
    api.push(reaction);
    expect(await poll()).toEqual([1001, 1002]);
    expect(api.dropped).toHaveLength(3);
  });

  test('lets tests queue an update as it is', async () => {
    await poll({ allowed_updates: ['message'] });
    api.pushRaw({ update_id: 5, my_invention: { strange: true } });
    api.pushRaw({ update_id: 5, ...message(1) });
    expect(await poll()).toEqual([5, 5]);
    api.pushRaw({ update_id: 4000, ...message(2) });
    expect(api.push(message(3))).toBe(4001);
  });
});

describe('webhooks', () => {
  test('exclude polling until they are deleted', async () => {
    const waiting = call('getUpdates', { timeout: 30 });
    await untilPolling(1);
    await call('setWebhook', { url: 'https://crm.example/hook', allowed_updates: ['message'] });
    expect((await waiting).status).toBe(409);
    api.push(message(1));
    expect((await call('getWebhookInfo')).body.result).toMatchObject({
      url: 'https://crm.example/hook',
      has_custom_certificate: false,
      pending_update_count: 1,
      allowed_updates: ['message'],
    });
    expect((await call('getUpdates')).body.description).toBe(CONFLICT_WEBHOOK);
    await call('deleteWebhook');
    expect(await poll()).toEqual([1000]);
  });

  test('can be deleted together with what waits', async () => {
    api.push(message(1));
    await call('deleteWebhook', { drop_pending_updates: true });
    expect(await poll()).toEqual([]);
  });
});

describe('answers', () => {
  test('401 for another token, 404 for an unknown method or path', async () => {
    expect(await call('getMe', {}, '1:wrong')).toEqual({
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
    });
    expect((await call('getNothing')).status).toBe(404);
    expect((await fetch(`${api.url}/elsewhere`)).status).toBe(404);
  });

  test('GET and POST, query, JSON and urlencoded bodies, any case of the method', async () => {
    await fetch(`${api.url}/bot${TOKEN}/GETME`);
    await fetch(`${api.url}/bot${TOKEN}/getUpdates?limit=3&allowed_updates=%5B%22message%22%5D`);
    await fetch(`${api.url}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: '11', text: 'hello' }),
    });
    expect(api.calls.map(({ method, params, status }) => [method, params, status])).toEqual([
      ['GETME', {}, 200],
      ['getUpdates', { limit: '3', allowed_updates: '["message"]' }, 200],
      ['sendMessage', { chat_id: '11', text: 'hello' }, 200],
    ]);
    expect(api.sent).toMatchObject([{ text: 'hello', chat: { id: 11, type: 'private' }, date: 1_780_000_000 }]);
  });

  test('400 for a body that is no JSON object and for an empty message', async () => {
    const broken = await fetch(`${api.url}/bot${TOKEN}/getMe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[1,',
    });
    expect(broken.status).toBe(400);
    expect((await call('sendMessage', { chat_id: 11, text: ' ' })).body.description).toBe(
      'Bad Request: message text is empty',
    );
  });

  test('as planned failures say, for so many calls of that method, which then have no effect', async () => {
    [1, 2].forEach((id) => api.push(message(id)));
    api.failNext({ status: 429, method: 'getUpdates', times: 2 });
    api.failNext({ status: 502, body: '<html>Bad Gateway</html>', method: 'getMe' });
    expect((await call('getUpdates', { offset: 1002 })).body).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect((await call('getUpdates', { offset: 1002 })).status).toBe(429);
    const page = await fetch(`${api.url}/bot${TOKEN}/getMe`);
    expect([page.status, await page.text()]).toEqual([502, '<html>Bad Gateway</html>']);
    expect(await poll()).toEqual([1000, 1001]);
  });
});

describe('chats', () => {
  test('are known from what was pushed and from setChat', async () => {
    api.push(message(1));
    api.push(updates.join({ chat, user: user(12), date: 1 }));
    api.push(updates.leave({ chat, user: user(12), date: 2 }));
    const of = async (method: string, params: object = {}): Promise<unknown> => {
      const { body } = await call(method, { chat_id: chat.id, ...params });
      return body.result ?? body.description;
    };
    expect(await of('getChat')).toEqual(chat);
    expect(await of('getChatMember', { user_id: 11 })).toEqual({ status: 'member', user: ada });
    expect(await of('getChatMember', { user_id: 12 })).toMatchObject({ status: 'left' });
    expect(await of('getChatMember', { user_id: api.bot.id })).toMatchObject({ status: 'administrator' });
    expect(await of('getChatMember', { user_id: 99 })).toBe('Bad Request: user not found');
    expect(await of('getChatMemberCount')).toBe(1);
    api.setChat({ chat, memberCount: 250, members: [{ status: 'creator', user: ada }] });
    expect(await of('getChatMemberCount')).toBe(250);
    expect(await of('getChatAdministrators')).toEqual([{ status: 'creator', user: ada }]);
    expect(await of('getChat', { chat_id: -5 })).toBe('Bad Request: chat not found');
  });
});

describe('builders', () => {
  test('find entities as Telegram does, in UTF-16 units', () => {
    const text = '👋 /help see #Привет and https://a.example/x @some_bot';
    const built = updates.message({ chat, from: ada, messageId: 1, date: 1, text }).message!;
    expect(built.entities!.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['bot_command', '/help'],
      ['hashtag', '#Привет'],
      ['url', 'https://a.example/x'],
      ['mention', '@some_bot'],
    ]);
  });

  test('nest only one level of replies', () => {
    const first = message(1).message!;
    const second = updates.reply({ chat, from: ada, messageId: 2, date: 2, text: 'two', to: first }).message!;
    const third = updates.reply({ chat, from: ada, messageId: 3, date: 3, text: 'three', to: second }).message!;
    expect(third.reply_to_message!.message_id).toBe(2);
    expect(third.reply_to_message!.reply_to_message).toBeUndefined();
  });

  test('say who joined, who left, by whose hand and link', () => {
    const owner = user(1);
    expect(updates.join({ chat, user: ada, date: 5, by: owner, inviteLinkName: 'spring' }).chat_member).toMatchObject({
      from: owner,
      old_chat_member: { status: 'left', user: ada },
      new_chat_member: { status: 'member', user: ada },
      invite_link: { name: 'spring', creator: owner },
    });
    expect(updates.leave({ chat, user: ada, date: 5 }).chat_member).toMatchObject({
      from: ada,
      new_chat_member: { status: 'left' },
    });
    expect(updates.ban({ chat, user: ada, date: 5, by: owner }).chat_member!.new_chat_member.status).toBe('kicked');
  });

  test('keep origin, edit and reaction', () => {
    const origin = { type: 'hidden_user', date: 1, sender_user_name: 'Someone' } as const;
    expect(updates.forward({ chat, from: ada, messageId: 1, date: 2, origin }).message!.forward_origin).toEqual(origin);
    expect(updates.edited({ chat, from: ada, messageId: 1, date: 2, editDate: 9 }).edited_message!.edit_date).toBe(9);
    expect(
      updates.reaction({ chat, user: ada, messageId: 1, date: 2, before: ['👍'], now: [] }).message_reaction,
    ).toMatchObject({ old_reaction: [{ type: 'emoji', emoji: '👍' }], new_reaction: [] });
  });
});
