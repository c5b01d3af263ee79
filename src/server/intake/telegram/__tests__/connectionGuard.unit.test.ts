import { connectionGuard, openToken, sealToken, tokenHint, type SecretBox } from '..';

const TOKEN = `123456789:${'Ab_-9'.repeat(7)}`;
const secrets: SecretBox = {
  encrypt: async (text) => Buffer.from(text).toString('hex'),
  decrypt: async (text) => Buffer.from(text, 'hex').toString(),
};
const guard = connectionGuard(secrets, 'ns');

async function pass(actionName: string, params: Record<string, unknown>, resourceName = 'communityConnections') {
  const ctx = {
    action: { resourceName, actionName, params: { ...params } },
    request: { body: params.values },
    throw: (status: number, error: { code: string }) => {
      throw Object.assign(new Error(error.code), { status, ...error });
    },
    t: (sentence: string) => sentence,
  };
  let passed = false;
  let code: string | undefined;
  await guard(ctx, async () => {
    passed = true;
  }).catch((error: { code: string; status: number }) => {
    expect(error.status).toBe(400);
    code = error.code;
  });
  expect(JSON.stringify([ctx.action, ctx.request])).not.toContain(TOKEN);
  return { passed, code, values: ctx.action.params.values as Record<string, unknown>, body: ctx.request.body };
}

describe('a connection that is entered', () => {
  it('is stored with its token encrypted and a hint of it', async () => {
    const { passed, values, body } = await pass('create', {
      values: { name: ' Tea bot ', token: ` ${TOKEN} `, apiRoot: '' },
    });
    expect(passed).toBe(true);
    expect(values).toEqual({
      name: 'Tea bot',
      apiRoot: null,
      token: `enc:${Buffer.from(TOKEN).toString('hex')}`,
      tokenHint: `…${TOKEN.slice(-4)}`,
      status: 'unknown',
      lastError: null,
    });
    expect(body).toEqual(values);
  });

  it('may take its token from a variable of the host', async () => {
    const { values } = await pass('create', { values: { name: 'A', token: '{{$env.BOT_TOKEN}}' } });
    expect(values).toMatchObject({ token: '{{$env.BOT_TOKEN}}', tokenHint: '{{$env.BOT_TOKEN}}' });
  });

  it('keeps its token when only something else is changed', async () => {
    for (const token of [undefined, null, ''])
      expect((await pass('update', { filterByTk: 1, values: { name: 'B', token } })).values).toEqual({ name: 'B' });
  });

  it('cannot be given what only the pipeline writes', async () => {
    const { values } = await pass('update', {
      values: { name: 'B', status: 'ok', nextUpdateId: 5, tokenHint: 'x', botId: '1', id: 7 },
    });
    expect(values).toEqual({ name: 'B' });
  });

  it.each([
    [{ token: TOKEN }, 'NAME_REQUIRED'],
    [{ name: ' ', token: TOKEN }, 'NAME_REQUIRED'],
    [{ name: 5, token: TOKEN }, 'NAME_REQUIRED'],
    [{ name: 'x'.repeat(101), token: TOKEN }, 'NAME_REQUIRED'],
    [{ name: 'A' }, 'TOKEN_REQUIRED'],
    [{ name: 'A', token: `${TOKEN} and more` }, 'TOKEN_INVALID'],
    [{ name: 'A', token: { nested: TOKEN } }, 'TOKEN_INVALID'],
    [{ name: 'A', token: 'enc:00ff' }, 'TOKEN_INVALID'],
    [{ name: 'A', token: '{{$env.A}}{{$env.B}}' }, 'TOKEN_INVALID'],
    [{ name: 'A', token: TOKEN, mode: 'fast' }, 'MODE_INVALID'],
    [{ name: 'A', token: TOKEN, apiRoot: 'ftp://x' }, 'API_ROOT_INVALID'],
    [{ name: 'A', token: TOKEN, apiRoot: 'http://u:p@x' }, 'API_ROOT_INVALID'],
    [{ name: 'A', token: TOKEN, apiRoot: 'http://x?y=1' }, 'API_ROOT_INVALID'],
    [{ name: 'A', token: TOKEN, apiRoot: 7 }, 'API_ROOT_INVALID'],
    [[{ name: 'A', token: TOKEN }], 'NAME_REQUIRED'],
  ])('is refused when it is %j', async (values, code) => {
    expect(await pass('create', { values })).toMatchObject({ passed: false, code });
  });

  it("may name a Bot API of the operator's own", async () => {
    const root = async (apiRoot: string) => (await pass('update', { values: { apiRoot } })).values.apiRoot;
    expect(await root('http://127.0.0.1:8081/')).toBe('http://127.0.0.1:8081');
    expect(await root(' https://api.example.org/tg ')).toBe('https://api.example.org/tg');
  });
});

describe('the token cannot be found out', () => {
  it.each([
    { filter: { token: { $includes: 'a' } } },
    { filter: { $and: [{ 'token.$startsWith': '1' }] } },
    { filter: '{"token":{"$ne":null}}' },
    { filter: 'token' },
    { sort: ['-token'] },
    { sort: 'name,-token' },
    { fields: ['id', 'token'] },
    { fields: 'id,token' },
    { appends: ['token'] },
    { except: ['token'] },
  ])('by %j', async (params) => {
    expect(await pass('list', params)).toMatchObject({ passed: false, code: 'TOKEN_IS_SECRET' });
  });

  it.each(['query', 'export', 'firstOrCreate', 'updateOrCreate', 'move'])('by the action %s', async (action) => {
    expect(await pass(action, {})).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('but what only sounds alike may be used', async () => {
    const filter = { name: { $includes: 'token' }, tokenHint: '…1234' };
    expect(await pass('list', { filter, sort: ['-tokenHint'], fields: ['tokenHint'] })).toMatchObject({ passed: true });
    expect(await pass('get', { filterByTk: 1 })).toMatchObject({ passed: true });
    expect(await pass('list', { filter: { token: 1 } }, 'users')).toMatchObject({ passed: true });
  });
});

describe('a stored token', () => {
  const variables = { renderJsonTemplate: (text: unknown) => (text === '{{$env.GOOD}}' ? TOKEN : text) };
  const open = (stored: string | null) => openToken(stored, { secrets, variables });

  it('is opened where it is needed', async () => {
    expect(await open(await sealToken(TOKEN, secrets))).toBe(TOKEN);
    expect(await open('{{$env.GOOD}}')).toBe(TOKEN);
    expect(tokenHint(TOKEN)).toBe(`…${TOKEN.slice(-4)}`);
  });

  it.each([
    [null, 'TOKEN_MISSING'],
    ['{{$env.BAD}}', 'TOKEN_VARIABLE_MISSING'],
    ['enc:00ff', 'TOKEN_UNREADABLE'],
  ])('%s that is of no use says so', async (stored, code) => {
    await expect(open(stored)).rejects.toMatchObject({ code });
  });
});
