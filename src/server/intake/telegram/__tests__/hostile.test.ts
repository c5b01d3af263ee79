import type { TestApp } from '@community-crm/host/testing';
import { startServices } from '../../../__tests__/startServices';
import type { Services } from '../../../services';
import { inboxEffects } from '../../../inboxEffects';
import { fingerprinter } from '../../text';
import { Inbox, InboxWorker } from '..';
import { impossible, spoilt, strange, type Hostile } from './hostilePayloads';

const NOW = Date.parse('2024-01-01T00:00:00Z');
const GOOD_CHAT = { id: -1000000000001, type: 'supergroup', title: 'Neighbours' };

let app: TestApp;
let services: Services;
let inbox: Inbox;
let worker: InboxWorker;
const logged: string[] = [];
let updateId = 0;

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.live.intake.stop();
  const { gate, store, writer } = services;
  inbox = new Inbox(services.store);
  worker = new InboxWorker({
    inbox,
    gate,
    sink: writer,
    fingerprint: () => Promise.resolve(fingerprinter('salt')),
    textsSince: () => Promise.resolve(0),
    effects: inboxEffects(store, gate, () => NOW),
    now: () => NOW,
    log: { error: (message) => logged.push(message) },
  });
});
afterAll(() => app?.close());

const good = (n: number) => ({
  message: {
    message_id: n,
    date: 1_700_000_000 + n,
    chat: GOOD_CHAT,
    from: { id: 1 + (n % 3), is_bot: false, first_name: 'Neighbour' },
    text: 'Good morning',
  },
});

interface Settled {
  name: string;
  state: string;
  error: string | null;
}

/** Puts the payloads through the inbox, each with a sound message after it; answers what became of them. */
async function feed(payloads: Hostile[]): Promise<Settled[]> {
  const names = new Map<number, string>();
  for (let i = 0; i < payloads.length; i += 40) {
    const batch = payloads.slice(i, i + 40).flatMap(({ name, update }) => {
      names.set(++updateId, name);
      const hostile = { ...update, update_id: updateId };
      return [hostile, { ...good(++updateId), update_id: updateId }];
    });
    await services.gate.run((transaction) => inbox.add(1, batch, NOW, transaction));
    await worker.drain();
  }
  await services.facts.drain();
  const rows = await app.db.getRepository('communityInbox').find({ sort: ['id'], raw: true });
  return (rows as Array<{ updateId: number | string; state: string; error: string | null }>).flatMap((row) => {
    const name = names.get(Number(row.updateId));
    return name === undefined ? [] : [{ name, state: row.state, error: row.error }];
  });
}

const goodMessages = (): Promise<number> =>
  app.db.getRepository('communityActivities').count({ filter: { externalKey: { $includes: `m:${GOOD_CHAT.id}:` } } });

async function expectWhole(): Promise<void> {
  const orphans = await services.store.select(
    `SELECT a."externalKey" FROM {communityActivities} AS a
     WHERE (a."memberId" <> 0 AND NOT EXISTS (SELECT 1 FROM {communityMembers} AS m WHERE m."id" = a."memberId"))
        OR (a."groupId" <> 0 AND NOT EXISTS (SELECT 1 FROM {communityGroups} AS g WHERE g."id" = a."groupId"))`,
  );
  expect(orphans).toEqual([]);
  expect(await services.facts.pending()).toBe(0);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

test.each([
  ['every field of every kind, spoilt', spoilt(), 800],
  ['impossible moments and places', impossible(), 18],
])('%s: set aside with a sentence or read, and the rest of the chat goes on', async (_, payloads, least) => {
  expect(payloads.length).toBeGreaterThanOrEqual(least);
  const [goodBefore, failedBefore] = [await goodMessages(), await inbox.count('failed')];
  const settled = await feed(payloads);
  expect(settled).toHaveLength(payloads.length);
  const failed = settled.filter(({ state }) => state === 'failed');
  expect(await inbox.count('pending')).toBe(0);
  // only malformed ones: nothing was tried at the database and failed there
  expect(failed.filter(({ error }) => !/^The update has no usable [\w.]+\.$/.test(error ?? ''))).toEqual([]);
  expect(failed.length).toBeGreaterThan(payloads.length / 4);
  expect(await inbox.count('failed')).toBe(failedBefore + failed.length);
  expect(await goodMessages()).toBe(goodBefore + payloads.length);
  expect(logged.every((line) => line.length < 400)).toBe(true);
  await expectWhole();
});

test('strange names, texts and numbers are read like any other', async () => {
  const payloads = strange();
  const before = await goodMessages();
  const settled = await feed(payloads);
  expect(settled.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(await goodMessages()).toBe(before + payloads.length);
  const members = await app.db.getRepository('communityMembers').find({ raw: true });
  for (const { displayName } of members as Array<{ displayName: string }>) {
    expect(displayName).not.toContain('\u0000');
    expect(displayName).not.toMatch(/\p{Surrogate}/u);
  }
  await expectWhole();
});
