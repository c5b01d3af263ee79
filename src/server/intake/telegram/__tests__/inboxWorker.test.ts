import type { TestApp } from '@community-crm/host/testing';
import { groupChat, updates, user } from '@community-crm/telegram-sandbox';
import { startServices } from '../../../__tests__/startServices';
import { Leases } from '../../../runs';
import type { Services } from '../../../services';
import { fingerprinter } from '../../text';
import { InboxWorker, LeaseKeeper } from '..';

const CHAT = groupChat(-1001234567890, { title: 'Tea lovers' });
const ANN = user(101, { first_name: 'Ann' });

let app: TestApp;
let services: Services;
let time = Date.now();
let number = 1_000;
const keepers: LeaseKeeper[] = [];

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.live.intake.stop();
});
afterAll(async () => {
  for (const keeper of keepers) await keeper.stop();
  await app?.close();
});

const log = { error: (): void => undefined };

/** What another process of the cluster would run. */
function processNamed(owner: string, refuse?: (text: string) => Error | null): InboxWorker {
  const { store, gate, writer, live } = services;
  const keeper = new LeaseKeeper(new Leases(store, gate, owner, () => time), () => time);
  keepers.push(keeper);
  return new InboxWorker({
    inbox: live.inbox,
    gate,
    log,
    now: () => time,
    fingerprint: async () => fingerprinter('salt'),
    leaseFor: (id) => keeper.lease(`test:${id}`),
    sink: {
      pack: (records) => writer.pack(records),
      write: (records, within) => writer.write(records, within),
      writePacked: (batch, within) => {
        const reason = batch.heads.map(({ externalKey }) => refuse?.(externalKey)).find(Boolean);
        return reason ? Promise.reject(reason) : writer.writePacked(batch, within);
      },
    },
  });
}

const receive = async (connectionId: number, count = 1): Promise<string[]> => {
  const numbers = Array.from({ length: count }, () => ++number);
  const raws = numbers.map((id) => ({
    update_id: id,
    ...updates.message({ chat: CHAT, from: ANN, messageId: id, date: Math.floor(time / 1000), text: 'hello' }),
  }));
  await services.gate.run((transaction) => services.live.inbox.add(connectionId, raws, time, transaction));
  return numbers.map((id) => `m:${CHAT.id}:${id}`);
};
const states = async (connectionId: number): Promise<string[]> => {
  const rows = await app.db.getRepository('communityInbox').find({ filter: { connectionId }, sort: ['id'] });
  return rows.map(
    (row: { get(field: string): unknown }) => `${String(row.get('state'))} ${String(row.get('attempts'))}`,
  );
};
const trouble = (code: string) => Object.assign(new Error(code), { name: 'SequelizeDatabaseError', parent: { code } });

test('one process reads what a bot received, and another goes on where it has died', async () => {
  const [first, second] = [processNamed('first'), processNamed('second')];
  await receive(1);
  expect(await first.drain()).toEqual({ done: 1 });
  await receive(1, 2);
  expect(await second.drain()).toEqual({});
  expect(await states(1)).toEqual(['done 0', 'pending 0', 'pending 0']);
  // another bot is another matter
  await receive(2);
  expect(await second.drain()).toEqual({ done: 1 });
  // nothing is heard of the first any more
  time += 40_000;
  expect(await processNamed('third').drain()).toEqual({ done: 2 });
  expect(await first.drain()).toEqual({});
});

describe('a write that fails', () => {
  test('counts against the update when the update is at fault', async () => {
    const [bad] = await receive(3, 3);
    const worker = processNamed('a', (key) => (key === bad ? new Error('poison') : null));
    expect(await worker.drain()).toEqual({ done: 2, failed: 1 });
    expect(await states(3)).toEqual(['pending 1', 'done 0', 'done 0']);
  });

  test('counts against none when the database is at fault, and what could not be written is written later', async () => {
    await receive(4, 3);
    let down = true;
    const worker = processNamed('b', () => (down ? trouble('40P01') : null));
    for (let time = 0; time < 5; time++) await expect(worker.drain()).rejects.toThrow('40P01');
    expect(await states(4)).toEqual(['pending 0', 'pending 0', 'pending 0']);
    down = false;
    expect(await worker.drain()).toMatchObject({ done: 3 });
  });

  test('counts against none when it is not clear who is at fault and nothing else can be written either', async () => {
    await receive(5, 2);
    const worker = processNamed('c', () => trouble('42P01'));
    for (let time = 0; time < 5; time++) await expect(worker.drain()).rejects.toThrow('42P01');
    expect(await states(5)).toEqual(['pending 0', 'pending 0']);
    time += 40_000;
    await processNamed('f').drain();
    expect(await states(5)).toEqual(['done 0', 'done 0']);
  });

  test('counts against the update when others of its batch can be written', async () => {
    const [bad] = await receive(6, 3);
    const worker = processNamed('d', (key) => (key === bad ? trouble('42P01') : null));
    expect(await worker.drain()).toMatchObject({ done: 2, failed: 1 });
    expect(await states(6)).toEqual(['pending 1', 'done 0', 'done 0']);
  });

  test('for one bot does not keep the others waiting', async () => {
    const [bad] = await receive(7);
    await receive(8);
    const worker = processNamed('e', (key) => (key === bad ? trouble('42P01') : null));
    await expect(worker.drain()).rejects.toThrow('42P01');
    expect(await states(7)).toEqual(['pending 0']);
    expect(await states(8)).toEqual(['done 0']);
  });
});
