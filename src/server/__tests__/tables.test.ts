import { waitFor as waitShortly, type Agent, type TestApp } from '@community-crm/host/testing';
import type { Filter } from '@nocobase/database';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServices } from './startServices';
import { verify } from '../cli/verify';
import type { Services } from '../services';

/** Work in the background takes its time where several things run at once. */
const waitFor: typeof waitShortly = (ask) => waitShortly(ask, 60_000);

let app: TestApp;
let services: Services;
let root: Agent;
let folder: string;

type Json = Record<string, unknown>;

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
  folder = await mkdtemp(path.join(os.tmpdir(), 'community-tables-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function upload(name: string, content: string, fields: Record<string, string> = {}): Promise<Json> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  let request = root.post('/api/communityImports:create');
  for (const [field, value] of Object.entries(fields)) request = request.field(field, value);
  const answer = await request.attach('file', file);
  if (answer.status !== 200) return { status: answer.status, ...answer.body.errors[0] };
  return waitFor(async () => {
    const row = await app.db.getRepository('communityRuns').findOne({ filterByTk: answer.body.data.id });
    const run = row.toJSON() as Json;
    return ['queued', 'running'].includes(run.state as string) ? null : run;
  });
}

const count = (filter: Json) => app.db.getRepository('communityActivities').count({ filter: filter as Filter });

describe('a table that is uploaded', () => {
  const csv = (amount: number) =>
    `order_no,paid_at,customer,total\nA-1,2026-03-01 10:00,C1,${amount}\nA-2,2026-03-02 10:00,C2,7\n`;
  const mapping = JSON.stringify({
    source: 'shop',
    columns: { key: 'order_no', at: 'paid_at', 'actor.id': 'customer', amount: 'total' },
    constants: { kind: 'purchase', currency: 'CNY' },
  });

  test('becomes activities; repeated it changes nothing, changed it replaces', async () => {
    const first = await upload('orders.csv', csv(5), { mapping, timeZone: '+08:00' });
    expect(first).toMatchObject({ state: 'succeeded', counts: { added: 2, activities: 2 } });
    const again = await upload('orders.csv', csv(5), { mapping, timeZone: '+08:00' });
    expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    const changed = await upload('orders.csv', csv(6), { mapping, timeZone: '+08:00' });
    expect(changed.counts).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    expect(await count({ externalKey: 'shop:A-1', amount: 6 })).toBe(1);
    await services.facts.drain();
    expect(await verify(services)).toEqual([]);
  });

  test('names the same thing as a push does', async () => {
    const item = { key: 'A-2', kind: 'purchase', at: '2026-03-02T10:00:00+08:00', actor: { id: 'C2' }, amount: 8 };
    const { body } = await root
      .post('/api/communityIngest:push')
      .send({ source: 'shop', items: [item] })
      .expect(200);
    expect(body.data).toMatchObject({ added: 0, changed: 1 });
  });

  test('with a wrong line changes nothing and says which', async () => {
    const before = await count({});
    const run = await upload('wrong.csv', 'key,time,kind,user_id\na,2026-03-01,login,u\nb,2026-03-01,logn,u\n');
    expect(run).toMatchObject({
      state: 'failed',
      error: { code: 'BAD_ROW', line: 3, column: 'kind', problemCode: 'UNKNOWN_KIND' },
    });
    expect(await count({})).toBe(before);
  });

  test('with a wrong mapping is refused before it is queued', async () => {
    expect(await upload('orders.csv', csv(5), { mapping: 'slack' })).toMatchObject({
      status: 400,
      code: 'BAD_MAPPING',
    });
  });

  test('of JSON lines with a kind of one’s own', async () => {
    await root
      .post('/api/communityKinds:create')
      .send({ key: 'coupon_used', title: 'Coupon used', weight: 3, dailyCap: 9, signOfLife: true })
      .expect(200);
    const line = { key: 'c1', kind: 'coupon_used', at: '2026-03-05T10:00:00Z', actor: { platform: 'shop', id: 'C1' } };
    const run = await upload('coupons.ndjson', `${JSON.stringify(line)}\n`);
    expect(run).toMatchObject({ state: 'succeeded', counts: { added: 1 } });
    expect(await count({ kind: 'coupon_used', externalKey: 'file:c1' })).toBe(1);
  });
});

describe('kinds', () => {
  const create = (values: Json) => root.post('/api/communityKinds:create').send({ title: 'X', ...values });
  const kind = async (key: string) =>
    (await app.db.getRepository('communityKinds').findOne({ filter: { key } })).toJSON() as Json;

  test.each([
    [{ key: 'Coupon used' }, 'KIND_KEY'],
    [{}, 'KIND_KEY'],
    [{ key: 'message' }, 'KIND_EXISTS'],
    [{ key: 'x1', title: ' ' }, 'KIND_TITLE'],
    [{ key: 'x1', weight: -1 }, 'KIND_NUMBER'],
    [{ key: 'x1', weight: 'much' }, 'KIND_NUMBER'],
    [{ key: 'x1', dailyCap: -5 }, 'KIND_NUMBER'],
  ])('%j is refused', async (values, code) => {
    const answer = await create(values);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].code).toBe(code);
  });

  test('change how they count, but keep their key', async () => {
    await create({ key: 'visit', weight: 2 }).expect(200);
    const { id } = await kind('visit');
    const update = (values: Json) => root.post(`/api/communityKinds:update?filterByTk=${id}`).send(values);
    await update({ weight: 4, dailyCap: null }).expect(200);
    await update({ key: 'visit', title: 'Visit' }).expect(200);
    const renamed = await update({ key: 'visits' });
    expect(renamed.body.errors[0].code).toBe('KIND_KEY_FIXED');
    expect(await kind('visit')).toMatchObject({ weight: 4, dailyCap: null, title: 'Visit' });
  });

  test('that are shipped or used stay, others go', async () => {
    // the runs that followed the imports are over
    await waitFor(
      async () => !(await app.db.getRepository('communityRuns').count({ filter: { state: ['queued', 'running'] } })),
    );
    const destroy = async (key: string) =>
      root.post(`/api/communityKinds:destroy?filterByTk=${(await kind(key)).id as number}`);
    expect((await destroy('message')).body.errors[0].code).toBe('KIND_IN_USE');
    expect((await destroy('coupon_used')).body.errors[0].code).toBe('KIND_IN_USE');
    expect((await destroy('visit')).status).toBe(200);
  });
});
