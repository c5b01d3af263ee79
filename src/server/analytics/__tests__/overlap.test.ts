import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../../common/names';
import type {
  ColdGroupsAnswer,
  FlowAnswer,
  InvitableAnswer,
  MergeHint,
  OverlapAnswer,
  SplitHint,
} from '../../../common/overlap';
import type { PluginTelegramCommunity } from '../../plugin';
import { fill } from './tables';

let app: TestApp;
let root: Agent;

const DAY = 86_400_000;
const [TEA, TRADE, BEGINNERS, CHESS, CLUB, PROBLEMS, SQUARE, ALONE] = [1, 2, 3, 4, 5, 6, 7, 8];
const TITLES = ['Tea', 'Tea trade', 'Tea beginners', 'Chess', 'Chess club', 'Chess problems', 'Town square', 'Alone'];
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Two circles that meet only on the town square. Members 1–12 drink tea, 21–32 play chess. */
const MEMBERS: Record<number, number[]> = {
  [TEA]: range(1, 12),
  [TRADE]: range(1, 10),
  [BEGINNERS]: [1, 2, 3, 4, 9, 41],
  [CHESS]: range(21, 32),
  [CLUB]: range(21, 28),
  [PROBLEMS]: range(29, 32),
  [SQUARE]: [...range(1, 12), ...range(21, 32), 40],
  [ALONE]: [50],
};
const PEOPLE = [...new Set(Object.values(MEMBERS).flat())];
const nameOf = (member: number) =>
  member <= 12 ? `Tea ${member}` : member <= 32 ? `Chess ${member}` : `Other ${member}`;

/** Scores of those who were active lately, by `member group`. */
const ACTIVE: Record<string, number> = {
  [`5 ${TEA}`]: 50,
  [`5 ${TRADE}`]: 80,
  [`6 ${TEA}`]: 50,
  [`21 ${SQUARE}`]: 90,
  [`7 ${SQUARE}`]: 10,
  // a bot, one who was in the group and left it, and one who is in it
  [`8 ${TEA}`]: 99,
  [`9 ${TEA}`]: 99,
  [`1 ${TEA}`]: 99,
};

