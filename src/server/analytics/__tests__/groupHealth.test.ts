import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { Agent, TestApp } from '@community-crm/host/testing';
import type { GroupHealthAnswer, GroupHealthRow } from '../../../common/groupHealth';
import type { MemberCardAnswer } from '../../../common/memberCard';
import { startServices } from '../../__tests__/startServices';
import { verify } from '../../cli/verify';
import type { Services } from '../../services';

let app: TestApp;
let root: Agent;
let services: Services;
const ids: Record<string, number> = {};

/** Eight hours ahead of UTC: what happens there after midnight happened the day before in UTC. */
const ZONE = 'Asia/Shanghai';
const at = (moment: string) => Date.parse(`2026-${moment.replace(' ', 'T')}:00+08:00`);
const PERIOD = { from: '2026-03-11', to: '2026-03-20' };

/** What someone does in a group, told by a live update; nobody = no person. */
function activity(group: number, who: string | null, moment: string, key: string, more: Partial<ActivityRecord> = {}) {
  const occurredAt = at(moment);
  return {
    ...emptyActivity({
      source: 'telegram',
      externalKey: key,
      version: activityVersion(occurredAt, 'live'),
      chat: { platform: 'telegram', externalId: String(-group), title: `Group ${group}` },
      actor: who && { platform: 'telegram', externalId: `7${who}`, displayName: who, isBot: who === 'Robot' },
      kind: 'message',
      occurredAt,
    } as ActivityRecord),
    ...more,
  };
}

const reply = (replyToKey: string): Partial<ActivityRecord> => ({ kind: 'reply', isReply: true, replyToKey });
const reaction = (replyToKey: string): Partial<ActivityRecord> => ({ kind: 'reaction', replyToKey });

/** Group 1 is counted by hand below; Dora comes and goes, Bo leaves and comes back. */
const STORY: ActivityRecord[] = [
  activity(1, 'Ada', '02-01 10:00', 'j1', { kind: 'join' }),
  activity(1, 'Bo', '02-01 10:00', 'j2', { kind: 'join' }),
  activity(1, 'Cy', '03-05 10:00', 'j3', { kind: 'join' }),
  activity(1, 'Bo', '03-06 10:00', 'l1', { kind: 'leave' }),
  activity(1, 'Cy', '03-08 10:00', 'p0'),
  // half past midnight is the evening before in UTC
  activity(1, 'Ada', '03-11 00:30', 'p1'),
  activity(1, 'Ada', '03-11 10:00', 'p2'),
  // an answer to oneself is none
  activity(1, 'Ada', '03-11 10:01', 'p3', reply('p2')),
  activity(1, 'Cy', '03-11 10:02', 'p4', reply('p2')),
  activity(1, 'Dora', '03-12 09:00', 'j4', { kind: 'join' }),
  activity(1, 'Ada', '03-12 23:50', 'p5', { payload: { media: { type: 'photo' } } }),
  activity(1, 'Cy', '03-12 23:55', 'r1', reaction('p5')),
  // answered, but on the next day
  activity(1, 'Cy', '03-13 00:05', 'p6', reply('p5')),
  activity(1, 'Bo', '03-13 12:00', 'j5', { kind: 'join' }),
  activity(1, 'Ada', '03-15 10:00', 'p7', { payload: { linkHosts: ['example.org'] } }),
  activity(1, 'Bo', '03-15 10:10', 'p8', reply('p7')),
  activity(1, 'Cy', '03-15 10:20', 'p7b', { ...reaction('p7') }),
  activity(1, 'Bo', '03-15 10:21', 'p7c', { ...reaction('p7') }),
  activity(1, 'Robot', '03-15 11:00', 'p9'),
  activity(1, null, '03-16 10:00', 'p10'),
  activity(1, 'Dora', '03-16 12:00', 'l2', { kind: 'leave' }),
  // half past midnight of the 21st: after the period, though the 20th in UTC
  activity(1, 'Ada', '03-21 00:30', 'p11'),
  // Telegram counts a hundred members of group 2
  activity(2, 'Eve', '03-15 10:00', 'j6', { kind: 'join' }),
  activity(2, 'Ada', '03-14 10:00', 'q1'),
  activity(2, 'Eve', '03-18 10:00', 'q2'),
  activity(2, 'Eve', '03-18 10:00', 'q3', { payload: { media: { type: 'venue' } } }),
];

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
  await services.settings.write({ timeZone: ZONE });
  // backwards: in whatever order it arrives, the same is counted
  for (const one of [...STORY].reverse()) await services.writer.write([one]);
  await services.facts.drain();
  for (const row of await app.db.getRepository('communityMembers').find()) ids[row.displayName] = Number(row.id);
  await app.db.getModel('communityGroups').update({ memberCount: 100 }, { where: { externalId: '-2' } });
});
afterAll(() => app.close());

