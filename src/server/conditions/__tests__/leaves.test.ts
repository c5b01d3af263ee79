import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { TestApp } from '@community-crm/host/testing';
import type { Filter, Model } from '@nocobase/database';
import type { Condition, Subject } from '../../../common/conditions';
import { startServices } from '../../__tests__/startServices';
import { SHIPPED_TAGS } from '../../../common/personas';
import { readKinds } from '../../configuration';
import { allSubjects, MetricFrame, type FrameOptions, type LabelSources } from '../../metrics';
import type { Services } from '../../services';
import { compileCondition, parseCondition, readConditionContext, type ConditionContext } from '..';

const HOUR = 3_600_000;
/** A Tuesday; a year before the tests were written, so that "today" is never the host's. */
const NOW = Date.parse('2025-03-11T12:00:00Z');
const ODD = `O'Neil "the \\ 100%" {communityMembers} $f0 'x`;

let app: TestApp;
let services: Services;
let context: ConditionContext;

const say = (
  by: string,
  group: string | null,
  hoursAgo: number,
  id: number,
  over: Partial<ActivityRecord> = {},
): ActivityRecord => ({
  ...emptyActivity({
    source: 'test',
    externalKey: `a:${id}`,
    version: activityVersion(NOW - hoursAgo * HOUR, 'live'),
    chat: group === null ? null : { platform: 'test', externalId: group, title: `Group ${group}` },
    actor: { platform: 'test', externalId: by, displayName: by },
    kind: over.kind ?? 'message',
    occurredAt: NOW - hoursAgo * HOUR,
  }),
  textLength: 4,
  ...over,
});

beforeAll(async () => {
  ({ app, services } = await startServices());
  await services.live.intake.stop();
  await services.settings.write({ timeZone: '+08:00' });
  await services.writer.write([
    say('Ann', 'one', 3, 1),
    say('Ann', 'one', 2, 2),
    say('Ann', 'two', 30, 3),
    say(ODD, 'two', 5, 4),
    say('Bo', 'one', 24 * 20, 5),
    say('Bo', null, 24 * 2, 6, { kind: 'purchase', amount: 70 }),
    say('50_50', 'two', 24 * 40, 7),
  ]);
  await services.facts.drain();
  const tags = app.db.getRepository('communityTags');
  const made: number[] = [];
  for (const key of ['vip', 'speaker', 'quiet'])
    made.push(Number((await tags.create({ values: { key, title: key } })).get('id')));
  const [vip, speaker] = made;
  const members = app.db.getRepository('communityMembers');
  await members.update({ filter: { displayName: 'Ann' }, values: { tags: [vip, speaker], languageCode: 'en' } });
  await members.update({ filter: { displayName: ODD }, values: { tags: [speaker], languageCode: '' } });
  context = await readConditionContext(services.store);
});
afterAll(() => app.close());

async function frameOptions(subject: Subject = 'member', more: Partial<FrameOptions> = {}): Promise<FrameOptions> {
  const { store, settings } = services;
  const subjects = allSubjects(store, subject);
  return { store, zone: await settings.zone(), kinds: await readKinds(store), asOf: NOW, subject, subjects, ...more };
}

/** Rows of a frame with the verdict on one condition, and what is told as evidence. */
async function judged(input: unknown, subject: Subject = 'member', more: Partial<FrameOptions> = {}, known = context) {
  const condition: Condition = parseCondition(input, {
    ...known,
    subject,
    fields: (await readConditionContext(services.store, subject)).fields,
  });
  const frame = new MetricFrame(await frameOptions(subject, more));
  const { sql, evidence } = compileCondition(condition, frame, 'enter');
  const values = frame.columnNames.map((name) => `, x."${name}"`).join('');
  const rows = await services.store.select(
    `WITH x AS ${services.store.sql.materialized} (${frame.select()})
     SELECT x."id", x."stage"${values}, CASE WHEN ${sql} THEN 1 ELSE 0 END AS "holds" FROM x ORDER BY x."id"`,
    { bind: frame.bind },
  );
  return rows.map((row) => ({ id: Number(row.id), holds: Number(row.holds) === 1, evidence: evidence(row) }));
}

const ids = async (...args: Parameters<typeof judged>): Promise<number[]> =>
  (await judged(...args)).filter(({ holds }) => holds).map(({ id }) => id);

async function named(...args: Parameters<typeof judged>): Promise<string[]> {
  const rows: Model[] = await app.db
    .getRepository('communityMembers')
    .find({ filter: { id: await ids(...args) }, sort: ['id'] });
  return rows.map((row) => String(row.get('displayName')));
}

