import { writeTelegramExport } from '@community-crm/telegram-sandbox';
import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { readFileSync, truncateSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServices } from './startServices';
import type { Services } from '../services';
import { verify } from '../cli/verify';

let app: TestApp;
let services: Services;
let root: Agent;
let folder: string;

const COMMUNITY = { start: '2026-03-02', members: 150, groups: 6, seed: 11, timeZone: 'UTC', horizon: 40 };
const file = (name: string) => path.join(folder, name);

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
  folder = await mkdtemp(path.join(os.tmpdir(), 'community-import-'));
  await writeTelegramExport({ ...COMMUNITY, days: 30 }, file('first.json'));
  await writeTelegramExport({ ...COMMUNITY, days: 40 }, file('later.json'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

interface Message {
  id: number;
  type: string;
  action?: string;
  date_unixtime: string;
  from_id?: string;
  actor_id?: string;
  members?: string[];
  reply_to_message_id?: number;
  reactions?: Array<{ recent?: Array<{ from_id: string }> }>;
}

interface Expected {
  messages: number;
  replies: number;
  joins: number;
  people: Set<string>;
}

/** Counted from the file by other code than the importer's. */
function countFile(name: string) {
  const chats = JSON.parse(readFileSync(file(name), 'utf8')).chats.list as Array<{ name: string; messages: Message[] }>;
  const rhythm = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  const groups = new Map<string, Expected>();
  for (const chat of chats) {
    const topics = new Set(chat.messages.filter((m) => m.action === 'topic_created').map((m) => m.id));
    const group: Expected = { messages: 0, replies: 0, joins: 0, people: new Set() };
    for (const message of chat.messages) {
      if (message.type === 'message') {
        group.messages += 1;
        if (message.reply_to_message_id && !topics.has(message.reply_to_message_id)) group.replies += 1;
        const at = new Date(Number(message.date_unixtime) * 1000);
        rhythm[(at.getUTCDay() + 6) % 7][at.getUTCHours()] += 1;
        if (message.from_id?.startsWith('user')) group.people.add(message.from_id);
        for (const { recent = [] } of message.reactions ?? []) recent.forEach((one) => group.people.add(one.from_id));
      } else if (message.action === 'join_group_by_link' || message.action === 'join_group_by_request') {
        group.joins += 1;
        group.people.add(message.actor_id as string);
      } else if (message.action === 'invite_members') {
        group.joins += message.members?.length ?? 0;
      }
    }
    groups.set(chat.name, group);
  }
  return { groups, rhythm };
}

async function upload(name: string, fields: Record<string, string> = {}) {
  const request = root.post('/api/communityImports:create').attach('file', file(name));
  for (const [key, value] of Object.entries(fields)) request.field(key, value);
  const response = await request.expect(200);
  return finished(response.body.data.id);
}

async function finished(id: number) {
  const run = await waitFor(async () => {
    const row = await app.db.getRepository('communityRuns').findOne({ filterByTk: id });
    return row.get('finishedAt') ? row : null;
  }, 60_000);
  return run.toJSON() as {
    state: string;
    counts: Record<string, number>;
    error: { code: string; message: string } | null;
  };
}

const total = async (collection: string) => app.db.getRepository(collection).count();

async function everything() {
  const counts: Record<string, number> = {};
  for (const collection of [
    'communityActivities',
    'communityMembers',
    'communityGroups',
    'communityMemberships',
    'communityDailyFacts',
  ])
    counts[collection] = await total(collection);
  return counts;
}

test('an export is taken in over HTTP and every group, hour and overlap is what the file says', async () => {
  const run = await upload('first.json');
  expect(run).toMatchObject({ state: 'succeeded', error: null });
  const expected = countFile('first.json');
  expect(run.counts.messages).toBe([...expected.groups.values()].reduce((sum, group) => sum + group.messages, 0));

  const facts = await services.store.select<{ title: string; messages: number; replies: number; joins: number }>(
    `SELECT g."title", SUM(CASE WHEN f."kind" IN ('message', 'reply', 'forward', 'command') THEN f."count" ELSE 0 END) AS "messages",
       SUM(f."replies") AS "replies", SUM(CASE WHEN f."kind" = 'join' THEN f."count" ELSE 0 END) AS "joins"
     FROM {communityDailyFacts} AS f JOIN {communityGroups} AS g ON g."id" = f."groupId" GROUP BY g."title" ORDER BY 1`,
  );
  const seen = facts.map(({ title, ...n }) => [title, Number(n.messages), Number(n.replies), Number(n.joins)]);
  const wanted = [...expected.groups].map(([title, { messages, replies, joins }]) => [title, messages, replies, joins]);
  expect(seen.sort()).toEqual(wanted.sort());

  const rhythm = await root.get('/api/communityAnalytics:rhythm').expect(200);
  expect(rhythm.body.data.counts).toEqual(expected.rhythm);
  expect(await verify(services)).toEqual([]);
});

test('shared members of two groups are those whom the file shows in both', async () => {
  const { groups } = countFile('first.json');
  const { body } = await root.get('/api/communityAnalytics:overlap').expect(200);
  const titles = new Map(body.data.groups.map((group: { id: number; title: string }) => [group.id, group.title]));
  const shared = (a: string, b: string) =>
    [...(groups.get(a)?.people ?? [])].filter((id) => groups.get(b)?.people.has(id)).length;
  for (const pair of body.data.pairs) {
    const [a, b] = [titles.get(pair.a) as string, titles.get(pair.b) as string];
    // invited people are named only: those whom no account in the chat matches are nobody's membership
    expect(pair.shared).toBeGreaterThanOrEqual(shared(a, b));
  }
  const members = new Map(
    body.data.groups.map((group: { title: string; members: number }) => [group.title, group.members]),
  );
  for (const [title, { people }] of groups) expect(members.get(title)).toBeGreaterThanOrEqual(people.size);
});

test('the same file again changes nothing; a later export of the same chats adds what is new', async () => {
  const before = await everything();
  const again = await upload('first.json');
  expect(again.counts).toMatchObject({ added: 0, changed: 0 });
  expect(await everything()).toEqual(before);
  const later = await upload('later.json');
  expect(later.state).toBe('succeeded');
  expect(later.counts.added).toBeGreaterThan(0);
  const rhythm = await root.get('/api/communityAnalytics:rhythm').expect(200);
  expect(rhythm.body.data.counts).toEqual(countFile('later.json').rhythm);
});

describe('what cannot be used is refused in one sentence and changes nothing', () => {
  const cases: Array<[name: string, make: () => Promise<void>, code: string]> = [
    ['empty.json', () => writeFile(file('empty.json'), ''), 'EMPTY_FILE'],
    ['page.json', () => writeFile(file('page.json'), '<!doctype html><p>Not Found</p>'), 'HTML_FILE'],
    ['other.json', () => writeFile(file('other.json'), '{"name":"left-pad","version":"1.3.0"}'), 'NOT_TELEGRAM'],
    [
      'cut.json',
      async () => {
        await writeFile(file('cut.json'), readFileSync(file('first.json')));
        truncateSync(file('cut.json'), 400_000);
      },
      'TRUNCATED',
    ],
  ];

  test.each(cases)('%s', async (name, make, code) => {
    await make();
    const before = await everything();
    const run = await upload(name);
    expect(run.state).toBe('failed');
    expect(run.error?.code).toBe(code);
    expect(run.error?.message.length).toBeGreaterThan(10);
    expect(await everything()).toEqual(before);
  });

  test('an unknown time zone is refused at once', async () => {
    const response = await root
      .post('/api/communityImports:create')
      .attach('file', file('first.json'))
      .field('timeZone', 'Mars/Olympus');
    expect(response.status).toBe(400);
    expect(response.body.errors[0]).toMatchObject({ code: 'UNKNOWN_TIME_ZONE' });
  });

  test('a body that is no form is refused at once', async () => {
    const response = await root.post('/api/communityImports:create').send({ file: 'x' });
    expect(response.status).toBe(400);
    expect(response.body.errors[0]).toMatchObject({ code: 'NOT_MULTIPART' });
  });

  test('a role without the settings may not import', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    await agent.post('/api/communityImports:create').attach('file', Buffer.from('{}'), 'small.json').expect(403);
  });
});
