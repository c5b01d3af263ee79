import { waitFor as waitShortly, type Agent, type TestApp } from '@community-crm/host/testing';
import { PUSH_SNIPPET } from '../../common/names';
import { verify } from '../cli/verify';
import { startServices } from './startServices';
import type { Services } from '../services';

/** Work in the background takes its time where several things run at once. */
const waitFor: typeof waitShortly = (ask) => waitShortly(ask, 60_000);

let app: TestApp;
let services: Services;
let root: Agent;

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
});
afterAll(() => app.close());

type Json = Record<string, unknown>;

const AT = '2026-03-01T09:30:00+08:00';
const order = (key: string, more: Json = {}): Json => ({
  key,
  kind: 'purchase',
  at: AT,
  actor: { platform: 'shop', id: 'c-7', name: 'Ann' },
  amount: 12.5,
  currency: 'eur',
  ...more,
});

async function push(items: unknown, { agent = root, source = 'shop' } = {}) {
  const response = await agent.post('/api/communityIngest:push').send({ source, items });
  return { status: response.status, body: response.body.data as Json, errors: response.body.errors as Json[] };
}

const stored = async (key: string) => {
  const row = await app.db
    .getRepository('communityActivities')
    .findOne({ filter: { source: 'push', externalKey: key }, appends: ['member', 'group'] });
  return row?.toJSON() as (Json & { member: Json; group: Json }) | undefined;
};

const resultsOf = (body: Json) => (body.results as Json[]).map(({ result }) => result);

describe('a call', () => {
  test('adds what is new, and repeated changes nothing', async () => {
    const items = [order('o1'), order('o2', { actor: { id: 'c-8', name: 'Bob' }, group: { id: 'vip', title: 'VIP' } })];
    expect((await push(items)).body).toMatchObject({ added: 2, changed: 0, unchanged: 0, refused: 0 });
    expect((await push(items)).body).toMatchObject({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    const row = await stored('shop:o2');
    expect(row).toMatchObject({
      kind: 'purchase',
      amount: 12.5,
      currency: 'EUR',
      member: { displayName: 'Bob' },
      group: { title: 'VIP', platform: 'shop', externalId: 'vip' },
    });
    expect(new Date(row?.occurredAt as string).toISOString()).toBe('2026-03-01T01:30:00.000Z');
  });

  test('becomes facts without anybody asking', async () => {
    await push([
      order('f1', { actor: { id: 'facts' }, amount: 40 }),
      order('f2', { actor: { id: 'facts' }, amount: 2 }),
    ]);
    await waitFor(async () => (await services.facts.pending()) === 0);
    const { memberId } = (await stored('shop:f1')) as Json;
    const facts = await app.db.getRepository('communityDailyFacts').find({
      filter: { kind: 'purchase', memberId: Number(memberId) },
    });
    expect(facts.map((row: { toJSON(): Json }) => row.toJSON())).toMatchObject([{ count: 2, amount: 42 }]);
    expect(await verify(services)).toEqual([]);
  });

  test('writes the right items and tells why the others are refused', async () => {
    const { body } = await push([
      order('g1'),
      order('g2', { kind: 'purchse' }),
      order('g3', { at: '2026-03-01 09:30' }),
      order('', {}),
      order('g4', { amout: 3 }),
      'nonsense',
      order('g5', { amount: 'many' }),
      order('g6', { kind: 'join' }),
      order('g7', { payload: { text: 'x'.repeat(5000) } }),
      order('g8', { actor: { platform: 'telegram', id: 'ann' } }),
    ]);
    expect(body).toMatchObject({ added: 1, refused: 9 });
    const results = body.results as Json[];
    expect(results.map(({ code }) => code)).toEqual([
      undefined,
      'UNKNOWN_KIND',
      'BAD_TIME',
      'FIELD_MISSING',
      'FIELD_UNKNOWN',
      'NOT_AN_OBJECT',
      'BAD_NUMBER',
      'GROUP_NEEDED',
      'PAYLOAD_TOO_LARGE',
      'BAD_TELEGRAM_ID',
    ]);
    expect(results[1]).toMatchObject({ index: 1, key: 'g2', result: 'refused', field: 'kind' });
    expect(results[1].message).toContain('There is no kind "purchse". Allowed: boost, bot_message');
    expect(results[2].message).toContain('at: 2026-03-01 09:30 is not a time.');
  });
});

describe('the same key again', () => {
  test('with another content replaces it, with the first content once more puts it back', async () => {
    expect((await push([order('r1', { amount: 1 })])).body).toMatchObject({ added: 1 });
    expect((await push([order('r1', { amount: 2 })])).body).toMatchObject({ changed: 1 });
    expect((await stored('shop:r1'))?.amount).toBe(2);
    expect((await push([order('r1', { amount: 2, retracted: true })])).body).toMatchObject({ changed: 1 });
    expect((await stored('shop:r1'))?.retracted).toBe(true);
    expect((await push([order('r1', { amount: 1 })])).body).toMatchObject({ changed: 1 });
    expect(await stored('shop:r1')).toMatchObject({ amount: 1, retracted: false });
  });

  test('twice in one call ends with the last one', async () => {
    const { body } = await push([order('t1', { amount: 1 }), order('t1', { amount: 2 }), order('t1', { amount: 2 })]);
    expect(resultsOf(body)).toEqual(['added', 'changed', 'unchanged']);
    expect((await stored('shop:t1'))?.amount).toBe(2);
  });

  test('with times of change ends the same in every order', async () => {
    const states = [
      { amount: 1, updatedAt: '2026-03-01T10:00:00Z' },
      { amount: 2, updatedAt: '2026-03-02T10:00:00Z' },
      // the content of the first once more, later
      { amount: 1, updatedAt: '2026-03-03T10:00:00Z' },
      // two contents of one time
      { amount: 8, updatedAt: '2026-03-04T10:00:00Z' },
      { amount: 9, updatedAt: '2026-03-04T10:00:00Z' },
    ];
    const ends = new Set<unknown>();
    for (const [at, sequence] of permutations(states).entries()) {
      if (at % 7) continue;
      for (const state of sequence) await push([order(`p${at}`, state)]);
      ends.add((await stored(`shop:p${at}`))?.amount);
    }
    expect(ends.size).toBe(1);
    const older = await push([order('p0', states[0])]);
    expect((older.body.results as Json[])[0]).toMatchObject({ result: 'unchanged', code: 'OLDER' });
  });

  test('of another system is another thing', async () => {
    await push([order('same')], { source: 'shop' });
    expect((await push([order('same')], { source: 'till' })).body).toMatchObject({ added: 1 });
  });
});

function permutations<T>(list: T[]): T[][] {
  if (list.length < 2) return [list];
  return list.flatMap((one, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((others) => [one, ...others]),
  );
}

describe('what is too much or no call at all', () => {
  test('10,000 items are taken, one more is refused', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      key: i,
      kind: 'login',
      at: Date.parse(AT) + i,
      actor: { id: `u${i % 50}` },
    }));
    expect((await push(many, { source: 'big' })).body).toMatchObject({ added: 10_000, refused: 0 });
    const { status, errors } = await push([...many, many[0]], { source: 'big' });
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({ code: 'BAD_ITEMS' });
  });

  test('a body above the host’s limit', async () => {
    const response = await root.post('/api/communityIngest:push').send({ items: [{ key: 'x'.repeat(11_000_000) }] });
    expect(response.status).toBe(413);
    expect(response.body.errors[0]).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(response.body.errors[0].message).toContain('10mb');
  });

  test('a body that is no JSON', async () => {
    const response = await root
      .post('/api/communityIngest:push')
      .set('Content-Type', 'application/json')
      .send('{"items": [');
    expect(response.status).toBe(400);
    expect(response.body.errors[0]).toMatchObject({ code: 'BODY_NOT_JSON' });
  });

  test.each([
    [{ items: 'x' }, 'BAD_ITEMS'],
    [{}, 'BAD_ITEMS'],
    [{ source: 'My Shop!', items: [] }, 'BAD_SLUG'],
    [{ client: 'shop', items: [] }, 'FIELD_UNKNOWN'],
  ])('%j', async (body, code) => {
    const response = await root.post('/api/communityIngest:push').send(body);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].code).toBe(code);
  });
});