async function ask(query: object = {}, agent = root): Promise<GroupHealthAnswer> {
  const { body } = await agent
    .get('/api/communityAnalytics:groupHealth')
    .query({ ...PERIOD, ...query })
    .expect(200);
  return body.data;
}

const group = ({ groups }: GroupHealthAnswer, title: string) =>
  groups.find((row) => row.title === title) as GroupHealthRow;

describe('the health of a group', () => {
  test('is what one counts by hand, in the zone of the community', async () => {
    const row = group(await ask(), 'Group 1');
    expect(row.basis).toBe('known');
    expect(row.now).toEqual({
      posts: 8,
      otherPosts: 1,
      speakers: 3,
      interacting: 3,
      joins: 2,
      leaves: 1,
      // Ada, Bo, Cy and Dora were there; Dora is gone at the end
      members: 4,
      membersAtEnd: 3,
      answered: 2,
      postsPerMemberDay: 8 / 4 / 10,
      interactionRate: 3 / 4,
      speakingRate: 3 / 4,
      // two and ten minutes: the second minute is the least within which half of them were answered
      responseMinutes: 2,
      // Dora, of the four who were there on the evening of the 13th
      weeklyLeaveRate: 1 / 4,
      // Bo and Dora, of the two of the 18th of February
      monthlyLeaveRate: 1,
    });
  });

  test('is set against the same number of days before', async () => {
    const answer = await ask();
    expect(answer.previous).toEqual({ from: '2026-03-01', to: '2026-03-10' });
    expect(group(answer, 'Group 1').before).toMatchObject({
      posts: 1,
      speakers: 1,
      joins: 1,
      leaves: 1,
      members: 3,
      // a membership keeps its last stay: Bo, who came back, counts as never gone
      membersAtEnd: 3,
      weeklyLeaveRate: 1 / 2,
      responseMinutes: null,
    });
  });

  test('counts back from what Telegram says where that is known', async () => {
    const answer = await ask();
    const { basis, now, before } = group(answer, 'Group 2');
    expect(basis).toBe('reported');
    expect(now).toMatchObject({ posts: 3, speakers: 2, joins: 1, members: 100, membersAtEnd: 100, speakingRate: 0.02 });
    expect(before).toMatchObject({ posts: 0, members: 99, speakingRate: 0 });
    expect(answer.total.now).toMatchObject({ posts: 11, speakers: 5, members: 104, responseMinutes: 2 });
  });

  test('tells kinds of content and what others answered to each on the same day', async () => {
    const { content } = await ask({ groups: String(group(await ask(), 'Group 1').id) });
    const told = content?.map(({ content: kind, posts, replies, reactions }) => [kind, posts, replies, reactions]);
    expect(told).toEqual([
      ['text', 6, 1, 0],
      ['link', 1, 1, 2],
      ['photo', 1, 0, 1],
    ]);
    expect((await ask()).content?.find(({ content: kind }) => kind === 'location')?.posts).toBe(1);
  });

  test('is drawn day by day or in weeks that begin on Monday', async () => {
    const answer = await ask({ groups: String(group(await ask(), 'Group 1').id) });
    expect(answer.trend.map(({ posts }) => posts)).toEqual([4, 1, 1, 0, 2, 0, 0, 0, 0, 0]);
    expect(answer.trend[0]).toEqual({
      ...{ from: '2026-03-11', to: '2026-03-11', posts: 4, speakers: 2, interacting: 2, joins: 0, leaves: 0 },
      // somewhere in the second minute
      responseMinutes: 1.5,
    });
    const weekly = await ask({ step: 'week' });
    expect(weekly.trend.map(({ from, to, posts, leaves }) => [from, to, posts, leaves])).toEqual([
      ['2026-03-11', '2026-03-15', 9, 0],
      ['2026-03-16', '2026-03-20', 2, 1],
    ]);
  });

  test('agrees with what a recount says', async () => {
    expect(await verify(services)).toEqual([]);
    const before = await ask({ refresh: 'true' });
    await services.facts.touchEverything();
    await services.facts.drain();
    expect({ ...(await ask({ refresh: 'true' })), asOf: 0 }).toEqual({ ...before, asOf: 0 });
  });

  test('follows an answer that is taken back', async () => {
    const taken = activity(1, 'Cy', '03-11 10:02', 'p4', { ...reply('p2'), retracted: true });
    await services.writer.write([{ ...taken, version: taken.version + 2 }]);
    await services.facts.drain();
    expect(await verify(services)).toEqual([]);
    const { now } = group(await ask({ refresh: 'true' }), 'Group 1');
    expect(now).toMatchObject({ posts: 7, answered: 1 });
    expect(now.responseMinutes).toBe(7.5);
    const told = activity(1, 'Cy', '03-11 10:02', 'p4', reply('p2'));
    await services.writer.write([{ ...told, version: told.version + 4 }]);
    await services.facts.drain();
    expect(group(await ask({ refresh: 'true' }), 'Group 1').now).toMatchObject({ posts: 8, answered: 2 });
  });
});

