import type { Agent, TestApp } from '@community-crm/host/testing';
import { groupChat, updates, user } from '@community-crm/telegram-sandbox';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServices } from './startServices';
import { eraseTexts } from '../activities';
import { readStaged, stageTelegramExport } from '../intake/files';
import { KEEP_UNREAD_DAYS, UnreadUpdates } from '../intake/telegram';
import type { Services } from '../services';

const DAY = 86_400_000;
const CHAT = groupChat(-1001000009001, { title: 'Writers' });
const ANN = user(901, { first_name: 'Ann' });

let app: TestApp;
let services: Services;
let root: Agent;
let folder: string;
let updateId = 0;
const seconds = (daysAgo: number) => Math.floor((Date.now() - daysAgo * DAY) / 1000);

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.live.intake.stop();
  root = await app.asRoot();
  folder = await mkdtemp(path.join(tmpdir(), 'texts-'));
});
afterAll(async () => {
  // what was read last is still being counted
  await services?.facts.drain();
  await app?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const save = (values: object) => root.post('/api/communitySettings:save').send(values);
const say = async (messageId: number, text: string, daysAgo = 0, more: object = {}) => {
  const update = updates.message({ chat: CHAT, from: ANN, messageId, date: seconds(daysAgo), text, extras: more });
  await feed({ ...update });
};
async function feed(...contents: object[]): Promise<void> {
  const { gate, live } = services;
  const list = contents.map((content) => ({ ...content, update_id: ++updateId }));
  await gate.run((transaction) => live.inbox.add(1, list, Date.now(), transaction));
  await live.worker.drain();
}
const texts = async (): Promise<Record<string, string | null>> => {
  const rows = await services.store.select<{ externalKey: string; text: string | null }>(
    'SELECT a."externalKey", a."text" FROM {communityActivities} AS a ORDER BY a."id"',
  );
  return Object.fromEntries(rows.map(({ externalKey, text }) => [externalKey.split(':')[2], text]));
};
const erase = (now = Date.now()) => {
  const { store, gate, settings } = services;
  const key = 'textsStored';
  return eraseTexts({
    store,
    gate,
    textsSince: () => settings.textsSince(now),
    memory: { read: () => settings.recall(key), write: (value) => settings.remember(key, value) },
  });
};

describe('texts', () => {
  test('are not stored unless somebody wants it', async () => {
    await say(1, 'Before');
    expect(await texts()).toEqual({ 1: null });
    expect(await erase()).toBe(0);
    const { body } = await root.get('/api/communitySettings:get').expect(200);
    expect(body.data).toMatchObject({ storeTexts: false, textRetentionDays: 30 });
  });

  test.each([
    [{ storeTexts: 'yes' }],
    [{ textRetentionDays: 0 }],
    [{ textRetentionDays: 3651 }],
    [{ textRetentionDays: 1.5 }],
  ])('%j is refused with a sentence', async (values) => {
    const { status, body } = await save(values);
    expect(status).toBe(400);
    expect(body.errors[0].message).toMatch(/is not allowed\. Allowed: /);
  });

  test('are stored of what is written from then on, replaced by edits, and not of what is too old', async () => {
    await save({ storeTexts: true, textRetentionDays: 30 }).expect(200);
    await say(2, 'Now\u0000!');
    await say(3, 'Long ago', 31);
    await say(4, 'First');
    await feed(
      updates.edited({
        chat: CHAT,
        from: ANN,
        messageId: 4,
        date: seconds(0),
        editDate: seconds(0) + 5,
        text: 'Second',
      }),
    );
    expect(await texts()).toEqual({ 1: null, 2: 'Now!', 3: null, 4: 'Second' });
    // never in the inbox once they were read
    const rows = await services.store.select('SELECT i."raw" FROM {communityInbox} AS i');
    expect(JSON.stringify(rows)).not.toContain('Second');
  });

  test('of imports are stored alike', async () => {
    const message = (id: number, daysAgo: number, text: string) => ({
      id,
      type: 'message',
      date_unixtime: String(seconds(daysAgo)),
      from: 'Ann',
      from_id: 'user901',
      text: ['see ', { type: 'bold', text }],
    });
    const file = path.join(folder, 'result.json');
    const stageFile = path.join(folder, 'stage');
    const chat = { name: 'Writers', type: 'public_supergroup', id: 1000009001 };
    await writeFile(file, JSON.stringify({ ...chat, messages: [message(10, 1, 'this'), message(11, 40, 'that')] }));
    const now = Date.now();
    const textsSince = await services.settings.textsSince(now);
    await stageTelegramExport({ file, stageFile, fallbackTimeZone: 'UTC', salt: 's', now, textsSince });
    for await (const records of readStaged(stageFile, { batchSize: () => 10 })) await services.writer.write(records);
    expect(await texts()).toMatchObject({ 10: 'see this', 11: null });
  });

  test('are erased when they are too old; the numbers stay', async () => {
    expect(await erase(Date.now() + 29.5 * DAY)).toBe(1);
    expect(await texts()).toMatchObject({ 2: 'Now!', 10: null });
    const [row] = await services.store.select(
      `SELECT a."textLength" FROM {communityActivities} AS a WHERE a."externalKey" = 'm:${CHAT.id}:10'`,
    );
    expect(Number(row.textLength)).toBe(8);
  });

  test('are all erased when they are to be stored no longer', async () => {
    await services.settings.write({ storeTexts: false });
    expect(await erase()).toBeGreaterThan(1);
    expect(Object.values(await texts()).every((text) => text === null)).toBe(true);
    // a late batch is found by the next pass; only a pass that found nothing is the last
    expect(await services.settings.recall('textsStored')).toBe(true);
    expect(await erase()).toBe(0);
    expect(await services.settings.recall('textsStored')).toBe(false);
  });
});

describe('updates of kinds that nobody can read yet', () => {
  const memory = (kinds?: string[]) => {
    let known: unknown = kinds;
    return {
      read: () => Promise.resolve(known),
      write: (next: readonly string[]) => {
        known = next;
        return Promise.resolve();
      },
    };
  };

  test('are kept and counted, and leave their number behind when they go', async () => {
    const unread = new UnreadUpdates(app.db, services.gate);
    await feed({ brand_new: { a: 1 } }, { brand_new: { a: 2 } }, { other_new: {} });
    const listed = async () => (await unread.list(1)).map(({ kind, count }) => [kind, count]);
    const expected = [
      ['brand_new', 2],
      ['other_new', 1],
    ];
    expect(await listed()).toEqual(expected);
    await services.live.worker.prune(Date.now() + 8 * DAY);
    expect(
      await services.store.select(`SELECT i."id" FROM {communityInbox} AS i WHERE i."state" = 'skipped'`),
    ).toHaveLength(3);
    expect(await unread.prune(Date.now() + (KEEP_UNREAD_DAYS + 1) * DAY, 2)).toBe(3);
    expect(await listed()).toEqual(expected);
    await feed({ brand_new: { a: 3 } });
    expect(await listed()).toContainEqual(['brand_new', 3]);
  });

  test('are read once a version can', async () => {
    const unread = new UnreadUpdates(app.db, services.gate);
    await feed(updates.callbackQuery({ id: '77', from: ANN, data: 'yes' }));
    const where = { where: { kind: 'callback_query' } };
    await app.db.getCollection('communityInbox').model.update({ state: 'skipped' }, where);
    await services.store.execute(`DELETE FROM {communityActivities} WHERE "externalKey" = 'c:77'`);
    const first = memory();
    expect(await unread.requeue(first)).toBe(1);
    await services.live.worker.drain();
    expect(await app.db.getRepository('communityActivities').count({ filter: { externalKey: 'c:77' } })).toBe(1);
    // once is enough
    await app.db.getCollection('communityInbox').model.update({ state: 'skipped' }, where);
    expect(await unread.requeue(first)).toBe(0);
  });
});
