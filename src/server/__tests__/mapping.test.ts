import { waitFor as waitShortly, type Agent, type TestApp } from '@community-crm/host/testing';
import { randomUUID } from 'node:crypto';
import { startServices } from './startServices';
import { verify } from '../cli/verify';
import type { Services } from '../services';

/** Work in the background takes its time where several things run at once. */
const waitFor: typeof waitShortly = (ask) => waitShortly(ask, 60_000);

let app: TestApp;
let services: Services;
let root: Agent;

type Json = Record<string, unknown>;

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
  // what an operator makes in the data source manager
  await root
    .post('/api/collections:create')
    .send({
      name: 'orders',
      fields: [
        { type: 'string', name: 'status', interface: 'input' },
        { type: 'double', name: 'total', interface: 'number' },
        { type: 'string', name: 'currency', interface: 'input' },
        { type: 'date', name: 'paidAt', interface: 'datetime' },
        { type: 'string', name: 'telegramId', interface: 'input' },
        { type: 'string', name: 'telegramName', interface: 'input' },
        { type: 'string', name: 'customerNo', interface: 'input' },
        { type: 'password', name: 'secret', interface: 'password' },
        {
          type: 'belongsTo',
          name: 'member',
          target: 'communityMembers',
          foreignKey: 'memberId',
          targetKey: 'id',
          interface: 'm2o',
        },
        {
          type: 'belongsTo',
          name: 'club',
          target: 'communityGroups',
          foreignKey: 'clubId',
          targetKey: 'id',
          interface: 'm2o',
        },
      ],
    })
    .expect(200);
  await root
    .post('/api/collections/communityMembers/fields:create')
    .send({ type: 'string', name: 'customerNumber', interface: 'input' })
    .expect(200);
  const item = (id: string, name: string, username: string) => ({
    key: id,
    kind: 'message',
    at: '2026-02-01T10:00:00Z',
    actor: { platform: 'telegram', id, name, username },
    group: { platform: 'telegram', id: '-1001', title: 'Club' },
  });
  await root
    .post('/api/communityIngest:push')
    .send({ items: [item('11', 'Ann', 'ann_lee'), item('12', 'Bob', 'Bob99')] })
    .expect(200);
}, 240_000);
afterAll(() => app.close());

const orders = () => app.db.getRepository('orders');
const memberId = async (displayName: string) =>
  Number((await app.db.getRepository('communityMembers').findOne({ filter: { displayName } })).get('id'));

async function activities(mappingId: unknown, filter: Json = {}): Promise<Json[]> {
  const rows = await app.db.getRepository('communityActivities').find({
    filter: { source: `collection:${mappingId}`, retracted: false, ...filter },
    appends: ['member', 'group'],
    sort: ['id'],
  });
  return rows.map((row: { toJSON(): Json }) => row.toJSON());
}

const names = (rows: Json[]) => rows.map((row) => (row.member as Json).displayName);

async function map(values: Json): Promise<Json> {
  const response = await root.post('/api/communityMappings:create').send({
    title: 'Orders',
    collectionName: 'orders',
    memberBy: 'relation',
    memberField: 'member',
    timeField: 'paidAt',
    amountField: 'total',
    currency: 'EUR',
    kind: 'purchase',
    ...values,
  });
  if (response.status !== 200) throw new Error(JSON.stringify(response.body));
  return response.body.data as Json;
}

/** Waits until nothing is queued and everything is counted. */
const settled = () =>
  waitFor(async () => {
    const busy = await app.db.getRepository('communityRuns').count({ filter: { state: ['queued', 'running'] } });
    return busy === 0 && (await services.facts.pending()) === 0;
  });

const remove = async (mapping: Json) => {
  await root.post(`/api/communityMappings:destroy?filterByTk=${mapping.id}`).expect(200);
  await settled();
  await orders().destroy({ filter: { id: { $gt: 0 } } });
};

const PAID = '2026-02-03T12:00:00.000Z';