describe("the host's own filters", () => {
  const FILTERS: Record<string, unknown>[] = [
    { displayName: ODD },
    { displayName: { $eq: ODD } },
    { displayName: { $ne: ODD } },
    { displayName: { $includes: `'x` } },
    { displayName: { $includes: '{communityMembers} $f0' } },
    { displayName: { $includes: '50_' } },
    { displayName: { $startsWith: 'An' } },
    { displayName: { $notEndWith: 'o' } },
    { displayName: { $in: ['Ann', ODD, `x') OR 1=1 --`] } },
    { languageCode: { $empty: true } },
    { languageCode: { $notEmpty: true } },
    { isBot: { $isFalsy: true } },
    { engagementScore: { $gte: 0 } },
    { id: { $gt: 1 } },
    { lastActiveAt: { $dateAfter: '2025-03-01' } },
    { lastActiveAt: { $dateBetween: ['2025-02-01', '2025-03-10'] } },
    { 'memberships.group.title': { $eq: 'Group two' } },
    { memberships: { group: { title: { $includes: 'one' } } } },
    { memberships: { posts: { $gte: 2 } } },
    { 'tags.key': { $in: ['vip', 'quiet'] } },
    { 'tags.$notExists': true },
    { 'memberships.$exists': true },
    { 'owner.nickname': { $eq: 'Super Admin' } },
    { $or: [{ displayName: 'Bo' }, { $and: [{ 'tags.key': 'speaker' }, { languageCode: 'en' }] }] },
  ];
  test.each(FILTERS.map((filter) => [JSON.stringify(filter), filter]))(
    '%s finds whom the host finds',
    async (_text, filter) => {
      const rows: Model[] = await app.db
        .getRepository('communityMembers')
        .find({ filter: structuredClone(filter) as Filter });
      const expected = [...new Set(rows.map((row) => Number(row.get('id'))))].sort((a, b) => a - b);
      expect(await ids({ filter })).toEqual(expected);
    },
  );

  test('who has none of something, wherever in the filter that is asked', async () => {
    const none = ['Bo', '50_50'];
    expect(await named({ filter: { tags: { $notExists: true } } })).toEqual(none);
    expect(await named({ filter: { $and: [{ 'tags.$notExists': true }] } })).toEqual(none);
    expect(await named({ filter: { $or: [{ tags: { $exists: true } }] } })).toEqual(['Ann', ODD]);
  });

  test('relative dates are those of the community and of the instant asked for', async () => {
    const active = (type: object) => named({ filter: { lastActiveAt: { $dateOn: type } } });
    expect(await active({ type: 'today' })).toEqual(['Ann', ODD]);
    expect(await active({ type: 'yesterday' })).toEqual([]);
    expect(await active({ type: 'past', number: 3, unit: 'day' })).toEqual(['Bo']);
    expect(await active({ type: 'lastMonth' })).toEqual([]);
    expect(await active({ type: 'thisYear' })).toEqual(['Ann', ODD, 'Bo', '50_50']);
  });

  test('memberships and groups have filters of their own', async () => {
    expect(await ids({ filter: { 'member.displayName': 'Ann' } }, 'membership')).toHaveLength(2);
    expect(await ids({ filter: { title: { $includes: 'two' } } }, 'group')).toHaveLength(1);
  });
});

describe('labels', () => {
  test('tags: any of them, and the evidence names those that are carried', async () => {
    expect(await named({ tag: ['vip', 'speaker'] })).toEqual(['Ann', ODD]);
    expect(await named({ not: { tag: ['speaker'] } })).toEqual(['Bo', '50_50']);
    const [ann] = await judged({ tag: ['quiet', 'speaker', 'vip'] });
    expect(ann.evidence).toEqual([
      {
        path: 'enter',
        left: 'tag',
        op: 'in',
        value: ['speaker', 'vip'],
        threshold: ['quiet', 'speaker', 'vip'],
        met: true,
      },
    ]);
  });

  test('a membership has the labels of its member', async () => {
    expect(await ids({ tag: ['vip'] }, 'membership')).toHaveLength(2);
  });

  test('segments and interests are found where the frame is told', async () => {
    const labels: LabelSources = {
      segment: `SELECT m."id" AS "memberId", 'talkers' AS "key" FROM {communityMembers} AS m WHERE m."displayName" = 'Ann'`,
    };
    const known: ConditionContext = {
      ...context,
      labels: { ...context.labels, segment: ['talkers'], interest: ['music'] },
    };
    expect(await named({ segment: 'talkers' }, 'member', { labels }, known)).toEqual(['Ann']);
    expect(await named({ segment: 'talkers' }, 'member', {}, known)).toEqual([]);
    expect(await named({ interest: ['music'] }, 'member', { labels }, known)).toEqual([]);
  });
});

