import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { Agent, TestApp } from '@community-crm/host/testing';
import { startServices } from './startServices';
import type { Services } from '../services';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 2, 10, 12);

let app: TestApp;
let services: Services;
let root: Agent;
beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
});
afterAll(() => app.close());

const person = (id: number, platform = 'telegram') => ({
  platform,
  externalId: String(id),
  displayName: `Person ${id}`,
  username: `person${id}`,
});

let message = 100;
function says(
  actor: ReturnType<typeof person>,
  { group = 1, day = 0, answers }: { group?: number; day?: number; answers?: ActivityRecord } = {},
): ActivityRecord {
  message += 1;
  const at = NOON + day * DAY + message * 1000;
  return {
    ...emptyActivity({
      source: actor.platform,
      externalKey: `m:${group}:${message}`,
      version: activityVersion(at, 'live'),
      chat: { platform: 'telegram', externalId: String(-1000 - group), title: `Group ${group}` },
      actor,
      kind: answers ? 'reply' : 'message',
      occurredAt: at,
    }),
    isReply: Boolean(answers),
    replyToKey: answers?.externalKey ?? null,
    textLength: 10,
  };
}

async function write(...records: ActivityRecord[]): Promise<void> {
  await services.writer.write(records);
  await services.facts.drain();
}

async function memberOf(actor: ReturnType<typeof person>): Promise<number> {
  const row = await app.db
    .getRepository('communityIdentities')
    .findOne({ filter: { platform: actor.platform, externalId: actor.externalId } });
  return Number(row.get('memberId'));
}

/** Everything that is counted for members, without record ids. */
async function counted(ids: number[]): Promise<unknown> {
  const { store } = services;
  const list = ids.join(', ');
  const facts = await store.select(
    `SELECT f."memberId", f."groupId", ${store.sql.dayText('f."day"')} AS "day", f."kind", f."count", f."replies", f."repliesReceived", f."characters"
     FROM {communityDailyFacts} AS f WHERE f."memberId" IN (${list}) ORDER BY 1, 2, 3, 4`,
  );
  const memberships = await store.select(
    `SELECT g."memberId", g."groupId", g."posts" FROM {communityMemberships} AS g WHERE g."memberId" IN (${list}) ORDER BY 1, 2`,
  );
  return JSON.parse(JSON.stringify({ facts, memberships }));
}

async function posts(memberId: number): Promise<Record<string, number>> {
  const { store } = services;
  const rows = await store.select(
    `SELECT c."externalId", g."posts" FROM {communityMemberships} AS g JOIN {communityGroups} AS c ON c."id" = g."groupId" WHERE g."memberId" = $memberId`,
    { bind: { memberId } },
  );
  return Object.fromEntries(rows.map(({ externalId, posts: n }) => [String(externalId), Number(n)]));
}

const call = (action: string, values: object) =>
  root.post(`/api/communityMerges:${action}`).send(values as Record<string, unknown>);