describe('a mapped collection', () => {
  let mapping: Json;
  let ann: number;

  beforeAll(async () => {
    ann = await memberId('Ann');
    await orders().create({ values: { total: 5, paidAt: PAID, member: ann } });
    mapping = await map({ groupField: 'club', currencyField: 'currency' });
    await settled();
  });
  afterAll(() => remove(mapping));

  test('takes in the records that were there', async () => {
    const [row] = await activities(mapping.id);
    expect(row).toMatchObject({ kind: 'purchase', amount: 5, currency: 'EUR', groupId: 0, memberId: ann });
    expect(new Date(row.occurredAt as string).toISOString()).toBe(PAID);
    const stored = (await root.get('/api/communityMappings:list').expect(200)).body.data[0];
    expect(stored).toMatchObject({ status: 'ok', counts: { records: 1, added: 1 } });
    expect(stored.lastReconciledAt).toBeTruthy();
    const status = await root.get('/api/communitySources:status').expect(200);
    expect(status.body.data).toEqual({ [String(mapping.id)]: 1 });
  });

  test('follows a record that is created, changed and deleted over HTTP', async () => {
    const club = await app.db.getRepository('communityGroups').findOne({ filter: { title: 'Club' } });
    const created = await root
      .post('/api/orders:create')
      .send({ total: 20, currency: 'usd', paidAt: PAID, member: ann, club: club.get('id') })
      .expect(200);
    const id = created.body.data.id as number;
    await waitFor(async () => (await activities(mapping.id)).length === 2);
    expect((await activities(mapping.id))[1]).toMatchObject({ amount: 20, currency: 'USD', group: { title: 'Club' } });
    await root.post(`/api/orders:update?filterByTk=${id}`).send({ total: 30 }).expect(200);
    await waitFor(async () => (await activities(mapping.id)).some(({ amount }) => amount === 30));
    await root.post(`/api/orders:destroy?filterByTk=${id}`).expect(200);
    await waitFor(async () => (await activities(mapping.id)).length === 1);
    await settled();
    expect(await verify(services)).toEqual([]);
  });

  test('a record that moves to another member moves its activity', async () => {
    const order = await orders().create({ values: { total: 7, paidAt: PAID, member: ann } });
    await waitFor(async () => (await activities(mapping.id, { amount: 7 })).length === 1);
    await orders().update({ filterByTk: order.get('id'), values: { member: await memberId('Bob') } });
    await waitFor(async () => names(await activities(mapping.id, { amount: 7 }))[0] === 'Bob');
    await settled();
    const bob = await memberId('Bob');
    const facts = await app.db.getRepository('communityDailyFacts').find({ filter: { kind: 'purchase', amount: 7 } });
    expect(facts.map((row: { get(name: string): unknown }) => Number(row.get('memberId')))).toEqual([bob]);
  });

  test('nothing of a transaction that is rolled back is seen', async () => {
    const before = (await activities(mapping.id)).length;
    await expect(
      app.db.sequelize.transaction(async (transaction) => {
        await orders().create({ values: { total: 99, paidAt: PAID, member: ann }, transaction });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await activities(mapping.id)).toHaveLength(before);
    expect(await activities(mapping.id, { amount: 99 })).toEqual([]);
  });

  test('bulk changes without keys are found by a comparison that is asked for at once', async () => {
    const { model } = app.db.getCollection('orders');
    await model.bulkCreate([1, 2, 3].map((n) => ({ total: 100 + n, paidAt: PAID, memberId: ann })));
    await waitFor(async () => (await activities(mapping.id, { amount: { $gt: 100 } })).length === 3);
    await model.update({ total: 200 }, { where: { total: [101, 102, 103] } });
    await waitFor(async () => (await activities(mapping.id, { amount: 200 })).length === 3);
    await model.destroy({ where: { total: 200 } });
    await waitFor(async () => (await activities(mapping.id, { amount: 200 })).length === 0);
  });

  test('what SQL changed is found by a comparison, which repeated changes nothing', async () => {
    await settled();
    const { model } = app.db.getCollection('orders');
    await model.bulkCreate([{ total: 61, paidAt: PAID, memberId: ann }], { hooks: false });
    const run = async () => {
      const answer = await root.post('/api/communitySources:run').send({ mappingId: mapping.id }).expect(200);
      await settled();
      const row = await app.db.getRepository('communityRuns').findOne({ filterByTk: answer.body.data.id });
      return row.get('counts') as Json;
    };
    expect(await run()).toMatchObject({ added: 1, changed: 0, retracted: 0 });
    expect(await run()).toMatchObject({ added: 0, changed: 0, retracted: 0 });
    await model.destroy({ where: { total: 61 }, hooks: false });
    expect(await run()).toMatchObject({ added: 0, retracted: 1 });
    expect(await run()).toMatchObject({ added: 0, retracted: 0 });
  });

  test('a filter keeps records out, those that no longer match as well', async () => {
    const paid = await orders().create({ values: { total: 70, status: 'paid', paidAt: PAID, member: ann } });
    await root
      .post(`/api/communityMappings:update?filterByTk=${mapping.id}`)
      .send({ filter: { status: 'paid' } })
      .expect(200);
    await settled();
    expect((await activities(mapping.id)).map(({ amount }) => amount)).toEqual([70]);
    await orders().update({ filterByTk: paid.get('id'), values: { status: 'refunded' } });
    await waitFor(async () => (await activities(mapping.id)).length === 0);
    await orders().update({ filterByTk: paid.get('id'), values: { status: 'paid' } });
    await waitFor(async () => (await activities(mapping.id)).length === 1);
  });

  test('switched off it counts no longer, switched on again it does', async () => {
    const turn = (enabled: boolean) =>
      root.post(`/api/communityMappings:update?filterByTk=${mapping.id}`).send({ enabled }).expect(200);
    await turn(false);
    await settled();
    expect(await activities(mapping.id)).toEqual([]);
    await turn(true);
    await settled();
    expect(await activities(mapping.id)).toHaveLength(1);
    expect(await verify(services)).toEqual([]);
  });
});

describe('a large collection', () => {
  beforeAll(() =>
    root
      .post('/api/collections:create')
      .send({
        name: 'tickets',
        autoGenId: false,
        fields: [
          { type: 'uuid', name: 'uid', primaryKey: true, interface: 'uuid' },
          { type: 'string', name: 'telegramId', interface: 'input' },
          { type: 'date', name: 'openedAt', interface: 'datetime' },
        ],
      })
      .expect(200),
  );

  test.each([
    ['orders', 'paidAt'],
    ['tickets', 'openedAt'],
  ])('%s is compared in portions, each record once, and goes on where it was cut off', async (name, timeField) => {
    const { model } = app.db.getCollection(name);
    const record = { telegramId: '11', total: 1, [timeField]: PAID };
    await model.bulkCreate(Array.from({ length: 25 }, () => ({ ...record, uid: randomUUID() })) as never[], {
      hooks: false,
    });
    const source = { collectionName: name, memberBy: 'account', memberField: 'telegramId', memberPlatform: 'telegram' };
    const created = await map({ ...source, timeField, amountField: null, enabled: false });
    await settled();
    const { engine, mappings } = services.mapped;
    const mapping = await mappings.find(Number(created.id));
    if (!mapping) throw new Error('The mapping is not stored.');
    const seen: number[] = [];
    let after: string | null = null;
    for (let portion = 0; portion < 10; portion += 1) {
      const step: Awaited<ReturnType<typeof engine.syncAfter>> = await engine.syncAfter(mapping, after, 7);
      if (!step) break;
      seen.push(step.counts.added);
      after = step.last;
    }
    expect(seen).toEqual([7, 7, 7, 4]);
    const first = await engine.syncAfter(mapping, null, 7);
    expect(first?.counts).toMatchObject({ unchanged: 7, added: 0 });
    expect(await activities(mapping.id)).toHaveLength(25);
    await model.destroy({ where: {}, hooks: false });
    await remove(created);
    expect(await activities(mapping.id)).toEqual([]);
  });
});

describe('a member is found', () => {
  const order = (values: Json) => orders().create({ values: { total: 1, paidAt: PAID, ...values } });

  test('by the id of an account, which is made where it is new', async () => {
    await order({ telegramId: '11' });
    await order({ telegramId: '777' });
    await order({ telegramId: 'none' });
    const mapping = await map({ memberBy: 'account', memberField: 'telegramId', memberPlatform: 'telegram' });
    await settled();
    expect(names(await activities(mapping.id)).sort()).toEqual(['777', 'Ann']);
    const { body } = await root.get(`/api/communityMappings:get?filterByTk=${mapping.id}`);
    expect(body.data.counts).toMatchObject({ records: 3, withoutMember: 1 });
    await remove(mapping);
    expect(await activities(mapping.id)).toEqual([]);
  });

  test('by a user name, however it is written', async () => {
    await order({ telegramName: '@ANN_lee' });
    await order({ telegramName: 'bob99' });
    const mapping = await map({ memberBy: 'username', memberField: 'telegramName', memberPlatform: 'telegram' });
    await settled();
    expect(names(await activities(mapping.id)).sort()).toEqual(['Ann', 'Bob']);
    await remove(mapping);
  });

  test('by a field that member and record have in common, members without an account as well', async () => {
    const members = app.db.getRepository('communityMembers');
    await members.update({ filterByTk: await memberId('Bob'), values: { customerNumber: 'C-2' } });
    await members.create({ values: { displayName: 'Walk-in', customerNumber: 'C-3' } });
    await order({ customerNo: 'C-2' });
    await order({ customerNo: 'C-3' });
    await order({ customerNo: 'C-4' });
    const mapping = await map({ memberBy: 'field', memberField: 'customerNo', memberMatchField: 'customerNumber' });
    await settled();
    expect(names(await activities(mapping.id)).sort()).toEqual(['Bob', 'Walk-in']);
    await remove(mapping);
  });

  test('not by a text among numbers', async () => {
    await order({ customerNo: 'C-2' });
    const mapping = await map({ memberBy: 'field', memberField: 'customerNo', memberMatchField: 'owner' });
    await settled();
    expect(await activities(mapping.id)).toEqual([]);
    const { body } = await root.get(`/api/communityMappings:get?filterByTk=${mapping.id}`);
    expect(body.data).toMatchObject({ status: 'ok', counts: { withoutMember: 1 } });
    await remove(mapping);
  });
});

describe('what cannot be mapped is refused with what is allowed', () => {
  test.each([
    [{ title: '' }, 'TITLE_REQUIRED'],
    [{ collectionName: 'nothing' }, 'COLLECTION_MISSING'],
    [{ collectionName: 'communityMembers' }, 'OWN_COLLECTION'],
    [{ memberField: 'status' }, 'FIELD_UNFIT'],
    [{ memberBy: 'magic' }, 'MEMBER_BY_UNKNOWN'],
    [{ memberBy: 'account', memberField: 'telegramId' }, 'PLATFORM_NEEDED'],
    [{ memberBy: 'account', memberField: 'secret', memberPlatform: 'x' }, 'FIELD_UNFIT'],
    [{ memberBy: 'field', memberField: 'customerNo', memberMatchField: 'nothing' }, 'FIELD_UNFIT'],
    [{ timeField: 'total' }, 'FIELD_UNFIT'],
    [{ amountField: 'status' }, 'FIELD_UNFIT'],
    [{ groupField: 'member' }, 'FIELD_UNFIT'],
    [{ kind: 'nothing' }, 'KIND_UNKNOWN'],
    [{ currency: 'euro' }, 'CURRENCY_UNFIT'],
    [{ groupId: 999999 }, 'GROUP_UNKNOWN'],
    [{ filter: { nothing: { $eq: 1 } } }, 'FILTER_UNFIT'],
    [{ filter: 'x' }, 'FILTER_UNFIT'],
  ])('%j', async (values, code) => {
    await expect(map(values)).rejects.toThrow(code);
  });

  test('what a run writes cannot be written by hand', async () => {
    const mapping = await map({ status: 'ok', counts: { records: 5 } });
    expect(mapping.status).toBe('new');
    expect(mapping.counts ?? null).toBeNull();
    await remove(mapping);
  });

  test('roles without the settings see and do nothing', async () => {
    const { agent } = await app.createScopedRole({ view: {} });
    for (const action of ['communityMappings:list', 'communitySources:options', 'communitySources:status'])
      await agent.get(`/api/${action}`).expect(403);
    await agent.post('/api/communitySources:run').expect(403);
  });

  test('the settings are offered fields that fit', async () => {
    const { body } = await root.get('/api/communitySources:options').expect(200);
    const collections = body.data.collections as Array<{
      name: string;
      fields: Array<{ name: string; roles: string[] }>;
    }>;
    expect(collections.some(({ name }) => name.startsWith('community'))).toBe(false);
    const fields = new Map(collections.find(({ name }) => name === 'orders')?.fields.map((f) => [f.name, f.roles]));
    expect(fields.get('member')).toContain('member');
    expect(fields.get('paidAt')).toEqual(['time']);
    expect(fields.get('total')).toEqual(['number']);
    expect(fields.has('secret')).toBe(false);
  });
});