describe('subjects', () => {
  const said = (least: number) => ({ left: { metric: 'messages' }, op: '>=', right: least });

  test('a number is that of the member, of the membership or of the group', async () => {
    expect(await named(said(2))).toEqual(['Ann']);
    expect(await ids(said(2), 'membership')).toHaveLength(1);
    const groups = await judged(said(3), 'group');
    expect(groups.filter(({ holds }) => holds).map(({ evidence }) => evidence[0].value)).toEqual([3, 3]);
  });

  test.each(['member', 'membership', 'group'] as const)('every metric of a %s can be asked for', async (subject) => {
    const { METRICS } = await import('../../metrics');
    const usable = [...METRICS.values()].filter(({ key, subjects }) => subjects.includes(subject) && key !== 'pAlive');
    const any = usable.map(({ key }) => ({ left: { metric: key }, op: '>=', right: 1 }));
    expect((await judged({ any }, subject)).length).toBeGreaterThan(0);
  });

  test('a mean is taken over everybody in scope, whoever is looked at', async () => {
    const above = { left: { metric: 'messages' }, op: '>', right: { mean: { metric: 'messages' } } };
    expect(await named(above)).toEqual(['Ann']);
    const all = allSubjects(services.store, 'member');
    const [only] = await judged(above, 'member', {
      subjects: `${all} AND m."displayName" = 'Bo'`,
      only: `SELECT o."id" FROM {communityMembers} AS o WHERE o."displayName" = 'Bo'`,
      population: all,
    });
    expect(only.evidence[0]).toMatchObject({ value: 1, threshold: 1.5, met: false });
  });
});

test('hours: enough of what was said, by the clock of the community', async () => {
  // 17:00 and 18:00 there, and 14:00 on the day before
  const late = (share: number, weekdays?: number[]) => ({
    hours: { from: 17, to: 19, ...(weekdays ? { weekdays } : {}) },
    share,
    window: { days: 7 },
  });
  expect(await named(late(0.66))).toEqual(['Ann']);
  expect(await named(late(0.67))).toEqual([]);
  expect(await named(late(0.5, [2]))).toEqual(['Ann']);
  expect(await named(late(0.5, [1, 3]))).toEqual([]);
});

test('the catalogue tells what conditions may be made of, in the language of whoever asks', async () => {
  const root = await app.asRoot();
  const english = (await root.get('/api/communityLifecycle:catalogue').expect(200)).body.data;
  expect(english.metrics.find(({ key }: { key: string }) => key === 'streakWeeks')).toEqual({
    key: 'streakWeeks',
    title: 'Weeks in a row',
    unit: 'weeks',
    subjects: ['member', 'membership', 'group'],
    restrictable: { window: false, groups: true, kinds: true },
  });
  expect(english.metrics.find(({ key }: { key: string }) => key === 'confirmedReads').proxy).toMatch(/lower bound/);
  const tags = [...SHIPPED_TAGS.map(({ to }) => to), 'quiet', 'speaker', 'vip'].sort();
  expect(english.tags.map(({ key }: { key: string }) => key).sort()).toEqual(tags);
  expect(english.stages[0]).toMatchObject({ key: 'new' });
  expect(english.groups.map(({ title }: { title: string }) => title).sort()).toEqual(['Group one', 'Group two']);
  const chinese = (await root.get('/api/communityLifecycle:catalogue').set('X-Locale', 'zh-CN').expect(200)).body.data;
  expect(chinese.metrics.find(({ key }: { key: string }) => key === 'streakWeeks').title).toBe('连续活跃周数');
  expect(english.kinds).toContainEqual({ key: 'message', title: 'Message' });
  expect(chinese.kinds).toContainEqual({ key: 'message', title: '消息' });
  expect(chinese.stages[0]).toMatchObject({ key: 'new', title: '新用户' });
  // who sees members may read the sentences of conditions about them, and sees no more groups for it
  const watching = await app.createScopedRole({ view: { communityMembers: {} } });
  expect((await watching.agent.get('/api/communityLifecycle:catalogue').expect(200)).body.data.groups).toEqual([]);
  const nobody = await app.createScopedRole({ view: {} });
  await nobody.agent.get('/api/communityLifecycle:catalogue').expect(403);
});
