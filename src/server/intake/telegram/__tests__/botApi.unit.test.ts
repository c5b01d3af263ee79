import { startBotApi, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotApi, BotApiError } from '..';

const TOKEN = `7000000001:${'A1b2_C3d4-'.repeat(4)}`;

let sandbox: BotApiSandbox;
beforeAll(async () => {
  sandbox = await startBotApi({ token: TOKEN });
});
afterAll(() => sandbox.close());

async function failure(api: BotApi, options: { signal?: AbortSignal; timeout?: number } = {}): Promise<BotApiError> {
  const error = await api.call('getMe', {}, options).then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BotApiError);
  const { message, values, stack } = error as BotApiError;
  expect(JSON.stringify([message, values, stack])).not.toContain(TOKEN.split(':')[1]);
  return error as BotApiError;
}

test('a call answers what the Bot API answers', async () => {
  await expect(new BotApi(TOKEN, sandbox.url).call('getMe', {})).resolves.toMatchObject({ id: 7_000_000_001 });
});

test('an address may end with a slash or have a path', async () => {
  const seen: string[] = [];
  const server = await listen((request, response) => {
    seen.push(request.url ?? '');
    response.end('{"ok":true,"result":{"id":1}}');
  });
  await new BotApi(TOKEN, `${urlOf(server)}/proxy`).call('getMe', {});
  await new BotApi(TOKEN, `${urlOf(server)}/proxy/`).call('getMe', {});
  expect(seen).toEqual([`/proxy/bot${TOKEN}/getMe`, `/proxy/bot${TOKEN}/getMe`]);
  server.close();
});

describe('a call that fails says why, without the token', () => {
  test.each([
    [{ status: 401 }, { code: 'UNAUTHORIZED' }],
    [{ status: 404 }, { code: 'NOT_FOUND' }],
    [{ status: 409 }, { code: 'CONFLICT' }],
    [
      { status: 429, body: { ok: false, error_code: 429, description: 'x', parameters: { retry_after: 17 } } },
      { code: 'RATE_LIMITED', retryAfter: 17 },
    ],
    [
      { status: 502, body: '<html>' },
      { code: 'SERVER_ERROR', values: { status: 502 } },
    ],
    [{ status: 200, body: '<html>' }, { code: 'BAD_ANSWER' }],
    [{ status: 200, body: {} }, { code: 'BAD_ANSWER' }],
    [
      { status: 400, body: { ok: false, error_code: 400, description: `no ${TOKEN}` } },
      { code: 'BAD_REQUEST', values: { reason: 'no …' } },
    ],
    [{ status: 403 }, { code: 'FORBIDDEN' }],
  ])('%j', async (answer, expected) => {
    sandbox.failNext(answer);
    expect(await failure(new BotApi(TOKEN, sandbox.url))).toMatchObject(expected);
  });

  test('with a wrong token', async () => {
    expect((await failure(new BotApi(`1:${'x'.repeat(35)}`, sandbox.url))).code).toBe('UNAUTHORIZED');
  });

  test('when nothing listens, nothing answers or it is cancelled', async () => {
    const silent = await listen(() => undefined);
    const api = new BotApi(TOKEN, urlOf(silent));
    expect(await failure(api, { timeout: 50 })).toMatchObject({
      code: 'UNREACHABLE',
      values: { reason: 'no answer in time' },
    });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    expect((await failure(api, { signal: abort.signal })).code).toBe('ABORTED');
    expect((await failure(api, { signal: AbortSignal.abort() })).code).toBe('ABORTED');
    const address = urlOf(silent);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect(await failure(new BotApi(TOKEN, address))).toMatchObject({
      code: 'UNREACHABLE',
      values: { reason: 'ECONNREFUSED' },
    });
    expect((await failure(new BotApi(TOKEN, 'http://no-such-host.invalid'))).code).toBe('UNREACHABLE');
  });
});

function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(handler as never);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