describe('one person with several accounts', () => {
  const [first, second, third] = [person(1), person(2), person(3)];
  let kept: number;
  let absorbed: number;
  let other: number;
  let before: unknown;
  let mergeId: number;

  beforeAll(async () => {
    const question = says(first, { day: 0 });
    const answer = says(second, { day: 1, answers: question });
    await write(
      question,
      answer,
      says(first, { day: 1, answers: answer }),
      says(second, { group: 2, day: 2 }),
      says(third, { group: 2, day: 2 }),
      says(third, { day: 3, answers: answer }),
    );
    [kept, absorbed, other] = await Promise.all([memberOf(first), memberOf(second), memberOf(third)]);
    await app.db
      .getRepository('communityMembers')
      .update({ filterByTk: absorbed, values: { languageCode: 'zh', consent: 'denied' } });
    const tag = await app.db
      .getRepository('communityTags')
      .create({ values: { key: 'vip', title: 'VIP', color: 'gold' } });
    await app.db.getRepository('communityMembers').update({ filterByTk: absorbed, values: { tags: [tag.get('id')] } });
    before = await counted([kept, absorbed, other]);
  });

  it('becomes one member with everything that all accounts did', async () => {
    const answer = await call('merge', { kept, absorbed });
    expect(answer.status).toBe(200);
    mergeId = answer.body.data.id;
    await services.facts.drain();
    expect(await posts(kept)).toEqual({ '-1001': 3, '-1002': 1 });
    expect(await posts(absorbed)).toEqual({});
    expect(await app.db.getRepository('communityMembers').count({ filterByTk: absorbed })).toBe(0);
    const member = await app.db
      .getRepository('communityMembers')
      .findOne({ filterByTk: kept, appends: ['tags', 'identities'] });
    expect(member.get('languageCode')).toBe('zh');
    expect(member.get('consent')).toBe('denied');
    expect(member.get('tags')).toHaveLength(1);
    expect(member.get('identities')).toHaveLength(2);
  });

  it('no longer counts answers to itself, and keeps those of others', async () => {
    const { store } = services;
    const [row] = await store.select(
      'SELECT SUM(f."repliesReceived") AS "n" FROM {communityDailyFacts} AS f WHERE f."memberId" = $kept',
      { bind: { kept } },
    );
    expect(Number(row.n)).toBe(1);
  });

  it('gets what either account does from then on', async () => {
    await write(says(second, { group: 3, day: 4 }));
    expect(await memberOf(second)).toBe(kept);
    expect(await posts(kept)).toMatchObject({ '-1003': 1 });
  });

  it('is taken apart again, each with what its accounts did before and since', async () => {
    const answer = await call('separate', { merge: mergeId });
    expect(answer.status).toBe(200);
    await services.facts.drain();
    expect(await memberOf(second)).toBe(absorbed);
    expect(await posts(kept)).toEqual({ '-1001': 2 });
    expect(await posts(absorbed)).toEqual({ '-1001': 1, '-1002': 1, '-1003': 1 });
    const member = await app.db.getRepository('communityMembers').findOne({ filterByTk: absorbed, appends: ['tags'] });
    expect(member.get('displayName')).toBe('Person 2');
    expect(member.get('tags')).toHaveLength(1);
    const keptMember = await app.db.getRepository('communityMembers').findOne({ filterByTk: kept });
    expect(keptMember.get('languageCode')).not.toBe('zh');
    expect(keptMember.get('consent')).toBe('unknown');
  });

  it('leaves facts as they were, but for what happened meanwhile', async () => {
    const now = (await counted([kept, absorbed, other])) as { facts: Array<{ day: string }>; memberships: unknown[] };
    const since = '2026-03-14';
    expect(now.facts.filter(({ day }) => day !== since)).toEqual((before as typeof now).facts);
  });

  it('agrees with facts counted anew', async () => {
    const standing = await counted([kept, absorbed, other]);
    await services.facts.touchEverything();
    await services.facts.drain();
    expect(await counted([kept, absorbed, other])).toEqual(standing);
  });

  it('goes on after a crash in the middle', async () => {
    const answer = await call('merge', { kept, absorbed });
    const id = answer.body.data.id as number;
    const { store } = services;
    // as if the process had died before the activities were moved
    await store.execute('UPDATE {communityMemberMerges} SET "state" = \'merging\' WHERE "id" = $id', { bind: { id } });
    await store.execute(
      `UPDATE {communityActivities} SET "memberId" = $absorbed WHERE "memberId" = $kept AND "identityId" IN (SELECT i."id" FROM {communityIdentities} AS i WHERE i."externalId" = '2')`,
      { bind: { kept, absorbed } },
    );
    await services.ledger.enqueue('labels');
    await services.worker.workOff();
    expect(await posts(kept)).toEqual({ '-1001': 3, '-1002': 1, '-1003': 1 });
    const [row] = await store.select('SELECT "state" FROM {communityMemberMerges} WHERE "id" = $id', { bind: { id } });
    expect(row.state).toBe('merged');
    await call('separate', { merge: id });
    await services.facts.drain();
  });

  it.each([
    [{ kept: 1, absorbed: 1 }, 400, 'SAME_MEMBER'],
    [{ kept: 1, absorbed: 999_999 }, 404, 'NO_SUCH_MEMBER'],
    [{ kept: 'x', absorbed: 2 }, 400, 'INVALID_PARAMETER'],
    [{ kept: 1 }, 400, 'MISSING_PARAMETER'],
  ])('refuses %j', async (values, status, code) => {
    const answer = await call('merge', values);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].code).toBe(code);
  });
});

describe('members who may be one person', () => {
  it('are those with one user name on two platforms, or one full name', async () => {
    const here = { ...person(21), username: 'twice_seen' };
    const there = { ...person(22, 'discord'), username: 'Twice_Seen' };
    const named = { ...person(23), displayName: 'Ada of the Hills' };
    const namesake = { ...person(24), displayName: 'ada of the hills' };
    await write(...[here, there, named, namesake].map((actor) => says(actor)));
    const answer = await root.get('/api/communityMerges:suggestions');
    const pairs = answer.body.data.map(({ reason, members }: { reason: string; members: Array<{ name: string }> }) => [
      reason,
      members.map(({ name }) => name).sort(),
    ]);
    expect(pairs).toContainEqual(['username', ['Person 21', 'Person 22']]);
    expect(pairs).toContainEqual(['name', ['Ada of the Hills', 'ada of the hills']]);
  });

  it('are not suggested again once they have been called two people', async () => {
    const [a, b] = await Promise.all([memberOf(person(21)), memberOf(person(22, 'discord'))]);
    await call('dismiss', { a, b });
    const answer = await root.get('/api/communityMerges:suggestions');
    expect(answer.body.data.map(({ reason }: { reason: string }) => reason)).not.toContain('username');
  });
});

describe('bots and the own team', () => {
  it('carry no stage', async () => {
    await write(says(person(31), { day: 5 }));
    await services.ledger.enqueue('labels');
    await services.worker.workOff();
    const id = await memberOf(person(31));
    const stage = async () => (await app.db.getRepository('communityMembers').findOne({ filterByTk: id })).get('stage');
    expect(await stage()).not.toBeNull();
    await app.db.getRepository('communityMembers').update({ filterByTk: id, values: { isTeam: true } });
    await services.ledger.enqueue('labels');
    await services.worker.workOff();
    expect(await stage()).toBeNull();
  });
});