const today = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`).getTime();
const at = (daysAgo: number, seconds = 0) => today - daysAgo * DAY + seconds * 1000;
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

interface Said {
  member: number;
  group: number;
  ms: number;
  source?: string;
  payload?: object;
}

const ORIGINAL = at(6);
const TWICE = at(5);
const SAID: Said[] = [
  { member: 1, group: TRADE, ms: ORIGINAL },
  { member: 2, group: BEGINNERS, ms: at(7), payload: { fingerprint: 'abc' } },
  { member: 4, group: TEA, ms: TWICE },
  { member: 4, group: TRADE, ms: TWICE },
  // forwards
  { member: 21, group: CHESS, ms: at(4), source: 'chat:-1', payload: { forward: { type: 'chat' } } },
  { member: 22, group: CLUB, ms: at(4), source: 'user:1001', payload: { forward: { date: ORIGINAL } } },
  { member: 21, group: CHESS, ms: at(3), source: 'name:Tea 2', payload: { fingerprint: 'abc' } },
  { member: 3, group: TEA, ms: at(3), source: 'name:Chess', payload: {} },
  { member: 3, group: TEA, ms: at(3, 1), source: 'chat:-999', payload: {} },
  { member: 3, group: TEA, ms: at(3, 2), source: 'name:Nobody', payload: { fingerprint: 'abc' } },
  { member: 3, group: TRADE, ms: at(3, 3), source: 'user:1001', payload: { forward: { date: ORIGINAL } } },
  { member: 5, group: CHESS, ms: at(2), source: 'user:1004', payload: { forward: { date: TWICE } } },
  { member: 5, group: CHESS, ms: at(60), source: 'chat:-1', payload: {} },
];

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  await (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services.settings.write({ timeZone: 'UTC' });
  await fill(
    app,
    'communityGroups',
    TITLES.map((title, i) => ({ id: i + 1, platform: 'telegram', externalId: `-${i + 1}`, title })),
  );
  await fill(
    app,
    'communityMembers',
    PEOPLE.map((id) => ({
      id,
      displayName: nameOf(id),
      isBot: id === 8,
      isTeam: false,
      engagementScore: id,
      reachability: id === 6 ? 'reachable' : 'unknown',
    })),
  );
  await fill(
    app,
    'communityIdentities',
    PEOPLE.map((id) => ({
      platform: 'telegram',
      externalId: String(1000 + id),
      displayName: nameOf(id),
      memberId: id,
    })),
  );
  await fill(
    app,
    'communityMemberships',
    Object.entries(MEMBERS).flatMap(([group, members]) =>
      members.map((memberId) => ({
        groupId: Number(group),
        memberId,
        status:
          (memberId === 9 && Number(group) === BEGINNERS) || (memberId === 12 && Number(group) === TEA)
            ? 'left'
            : 'member',
        score: ACTIVE[`${memberId} ${group}`] ?? 0,
        lastActiveAt: `${memberId} ${group}` in ACTIVE ? new Date(at(2)) : new Date(at(40)),
      })),
    ),
  );
  await fill(
    app,
    'communityActivities',
    SAID.map(({ member, group, ms, source, payload }, i) => ({
      source: 'telegram',
      externalKey: `m:${i}`,
      kind: source ? 'forward' : 'message',
      memberId: member,
      groupId: group,
      occurredAt: new Date(ms),
      day: day(ms),
      hour: 12,
      isReply: false,
      isForward: source !== undefined,
      forwardSource: source ?? null,
      textLength: 10,
      payload: payload ?? {},
    })),
  );
  const hours = (groupId: number, memberId: number, daysAgo: number, count: number) =>
    range(1, count).map((hour) => ({ groupId, memberId, day: day(at(daysAgo)), hour, utterances: 7 }));
  await fill(app, 'communityHourlyFacts', [
    // tea: once an active hour a member and month, of late two in all
    ...[40, 70, 100].flatMap((ago) => hours(TEA, 1, ago, 12)),
    ...hours(TEA, 2, 1, 2),
    ...hours(TRADE, 2, 1, 20),
    ...hours(BEGINNERS, 3, 1, 6),
    // what no person said
    ...hours(TEA, 0, 1, 20),
  ]);
});
afterAll(() => app.close());

async function ask<T>(agent: Agent, action: string, query: object = {}): Promise<T> {
  const response = await agent.get(`/api/communityAnalytics:${action}`).query(query);
  expect([response.status, response.body.errors]).toEqual([200, undefined]);
  return response.body.data as T;
}
const SMALL = { minShared: 1, splitMembers: 20 };
const overlap = (agent: Agent, query: object = {}) => ask<OverlapAnswer>(agent, 'overlap', { ...SMALL, ...query });
const between = ({ pairs }: OverlapAnswer, a: number, b: number) => pairs.find((one) => one.a === a && one.b === b);

const teaDrinkers = () =>
  app.createScopedRole({
    view: {
      communityMembers: { displayName: { $includes: 'Tea' } },
      communityGroups: { title: { $notIn: ['Town square', 'Tea trade'] } },
    },
  });

describe('overlap', () => {
  test('counts shared members, and puts them in relation to all and to the smaller group', async () => {
    const answer = await overlap(root);
    expect(answer.groups.map(({ id, members }) => [id, members])).toEqual([
      [SQUARE, 25],
      [TEA, 12],
      [CHESS, 12],
      [TRADE, 10],
      [CLUB, 8],
      [BEGINNERS, 6],
      [PROBLEMS, 4],
      [ALONE, 1],
    ]);
    expect(between(answer, TEA, TRADE)).toEqual({ a: TEA, b: TRADE, shared: 10, jaccard: 10 / 12, coefficient: 1 });
    expect(between(answer, TEA, BEGINNERS)).toMatchObject({ shared: 5, jaccard: 5 / 13, coefficient: 5 / 6 });
    expect(between(answer, TEA, CHESS)).toBeUndefined();
    expect(answer.pairs).toHaveLength(11);
  });

  test('leaves those out who are known to have left, on request', async () => {
    const answer = await overlap(root, { members: 'present' });
    expect(answer.groups.find(({ id }) => id === TEA)?.members).toBe(11);
    expect(between(answer, TEA, TRADE)?.jaccard).toBe(10 / 11);
    expect(between(answer, TEA, BEGINNERS)?.shared).toBe(4);
  });

  test('of chosen groups only', async () => {
    const answer = await overlap(root, { groups: `${TEA},${BEGINNERS}` });
    expect(answer.groups.map(({ id }) => id)).toEqual([TEA, BEGINNERS]);
    expect(answer.pairs).toHaveLength(1);
  });

  test('groups form communities', async () => {
    const { communities, groups, modularity } = await overlap(root);
    const of = (id: number) => groups.find((group) => group.id === id)?.community;
    expect([of(TRADE), of(BEGINNERS)]).toEqual([of(TEA), of(TEA)]);
    expect([of(CLUB), of(PROBLEMS)]).toEqual([of(CHESS), of(CHESS)]);
    expect(of(TEA)).not.toBe(of(CHESS));
    expect(of(ALONE)).toBeNull();
    expect(communities).toHaveLength(2);
    expect(modularity).toBeCloseTo(0.27, 2);
  });

  test('hints come with the numbers behind them', async () => {
    const { hints, hintCounts, thresholds } = await overlap(root);
    const merges = hints.filter((hint): hint is MergeHint => hint.kind === 'merge');
    expect(merges.map(({ a, b, because }) => [a, b, because])).toEqual([
      [TEA, TRADE, 'jaccard'],
      [CHESS, CLUB, 'jaccard'],
      [TRADE, BEGINNERS, 'coefficient'],
      [TEA, BEGINNERS, 'coefficient'],
    ]);
    const splits = hints.filter((hint): hint is SplitHint => hint.kind === 'split');
    expect(splits).toMatchObject([{ group: SQUARE, members: 25, contact: 0 }]);
    expect(splits[0].parts.map(({ members, share }) => [members, share])).toEqual([
      [12, 12 / 25],
      [12, 12 / 25],
    ]);
    expect(hintCounts).toEqual({ merge: 4, interlink: 7, split: 1 });
    expect(thresholds).toMatchObject({ interlinkCoefficient: 0.3, ...SMALL });
  });

  test('thresholds of the request count', async () => {
    const { hintCounts } = await overlap(root, {
      mergeJaccard: 0.7,
      mergeCoefficient: 1,
      mergeSize: 0.9,
      interlinkCoefficient: 1,
      splitShare: 0.49,
    });
    // of (tea, trade) and (chess, club) the second is now an interlink, as are those with all of a smaller group inside
    expect(hintCounts).toEqual({ merge: 1, interlink: 7, split: 0 });
  });

  test('a role learns nothing of members and groups that it may not see', async () => {
    const { agent } = await teaDrinkers();
    const answer = await overlap(agent);
    expect(answer.groups.map(({ id, members }) => [id, members])).toEqual([
      [TEA, 12],
      [BEGINNERS, 5],
    ]);
    expect(answer.pairs).toEqual([{ a: TEA, b: BEGINNERS, shared: 5, jaccard: 5 / 12, coefficient: 1 }]);
    expect(answer.communities).toEqual([{ groups: [TEA, BEGINNERS] }]);
    expect(answer.hints.every((hint) => hint.kind !== 'split')).toBe(true);
    const asked = await overlap(agent, { groups: `${TRADE},${SQUARE}` });
    expect(asked).toMatchObject({ groups: [], pairs: [], communities: [], modularity: null });
  });
});

describe('flow', () => {
  const flow = (agent: Agent, query: object = {}) => ask<FlowAnswer>(agent, 'flow', query);
  const links = ({ links: list }: FlowAnswer) =>
    list.map(({ from, to, forwards, people }) => [from, to, forwards, people]);

  test('traces forwards by chat, author and second, copy of a text, and title; the rest is told beside', async () => {
    const answer = await flow(root);
    expect(answer).toMatchObject({
      forwards: 8,
      examined: 8,
      traced: 5,
      tracedBy: { chat: 1, author: 2, copy: 1, title: 1 },
      within: 1,
      outside: 1,
    });
    expect(links(answer)).toEqual([
      [TEA, CHESS, 1, 1],
      [TRADE, CLUB, 1, 1],
      [BEGINNERS, CHESS, 1, 1],
      [CHESS, TEA, 1, 1],
    ]);
    expect(answer.groups).toContainEqual({ id: TRADE, title: 'Tea trade' });
  });

  test('of a longer period, and between chosen groups', async () => {
    expect(links(await flow(root, { from: day(at(90)) }))[0]).toEqual([TEA, CHESS, 2, 2]);
    const chosen = await flow(root, { groups: `${TEA},${CHESS}` });
    expect(chosen).toMatchObject({ forwards: 6, traced: 2 });
    expect(links(chosen)).toEqual([
      [TEA, CHESS, 1, 1],
      [CHESS, TEA, 1, 1],
    ]);
  });

  test('of a role’s members, into and from the groups that it may see', async () => {
    const tea = await flow((await teaDrinkers()).agent);
    expect(tea).toMatchObject({ forwards: 4, outside: 1 });
    // whose message it is, is known from the group alone that the role sees
    expect(links(tea)).toEqual([
      [TEA, CHESS, 1, 1],
      [CHESS, TEA, 1, 1],
    ]);
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: { $includes: 'Chess' } }, communityGroups: {} },
    });
    // the authors are none of the role's members, so what they wrote leads nowhere
    expect(await flow(agent)).toMatchObject({ forwards: 3, traced: 1, tracedBy: { chat: 1, author: 0, copy: 0 } });
  });
});

describe('cold groups', () => {
  const cold = (agent: Agent, query: object = {}) =>
    ask<ColdGroupsAnswer>(agent, 'coldGroups', { minShared: 1, ...query });

  test('are quieter than they were, or than the groups that share their members', async () => {
    const answer = await cold(root);
    const tea = answer.cold.find(({ id }) => id === TEA);
    // two active hours of twelve members, after twelve of them each month; related: trade 2, square 0, beginners 1
    expect(tea).toMatchObject({ title: 'Tea', members: 12, before: 1, related: 1, reasons: ['past', 'related'] });
    expect(tea?.recent).toBeCloseTo(1 / 6, 9);
    expect(tea?.relatedGroups).toEqual([TRADE, SQUARE, BEGINNERS]);
    expect(answer.cold.map(({ id }) => id)).not.toContain(TRADE);
    expect((await cold(root, { coldPast: 0.1, coldRelated: 0.1 })).cold.map(({ id }) => id)).not.toContain(TEA);
  });

  test('members that a role may not see are neither active nor members', async () => {
    const { agent } = await teaDrinkers();
    const answer = await cold(agent);
    expect(answer.cold.map(({ id, relatedGroups }) => [id, relatedGroups])).toEqual([[TEA, [BEGINNERS]]]);
    expect(JSON.stringify(answer)).not.toContain('Town square');
  });

  const invitable = (agent: Agent, query: object = {}) =>
    ask<InvitableAnswer>(agent, 'invitable', { group: BEGINNERS, minShared: 1, ...query });

  test('could invite who is active in related groups and never was in them, most active in the closest first', async () => {
    const answer = await invitable(root);
    expect(answer.group).toEqual({ id: BEGINNERS, title: 'Tea beginners' });
    expect(answer.related.map(({ id, shared, jaccard }) => [id, shared, jaccard])).toEqual([
      [TRADE, 5, 5 / 11],
      [TEA, 5, 5 / 13],
      [SQUARE, 5, 5 / 26],
    ]);
    expect(answer.members.map(({ id }) => id)).toEqual([5, 6, 21, 7]);
    expect(answer.members[0]).toMatchObject({
      name: 'Tea 5',
      engagementScore: 5,
      reachability: 'unknown',
      lastActiveAt: null,
      groups: [
        { id: TRADE, score: 80 },
        { id: TEA, score: 50 },
      ],
    });
    expect(answer.members[0].affinity).toBeCloseTo((80 * 5) / 11 + (50 * 5) / 13, 6);
  });

  test('a page at a time; only whom the bot may write to, on request', async () => {
    expect(await invitable(root, { page: 2, pageSize: 3 })).toMatchObject({ total: 4, members: [{ id: 7 }] });
    expect((await invitable(root, { reachable: 'only' })).members.map(({ id }) => id)).toEqual([6]);
  });

  test('only the role’s members, by the role’s groups', async () => {
    const { agent } = await teaDrinkers();
    const answer = await invitable(agent);
    expect(answer.related.map(({ id }) => id)).toEqual([TEA]);
    expect(answer.members.map(({ id }) => id)).toEqual([5, 6]);
    expect(answer.members[0].groups).toEqual([{ id: TEA, score: 50 }]);
    await agent.get('/api/communityAnalytics:invitable').query({ group: SQUARE }).expect(404);
  });
});

test('hidden titles and fields are not told', async () => {
  const { agent } = await app.createScopedRole({ view: { communityMembers: {} }, fields: { communityGroups: ['id'] } });
  const texts = await Promise.all([
    ask(agent, 'overlap', SMALL),
    ask(agent, 'flow'),
    ask(agent, 'coldGroups', { minShared: 1 }),
    ask(agent, 'invitable', { group: BEGINNERS, minShared: 1 }),
  ]);
  expect(JSON.stringify(texts)).not.toMatch(/Town square|Tea trade/);
  expect((await overlap(agent)).groups).toHaveLength(8);
});

test('whom a group could invite comes without scores that the role may not read', async () => {
  const { agent } = await app.createScopedRole({
    view: { communityGroups: {} },
    fields: { communityMembers: ['id', 'displayName'] },
  });
  const { members } = await ask<InvitableAnswer>(agent, 'invitable', { group: BEGINNERS, minShared: 1 });
  expect(members.length).toBeGreaterThan(0);
  for (const member of members) {
    expect(member).toMatchObject({ affinity: null, engagementScore: null, stage: null, lastActiveAt: null });
    expect(member.groups.every(({ score }) => score === null)).toBe(true);
  }
});

test('who may list neither members nor groups is refused', async () => {
  const { agent } = await app.createScopedRole({ view: { communityGroups: {} } });
  for (const action of ['overlap', 'flow', 'coldGroups', `invitable?group=${TEA}`])
    await agent.get(`/api/communityAnalytics:${action}`).expect(403);
});

test.each([
  ['overlap?members=all', 'members'],
  ['overlap?mergeJaccard=1.5', 'mergeJaccard'],
  ['overlap?minShared=0', 'minShared'],
  ['overlap?groups=1,x', 'groups'],
  ['flow?from=yesterday', 'from'],
  ['flow?from=2026-02-02&to=2026-02-01', 'from'],
  ['flow?from=2016-02-02&to=2026-02-01', 'from'],
  ['coldGroups?coldPast=-1', 'coldPast'],
  ['invitable', 'group'],
  ['invitable?group=1&pageSize=5000', 'pageSize'],
  ['invitable?group=1&reachable=perhaps', 'reachable'],
])('%s is refused by name', async (query, name) => {
  const response = await root.get(`/api/communityAnalytics:${query}`);
  expect(response.status).toBe(400);
  expect(response.body.errors[0].message).toContain(name);
});