describe('an answer', () => {
  test('is kept until somebody asks for a fresh one or a run is through', async () => {
    const first = await ask();
    expect((await ask()).asOf).toBe(first.asOf);
    const fresh = await ask({ refresh: 'true' });
    expect(fresh.asOf).toBeGreaterThan(first.asOf);
    await services.ledger.enqueue('labels');
    await services.worker.workOff();
    expect((await ask()).asOf).toBeGreaterThan(fresh.asOf);
  });

  test('covers thirty days up to today unless the request says otherwise', async () => {
    const { body } = await root.get('/api/communityAnalytics:groupHealth').expect(200);
    const { period, step, trend } = body.data as GroupHealthAnswer;
    expect(trend).toHaveLength(30);
    expect(step).toBe('day');
    expect(period.days).toBeGreaterThan(29);
    expect(period.days).toBeLessThanOrEqual(30);
  });

  test.each([
    ['from=2026-03-20&to=2026-03-11', 'to'],
    ['from=2999-01-01', 'from'],
    ['from=2020-01-01', 'from'],
    ['from=yesterday', 'from'],
    ['groups=x', 'groups'],
    ['step=hour', 'step'],
    ['refresh=maybe', 'refresh'],
  ])('to a wrong request names what is wrong (%s)', async (query, name) => {
    const response = await root.get(`/api/communityAnalytics:groupHealth?${query}`);
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(name);
  });
});