describe('who may', () => {
  // what was pushed before is counted
  beforeAll(() => waitFor(async () => (await services.facts.pending()) === 0));

  test('nobody without a sign-in, and no role without the permission', async () => {
    expect((await push([], { agent: app.anonymous() })).status).toBe(401);
    const { agent } = await app.createScopedRole({ view: {} });
    expect((await push([], { agent })).status).toBe(403);
  });

  test('a role with the settings', async () => {
    const { agent } = await app.createScopedRole({ view: {}, snippets: ['!ui.*', '!pm', 'pm.telegram-community'] });
    expect((await push([], { agent })).status).toBe(200);
  });

  test('a role that the settings allow it, until they no longer do', async () => {
    const { agent, role } = await app.createScopedRole({ view: {} });
    const allow = (allowed: boolean) => root.post('/api/communityIngest:setRole').send({ role, allowed }).expect(200);
    await allow(true);
    expect((await push([order('who')], { agent })).body).toMatchObject({ added: 1 });
    const { body } = await root.get('/api/communityIngest:roles').expect(200);
    expect((body.data as Json[]).find(({ name }) => name === role)).toMatchObject({ allowed: true, granted: true });
    await agent.get('/api/communityIngest:roles').expect(403);
    await agent.get('/api/communityMembers:list').expect(403);
    await allow(false);
    expect((await push([], { agent })).status).toBe(403);
  });

  test('an API key of such a role', async () => {
    const { role, userId } = await app.createScopedRole({
      view: {},
      snippets: ['!pm', '!pm.*', '!ui.*', PUSH_SNIPPET],
    });
    // what the host's API keys are: a token with a user and a role, and no end
    const key = app.authManager.jwt.sign({ userId, roleName: role }, { expiresIn: '1d' });
    const agent = app.anonymous().auth(key, { type: 'bearer' });
    expect((await push([order('key')], { agent })).body).toMatchObject({ added: 1 });
  });
});
