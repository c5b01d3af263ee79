import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { Model } from '@nocobase/database';
import { waitFor, type TestApp } from '@community-crm/host/testing';
import { startServices } from './startServices';
import type { Services } from '../services';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T09:00:00Z');

let app: TestApp;
let services: Services;

beforeAll(async () => {
  ({ app, services } = await startServices());
});
afterAll(() => app.close());

const chat = (id: number, title = `Group ${id}`) => ({
  platform: 'telegram',
  externalId: String(-1000000000000 - id),
  title,
});
const person = (id: number, displayName = `Person ${id}`) => ({
  platform: 'telegram',
  externalId: String(id),
  displayName,
});

interface Said {
  group?: number;
  by?: number | null;
  at: number;
  id: number;
  kind?: string;
  over?: Partial<ActivityRecord>;
}

function activity({ group = 1, by = 1, at, id, kind = 'message', over = {} }: Said): ActivityRecord {
  return {
    ...emptyActivity({
      source: 'telegram',
      externalKey: `m:${chat(group).externalId}:${id}`,
      version: activityVersion(at, 'import'),
      chat: chat(group),
      actor: by === null ? null : person(by),
      kind,
      occurredAt: at,
    }),
    textLength: 5,
    ...over,
  };
}

const rows = async (sql: string) => services.store.select(sql);

describe('from activities to facts', () => {
  test('activities make members, groups, memberships and facts, however often they are written', async () => {
    const records = [
      activity({ id: 1, at: START, kind: 'join', over: { textLength: null } }),
      activity({ id: 2, at: START + MINUTE }),
      activity({ id: 3, at: START + 11 * MINUTE }),
      activity({
        id: 4,
        by: 2,
        at: START + 12 * MINUTE,
        kind: 'reply',
        over: { isReply: true, replyToKey: `m:${chat(1).externalId}:3` },
      }),
      activity({ id: 5, by: null, at: START + 13 * MINUTE }),
    ];
    expect(await services.writer.write(records)).toEqual({ added: 5, changed: 0, unchanged: 0 });
    expect(await services.writer.write(records)).toEqual({ added: 0, changed: 0, unchanged: 5 });
    await services.facts.drain();
    const facts = await rows(
      `SELECT f."kind", f."count", f."replies", f."characters", f."repliesReceived", f."sessionMinutes", COALESCE(m."displayName", '(nobody)') AS "who"
       FROM {communityDailyFacts} AS f LEFT JOIN {communityMembers} AS m ON m."id" = f."memberId" ORDER BY 7, 1`,
    );
    expect(
      facts.map((row) => ({
        ...row,
        count: Number(row.count),
        sessionMinutes: Number(row.sessionMinutes),
        characters: Number(row.characters),
        repliesReceived: Number(row.repliesReceived),
        replies: Number(row.replies),
      })),
    ).toEqual([
      { who: '(nobody)', kind: 'message', count: 1, replies: 0, characters: 5, repliesReceived: 0, sessionMinutes: 0 },
      { who: 'Person 1', kind: 'join', count: 1, replies: 0, characters: 0, repliesReceived: 0, sessionMinutes: 0 },
      {
        who: 'Person 1',
        kind: 'message',
        count: 2,
        replies: 0,
        characters: 10,
        repliesReceived: 0,
        sessionMinutes: 10,
      },
      { who: 'Person 1', kind: 'reply', count: 0, replies: 0, characters: 0, repliesReceived: 1, sessionMinutes: 0 },
      { who: 'Person 2', kind: 'reply', count: 1, replies: 1, characters: 5, repliesReceived: 0, sessionMinutes: 0 },
    ]);
    const memberships = await app.db.getRepository('communityMemberships').find({ sort: ['memberId'] });
    expect((memberships as Model[]).map((m) => [Number(m.get('posts')), m.get('status'), m.get('joinedAt')])).toEqual([
      [2, 'member', new Date(START)],
      [1, 'member', null],
    ]);
    expect(Number((await app.db.getRepository('communityGroups').findOne()).get('knownMembers'))).toBe(2);
  });

  test('a leave without a word since ends the membership', async () => {
    await services.writer.write([
      activity({ id: 9, by: 2, at: START + HOUR, kind: 'leave', over: { textLength: null } }),
    ]);
    await services.facts.drain();
    const left = await app.db.getRepository('communityMemberships').findOne({ filter: { status: 'left' } });
    expect(left.get('leftAt')).toEqual(new Date(START + HOUR));
  });
});

describe('from facts to stages', () => {
  test('a run scores members and places them by replaying their days', async () => {
    const now = Date.now();
    const records: ActivityRecord[] = [];
    // one member talks every day, the other fell silent 40 days ago
    for (let day = 60; day >= 0; day -= 1) {
      records.push(activity({ group: 2, by: 11, id: 1000 - day, at: now - day * DAY - HOUR }));
      if (day > 40) records.push(activity({ group: 2, by: 12, id: 2000 - day, at: now - day * DAY - HOUR }));
    }
    await services.writer.write(records);
    const id = await services.ledger.enqueue('labels');
    const run = await waitFor(async () => {
      const row = await app.db.getRepository('communityRuns').findOne({ filterByTk: id });
      return row.get('finishedAt') ? row : null;
    }, 60_000);
    expect(run.get('error')).toBeNull();
    expect(run.get('state')).toBe('succeeded');
    const stageOf = async (name: string) =>
      (await app.db.getRepository('communityMembers').findOne({ filter: { displayName: name } })).toJSON();
    expect(await stageOf('Person 11')).toMatchObject({ stage: 'active' });
    expect((await stageOf('Person 11')).engagementScore).toBeGreaterThan(20);
    expect(await stageOf('Person 12')).toMatchObject({ stage: 'at_risk' });
    const changes = await app.db.getRepository('communityStageChanges').find({
      filter: { 'member.displayName': 'Person 12' },
      sort: ['at'],
    });
    expect((changes as Model[]).map((change) => [change.get('from'), change.get('to'), change.get('origin')])).toEqual([
      [null, 'new', 'replay'],
      ['new', 'active', 'replay'],
      ['active', 'at_risk', 'replay'],
    ]);
    expect((changes[2].get('evidence') as unknown[])[0]).toMatchObject({
      path: 'at-risk.enter.all[0]',
      op: '>=',
      threshold: 15,
      met: true,
    });
  });
});

describe('the heatmap answers within the data scope', () => {
  test('root sees every cell; a scoped role only its members; a role without rights is refused', async () => {
    const root = await app.asRoot();
    const all = await root.get('/api/communityAnalytics:heatmap?sort=displayName').expect(200);
    expect(all.body.data.members.map((m: { name: string }) => m.name)).toEqual([
      'Person 1',
      'Person 11',
      'Person 12',
      'Person 2',
    ]);
    expect(all.body.data.cells.posts).toHaveLength(4);
    const scoped = await app.createScopedRole({
      view: { communityMembers: { displayName: 'Person 11' }, communityGroups: {} },
    });
    const some = await scoped.agent.get('/api/communityAnalytics:heatmap').expect(200);
    expect(some.body.data.members.map((m: { name: string }) => m.name)).toEqual(['Person 11']);
    expect(some.body.data.total).toBe(1);
    expect(some.body.data.cells.posts).toEqual([61]);
    const none = await app.createScopedRole({ view: {} });
    await none.agent.get('/api/communityAnalytics:heatmap').expect(403);
  });
});