describe('a role that sees some of it', () => {
  test('gets numbers of its own members alone, and none that come from others', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: { $in: ['Ada', 'Bo', 'Robot'] } }, communityGroups: {} },
    });
    const answer = await ask({}, agent);
    expect(answer).toMatchObject({ partial: true, content: null });
    expect(group(answer, 'Group 1').now).toMatchObject({
      posts: 6,
      otherPosts: null,
      speakers: 2,
      members: 2,
      joins: 1,
      leaves: 0,
      answered: null,
      responseMinutes: null,
    });
    // Telegram's count tells of others
    expect(group(answer, 'Group 2')).toMatchObject({ basis: 'known', now: { members: 1, posts: 1 } });
    expect(answer.trend.every(({ responseMinutes }) => responseMinutes === null)).toBe(true);
  });

  test('gets no group beyond its scope, and no hidden field', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: {}, communityGroups: { externalId: '-1' } },
    });
    const answer = await ask({}, agent);
    expect(answer.groups.map(({ title }) => title)).toEqual(['Group 1']);
    expect(answer.total.now.posts).toBe(8);
    expect(answer.trend.reduce((sum, { joins }) => sum + joins, 0)).toBe(2);
    expect((await ask({ groups: '999' }, agent)).groups).toEqual([]);
  });

  test('is refused where it may not list members or groups', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    await agent.get('/api/communityAnalytics:groupHealth').expect(403);
    await app.anonymous().get('/api/communityAnalytics:groupHealth').expect(401);
  });
});

describe('the card of a member', () => {
  const card = async (name: string, agent = root, more = ''): Promise<MemberCardAnswer> =>
    (await agent.get(`/api/communityAnalytics:memberCard?member=${ids[name]}&weeks=105${more}`).expect(200)).body.data;
  const dayOf = ({ calendar }: MemberCardAnswer, day: string) =>
    calendar?.counts[(Date.parse(day) - Date.parse(calendar.from)) / 86_400_000];

  test('tells signs of life day by day in the zone of the community', async () => {
    const answer = await card('Ada');
    expect(new Date(`${answer.calendar?.from}T00:00:00Z`).getUTCDay()).toBe(1);
    expect(['2026-03-11', '2026-03-12', '2026-03-14', '2026-02-01'].map((day) => dayOf(answer, day))).toEqual([
      3, 1, 1, 0,
    ]);
    // a return is a sign of life, a first join is none
    expect(dayOf(await card('Bo'), '2026-03-13')).toBe(1);
  });

  test('lists groups and stages', async () => {
    const answer = await card('Dora');
    expect(answer.memberships).toMatchObject([
      { group: { title: 'Group 1' }, status: 'left', joinedAt: at('03-12 09:00'), leftAt: at('03-16 12:00') },
    ]);
    const { history } = await card('Ada');
    expect(history?.changes.length).toBeGreaterThan(0);
    expect(history?.changes[0].at).toBeGreaterThanOrEqual(history?.changes.at(-1)?.at as number);
    expect(history?.changes[0].rule?.title).toBeTruthy();
  });

  test('leaves out groups beyond the scope, and what was done there', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: {}, communityGroups: { externalId: '-2' } },
    });
    const answer = await card('Ada', agent);
    expect(answer.partial).toBe(true);
    expect(answer.memberships.map(({ group: { title } }) => title)).toEqual(['Group 2']);
    expect(answer.calendar?.counts.reduce((sum, n) => sum + n, 0)).toBe(1);
    // what led to a stage was counted over all groups
    expect(answer.history?.changes.length).toBeGreaterThan(0);
    expect(answer.history?.changes.flatMap(({ evidence }) => evidence)).toEqual([]);
    expect((await card('Ada')).history?.changes.flatMap(({ evidence }) => evidence)).not.toEqual([]);
  });

  test('is as if it were not there for who may not see the member', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: 'Bo' }, communityGroups: {} },
    });
    await agent.get(`/api/communityAnalytics:memberCard?member=${ids.Ada}`).expect(404);
    await root.get('/api/communityAnalytics:memberCard?member=0').expect(404);
    await root.get('/api/communityAnalytics:memberCard').expect(400);
    await root.get(`/api/communityAnalytics:memberCard?member=${ids.Ada}&weeks=1000`).expect(400);
  });
});
