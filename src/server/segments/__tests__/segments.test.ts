import type { Context } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import { createTestApp, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import type { Condition } from '../../../common/conditions';
import { PACKAGE_NAME } from '../../../common/names';
import type { RfmGrid } from '../../../common/rfm';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import type { SegmentComparison, SegmentHistory, SegmentInfo, SegmentPreview } from '../../../common/segments';
import type { LabelsExplanation } from '../../../common/tags';
import chinese from '../../../locale/zh-CN.json';
import { DAY, did, memberOf, servicesOf, talked } from '../../lifecycle/__tests__/stories';
import type { Services } from '../../services';

let app: TestApp;
let services: Services;
let root: Agent;
const now = Date.now();

const PATIENCE = 240_000;

const finished = async (id: number): Promise<Model> =>
  waitFor(async () => {
    const row: Model = await app.db.getRepository('communityRuns').findOne({ filterByTk: id });
    return row.get('finishedAt') ? row : null;
  }, PATIENCE);

async function runLabels(params: Record<string, unknown> = {}): Promise<Model> {
  const id = await services.ledger.enqueue('labels', params);
  services.worker.wake();
  return finished(id);
}

const days = (op: '<' | '>=', right: number): Condition => ({ left: { metric: 'daysSinceLast' }, op, right });
const SILENT = days('>=', 7);
const BUSY: Condition = { left: { metric: 'messages', window: { days: 30 } }, op: '>=', right: 24 };
const bought = (person: string, daysAgo: number, amount: number) =>
  did(person, now - daysAgo * DAY - 7_200_000, 'purchase', { chat: null, amount, currency: 'CNY' });

beforeAll(async () => {
  app = await createTestApp();
  services = servicesOf(app);
  root = await app.asRoot();
  await services.writer.write([
    ...talked('Ann', now, 60, 0),
    ...talked('Ben', now, 60, 0, 3),
    ...talked('Cem', now, 60, 9),
    ...talked('Dan', now, 60, 40),
    ...talked('Eve', now, 20, 0),
    ...talked('Fay', now, 60, 12),
    did('Gus', now - 2 * DAY, 'join'),
    bought('Ann', 5, 300),
    bought('Dan', 45, 50),
  ]);
  const busy = { key: 'busy', title: 'Busy', mode: 'dynamic', condition: BUSY };
  await app.db.getRepository('communitySegments').create({ values: busy });
  expect((await runLabels({ past: 2 })).get('error')).toBeNull();
}, 400_000);
afterAll(() => app.close());
jest.setTimeout(300_000);

const post = async <T>(action: string, body: object, agent: Agent = root, status = 200): Promise<T> => {
  const answer = await agent.post(`/api/${action}`).send(body);
  expect([action, answer.body.errors, answer.status]).toEqual([action, answer.body.errors, status]);
  return (answer.body.data ?? answer.body) as T;
};
const get = async <T>(url: string, agent: Agent = root): Promise<T> => {
  const answer = await agent.get(`/api/${url}`);
  expect([url, answer.body.errors, answer.status]).toEqual([url, undefined, 200]);
  return answer.body.data as T;
};

/** Makes a segment and waits for its members. */
async function made(values: object): Promise<{ id: number; key: string }> {
  const segment = await post<{ id: number; key: string }>('communitySegments:create', values);
  await refreshed(segment.key);
  return segment;
}

async function refreshed(key: string): Promise<void> {
  const { id } = await post<{ id: number }>('communitySegmentRuns:refresh', { segment: key });
  expect((await finished(id)).get('error')).toBeNull();
}

async function names(key: string): Promise<string[]> {
  const rows = await services.store.select(
    `SELECT m."displayName" AS "name" FROM {communitySegmentMembers} AS k JOIN {communitySegments} AS s ON s."id" = k."segmentId"
     JOIN {communityMembers} AS m ON m."id" = k."memberId" WHERE s."key" = $key ORDER BY m."displayName"`,
    { bind: { key } },
  );
  return rows.map(({ name }) => String(name));
}

const refusal = async (values: object): Promise<{ code: string; message: string; path?: string }> => {
  const answer = await root.post('/api/communitySegments:create').send(values).expect(400);
  return answer.body.errors[0] as { code: string; message: string; path?: string };
};

async function tagsOf(name: string): Promise<Array<[key: string, source: string]>> {
  const rows = await services.store.select(
    `SELECT t."key", k."source" FROM {communityMemberTags} AS k JOIN {communityTags} AS t ON t."id" = k."tagId"
     JOIN {communityMembers} AS m ON m."id" = k."memberId" WHERE m."displayName" = $name ORDER BY t."key"`,
    { bind: { name } },
  );
  return rows.map(({ key, source }) => [String(key), String(source)]);
}

test('recency, frequency and money are those of a table by hand', async () => {
  const rows = await services.store.select(
    'SELECT m."displayName" AS "who", m."rfmRecency" AS "r", m."rfmFrequency" AS "f", m."rfmMonetary" AS "m" FROM {communityMembers} AS m WHERE m."id" <> 0',
  );
  // days since the last sign of life, activities in 90 days, amount in 90 days
  expect(Object.fromEntries(rows.map(({ who, r, f, m }) => [who, [r, f, m].map(Number)]))).toEqual({
    Dan: [1, 2, 4], // 40, 22, 50
    Fay: [1, 3, 1], // 12, 49, 0
    Cem: [2, 3, 1], // 9, 52, 0
    Gus: [3, 1, 1], // 2, 1, 0
    Ann: [3, 4, 5], // 0, 62, 300
    Ben: [3, 5, 1], // 0, 183, 0
    Eve: [3, 1, 1], // 0, 21, 0
  });
});

test('an imported history has sizes over time from the first run on, and nothing of it is an event', async () => {
  // who wrote on 24 of 30 days: Ann, Ben, Cem and Fay two weeks and one week ago, Ann and Ben now
  const history = await get<SegmentHistory>('communitySegmentRuns:history?segment=busy&days=16');
  expect(history.sizes).toEqual([null, ...new Array<number>(14).fill(4), 2]);
  expect([history.entered, history.left].map((counts) => counts.reduce((sum, n) => sum + n, 0))).toEqual([4, 2]);
  // who did not write for 30 days: Dan since ten days ago
  const silent = await get<SegmentHistory>('communityRuleLibrary:history?kind=tier&key=silent&days=16');
  expect(silent.sizes.slice(1)).toEqual([...new Array<number>(7).fill(0), ...new Array<number>(8).fill(1)]);
  const changes: Model[] = await app.db.getRepository('communitySegmentChanges').find();
  expect(new Set(changes.map((row) => row.get('origin')))).toEqual(new Set(['edit']));
});

/** Who of some people carries a label, counted one by one. */
async function carriers(kind: string, key: string, among: readonly string[]): Promise<number> {
  const carried = await Promise.all(
    among.map(async (name) => {
      if (kind === 'tag') return (await tagsOf(name)).some(([tag]) => tag === key);
      return (await memberOf(app, name)).get(kind === 'tier' ? 'rfmTier' : kind) === key;
    }),
  );
  return carried.filter(Boolean).length;
}

test('a segment is previewed, made, found by its relation, and says who came and went', async () => {
  const preview = await post<SegmentPreview>('communitySegmentRuns:preview', { condition: SILENT });
  expect([preview.size, preview.population]).toEqual([3, 7]);
  expect(preview.warnings).toEqual([{ code: 'TOO_SMALL', size: 3, smallest: 10 }]);
  expect(preview.sample.map(({ member }) => member.name).sort()).toEqual(['Cem', 'Dan', 'Fay']);
  expect(preview.sample[0].evidence).toMatchObject([{ op: '>=', threshold: 7, met: true }]);
  expect(await names('silent')).toEqual([]);

  const { id } = await made({ title: 'Silent', condition: SILENT });
  expect(await names('silent')).toEqual(['Cem', 'Dan', 'Fay']);
  // the host's own filters and tables reach it as a relation
  const filter = encodeURIComponent(JSON.stringify({ segments: { key: 'silent' } }));
  const rows = await get<Array<{ displayName: string; segments: Array<{ title: string }> }>>(
    `communityMembers:list?filter=${filter}&appends=segments&sort=displayName`,
  );
  expect(rows.map(({ displayName }) => displayName)).toEqual(['Cem', 'Dan', 'Fay']);
  expect(rows[0].segments).toMatchObject([{ title: 'Silent' }]);
  // nobody is put into it by hand
  const dan = await memberOf(app, 'Dan');
  await root
    .post(`/api/communityMembers/${dan.get('id')}/segments:set`)
    .send([])
    .expect(403);
  await post('communitySegmentRuns:remove', { segment: 'silent', members: [dan.get('id')] }, root, 400);

  const same = await post<SegmentPreview>('communitySegmentRuns:preview', { condition: days('>=', 8), smallest: 0 });
  expect(same.warnings).toEqual([{ code: 'NEARLY_SAME', key: 'silent', title: 'Silent', jaccard: 1 }]);
  expect(same.overlaps).toMatchObject([{ key: 'silent', shared: 3, size: 3, share: 1 }]);
  const nobody = await post<SegmentPreview>('communitySegmentRuns:preview', { condition: days('>=', 300) });
  expect(nobody).toMatchObject({ size: 0, sample: [], overlaps: [], warnings: [{ code: 'NOBODY' }] });

  await services.writer.write([did('Fay', now - 60_000)]);
  expect((await runLabels()).get('error')).toBeNull();
  expect(await names('silent')).toEqual(['Cem', 'Dan']);
  const changes = await app.db
    .getRepository('communitySegmentChanges')
    .find({ filter: { segmentId: id }, sort: ['id'] });
  expect(
    changes.map((row: { get(name: string): unknown }) => [Boolean(row.get('entered')), row.get('origin')]),
  ).toEqual([...Array.from({ length: 3 }, () => [true, 'edit']), [false, 'live']]);
  const history = await get<SegmentHistory>('communitySegmentRuns:history?segment=silent&days=3');
  expect(history).toMatchObject({ sizes: [null, null, 2], entered: [0, 0, 3], left: [0, 0, 1] });
});

test('segments ask for segments: in order, never in a circle, and one that is used stays', async () => {
  await made({ key: 'inner', title: 'Inner', condition: days('<', 7) });
  await made({
    key: 'outer',
    title: 'Outer',
    condition: { all: [{ segment: 'inner' }, { not: { segment: 'silent' } }] },
  });
  expect(await names('outer')).toEqual(['Ann', 'Ben', 'Eve', 'Fay', 'Gus']);
  const inner = await app.db.getRepository('communitySegments').findOne({ filter: { key: 'inner' } });
  const circle = await root
    .post(`/api/communitySegments:update?filterByTk=${inner.get('id')}`)
    .send({ condition: { any: [SILENT, { segment: 'outer' }] } })
    .expect(400);
  expect(circle.body.errors[0]).toMatchObject({
    code: 'SEGMENT_CYCLE',
    message: expect.stringContaining('inner → outer → inner'),
  });
  expect(await refusal({ key: 'self', title: 'Self', condition: { segment: 'self' } })).toMatchObject({
    code: 'INVALID_CONDITION',
    message: expect.stringContaining('condition.segment'),
  });
  const used = await root.post(`/api/communitySegments:destroy?filterByTk=${inner.get('id')}`).expect(400);
  expect(used.body.errors[0]).toMatchObject({ code: 'SEGMENT_IN_USE', message: expect.stringContaining('Outer') });
  // the change of the inner one reaches the outer one in the same run, although nobody in it was touched
  await root
    .post(`/api/communitySegments:update?filterByTk=${inner.get('id')}`)
    .send({ condition: days('<', 1.5) })
    .expect(200);
  expect((await runLabels()).get('error')).toBeNull();
  expect(await names('outer')).toEqual(['Ann', 'Ben', 'Eve', 'Fay']);
  expect((await get<SegmentInfo[]>('communitySegmentRuns:list')).find(({ key }) => key === 'inner')).toMatchObject({
    ...{ size: 4, version: 2, usedBy: ['outer'], error: null },
  });
});

test('contradictions, nothing, and far too much are refused with the place where they stand', async () => {
  const said = async (condition: unknown) => (await refusal({ title: 'Wrong', condition })).message.split(':')[0];
  expect(await said({ all: [days('>=', 7), days('<', 5)] })).toBe('condition.all[1]');
  expect(await said({ all: [] })).toBe('condition.all');
  expect(await said(null)).toBe('condition');
  expect(await said({ any: Array.from({ length: 300 }, () => SILENT) })).toBe('condition.any');
  expect(await said({ filter: { nothing: 1 } })).toBe('condition.filter.nothing');
  expect(await refusal({ title: 'X', condition: SILENT, refresh: 'scheduled', schedule: 'often' })).toMatchObject({
    code: 'INVALID_SEGMENT',
    message: expect.stringContaining('schedule:'),
  });
  expect(await refusal({ title: '', condition: SILENT })).toMatchObject({ message: expect.stringContaining('title:') });
  expect(await refusal({ key: 'silent', title: 'Twice', condition: SILENT })).toMatchObject({ code: 'SEGMENT_EXISTS' });
});

test('a segment whose field was deleted says so, keeps its members, and is well again with the field', async () => {
  const field = {
    name: 'city',
    type: 'string',
    interface: 'input',
    uiSchema: { title: 'City', 'x-component': 'Input' },
  };
  await root.post('/api/collections/communityMembers/fields:create').send(field).expect(200);
  const ann = await memberOf(app, 'Ann');
  await root
    .post(`/api/communityMembers:update?filterByTk=${ann.get('id')}`)
    .send({ city: 'Rome' })
    .expect(200);
  await made({ key: 'romans', title: 'Romans', condition: { filter: { city: 'Rome' } } });
  expect(await names('romans')).toEqual(['Ann']);
  // as the host does when a field is deleted
  const members = app.db.getCollection('communityMembers');
  const options = members.getField('city').options;
  members.removeField('city');
  const run = await runLabels();
  expect([run.get('error'), (run.get('counts') as Record<string, number>).segmentsFailed]).toEqual([null, 1]);
  const [romans] = (await get<SegmentInfo[]>('communitySegmentRuns:list')).filter(({ key }) => key === 'romans');
  expect(romans).toMatchObject({ size: 1, error: expect.stringContaining('condition.filter.city') });
  expect(await names('romans')).toEqual(['Ann']);
  members.setField('city', options);
  await refreshed('romans');
  expect((await get<SegmentInfo[]>('communitySegmentRuns:list')).find(({ key }) => key === 'romans')?.error).toBeNull();
});

test('a list is kept by hand: by ids, by a filter, from another segment', async () => {
  await post('communitySegments:create', { key: 'vip', title: 'VIP', mode: 'static', condition: SILENT });
  const ids = async (...who: string[]) =>
    Promise.all(who.map(async (name) => Number((await memberOf(app, name)).get('id'))));
  expect(await post('communitySegmentRuns:add', { segment: 'vip', members: await ids('Ann', 'Ben') })).toEqual({
    named: 2,
    changed: 2,
  });
  expect(await post('communitySegmentRuns:add', { segment: 'vip', members: await ids('Ann') })).toEqual({
    named: 1,
    changed: 0,
  });
  expect(await post('communitySegmentRuns:add', { segment: 'vip', from: 'silent' })).toMatchObject({ changed: 2 });
  expect(await post('communitySegmentRuns:remove', { segment: 'vip', filter: { displayName: 'Ben' } })).toMatchObject({
    changed: 1,
  });
  expect((await runLabels()).get('error')).toBeNull();
  expect(await names('vip')).toEqual(['Ann', 'Cem', 'Dan']);
  await post('communitySegmentRuns:add', { segment: 'vip' }, root, 400);
  await post('communitySegmentRuns:add', { segment: 'nobody', members: [1] }, root, 404);
});

test('tags by rule come and go, tags by hand stay, and both are explained', async () => {
  expect(await tagsOf('Gus')).toEqual([['newcomer', 'rule']]);
  const ann = await memberOf(app, 'Ann');
  const tag = await post<{ id: number }>('communityTags:create', { key: 'chatty', title: 'Chatty', color: 'red' });
  await root
    .post(`/api/communityMembers/${ann.get('id')}/tags:add`)
    .send([tag.id])
    .expect(200);
  const rule = await post<{ id: number }>('communityRules:create', {
    ...{ kind: 'tag', key: 'tag-chatty', title: 'Chatty', to: 'chatty', priority: 0 },
    enter: { left: { metric: 'messages', window: { days: 30 } }, op: '>=', right: 25 },
  });
  expect((await runLabels()).get('error')).toBeNull();
  const chatty = async () =>
    Object.fromEntries(
      await Promise.all(
        ['Ann', 'Ben', 'Eve'].map(async (name) => [name, (await tagsOf(name)).find(([key]) => key === 'chatty')?.[1]]),
      ),
    );
  expect(await chatty()).toEqual({ Ann: 'manual', Ben: 'rule', Eve: undefined });
  const explained = await get<LabelsExplanation>(
    `communityLabels:explain?member=${(await memberOf(app, 'Ben')).get('id')}`,
  );
  expect(explained.tags.find(({ key }) => key === 'chatty')).toMatchObject({
    ...{ source: 'rule', rules: [{ key: 'tag-chatty', met: true, evidence: [{ threshold: 25, met: true }] }] },
  });
  expect(explained.tier.key).toBe('high_value');
  await root
    .post(`/api/communityRules:update?filterByTk=${rule.id}`)
    .send({ enter: { left: { metric: 'messages', window: { days: 30 } }, op: '>=', right: 500 } })
    .expect(200);
  expect((await runLabels()).get('error')).toBeNull();
  expect(await chatty()).toEqual({ Ann: 'manual', Ben: undefined, Eve: undefined });
  const refused = await root
    .post('/api/communityRules:create')
    .send({ kind: 'tag', key: 'tag-x', title: 'X', to: 'nothing', enter: SILENT })
    .expect(400);
  expect(refused.body.errors[0]).toMatchObject({ code: 'INVALID_RULE', message: expect.stringContaining('to:') });
});

test('the library tells every rule with its size; limits of tiers are edited', async () => {
  const entries = await get<LibraryEntry[]>('communityRuleLibrary:list');
  const of = (kind: string, key: string) => entries.find((one) => one.kind === kind && one.key === key);
  expect(entries.filter(({ kind }) => kind === 'persona')).toHaveLength(6);
  expect(of('segment', 'silent')).toMatchObject({ size: 2, condition: SILENT });
  expect(of('tag', 'tag-newcomer')).toMatchObject({ to: 'newcomer', enabled: true, error: null });
  expect(of('tag', 'tag-newcomer')?.refreshedAt).toBeGreaterThan(now);
  expect(of('tier', 'silent')).toMatchObject({ size: 1 });
  await post('communityRfm:saveSettings', { silentDays: 0 }, root, 400);
  await post('communityRfm:saveSettings', { silentDays: 9 });
  expect((await runLabels()).get('error')).toBeNull();
  const grid = await get<{ tiers: Array<{ key: string; members: number }>; cells: Array<{ members: number }> }>(
    'communityRfm:grid',
  );
  expect(grid.tiers).toContainEqual({ key: 'silent', members: 2 });
  expect(grid.cells.reduce((sum, { members }) => sum + members, 0)).toBe(7);
});

test('few members looked at give the same answer as everybody', async () => {
  const conditions: Condition[] = [
    SILENT,
    { left: { metric: 'messages', window: { days: 7 } }, op: '>=', right: 5 },
    {
      left: {
        ratio: [
          { metric: 'messages', window: { days: 7 } },
          { metric: 'messages', window: { days: 30 } },
        ],
      },
      op: '>=',
      right: 0.3,
    },
    { stage: ['active', 'core', 'new'] },
    { tier: ['silent', 'potential'] },
    { all: [{ segment: 'silent' }, { not: { persona: ['dormant'] } }] },
    { tag: ['newcomer'] },
    {
      left: { metric: 'messages', window: { days: 30 } },
      op: '>=',
      right: { mean: { metric: 'messages', window: { days: 30 } } },
    },
    { hours: { from: 0, to: 12 }, share: 0.5, window: { days: 14 } },
  ];
  // written past the guard, which would queue a refresh of each
  for (const [i, condition] of conditions.entries())
    await app.db
      .getRepository('communitySegments')
      .create({ values: { key: `same_${i}`, title: `Same ${i}`, mode: 'dynamic', condition } });
  await runLabels();
  const everything = async () => {
    const found: Record<string, string[]> = {};
    for (const i of conditions.keys()) found[i] = await names(`same_${i}`);
    return found;
  };
  await services.writer.write([did('Dan', now - 50_000), did('Gus', now - 40_000), ...talked('Cem', now, 2, 1)]);
  const id = await services.ledger.enqueue('labels', { mode: 'incremental' });
  services.worker.wake();
  expect((await finished(id)).get('error')).toBeNull();
  const few = await everything();
  await services.store.execute('UPDATE {communitySegments} SET "evaluatedBy" = NULL');
  const full = await services.ledger.enqueue('labels', { mode: 'full' });
  services.worker.wake();
  expect((await finished(full)).get('error')).toBeNull();
  expect(await everything()).toEqual(few);
  expect(few[0]).not.toContain('Dan');
});

test('a segment narrows the numbers of blocks to its members, as a role that sees only these would', async () => {
  const view = { communityMembers: { displayName: { $in: await names('inner') } } };
  const everything = { communityGroups: {}, communitySegments: {}, communityTags: {}, communityActivities: {} };
  const { agent } = await app.createScopedRole({ view: { ...view, ...everything } });
  for (const [action, parts] of [
    ['communityAnalytics:lifecycle', ['stages', 'flows', 'paths']],
    ['communityAnalytics:retention', ['weeks', 'cohorts']],
    ['communityRfm:grid', ['cells', 'tiers', 'without']],
  ] as const) {
    const asked = await get<Record<string, unknown>>(`${action}?segment=inner`);
    const scoped = await get<Record<string, unknown>>(action, agent);
    for (const part of parts) expect([action, part, asked[part]]).toEqual([action, part, scoped[part]]);
    expect((await root.get(`/api/${action}?segment=nobody`)).status).toBe(400);
  }
  const sizes = (entries: LibraryEntry[]) => entries.map(({ kind, to, size }) => [kind, to, size]);
  expect(sizes(await get<LibraryEntry[]>('communityRuleLibrary:list?segment=inner'))).toEqual(
    sizes(await get<LibraryEntry[]>('communityRuleLibrary:list', agent)),
  );
});

test('the labels of stages, personas and tiers read in a file as on a page', async () => {
  // as the host's exporter does, whose plugin is not part of this application
  const label = (context: unknown) => {
    const ctx = context as Context;
    const { uiSchema } = app.db.getCollection('communityMembers').getField('rfmTier').options;
    const option = (uiSchema.enum as Array<{ value: string; label: string }>).find(({ value }) => value === 'silent');
    ctx.body = [ctx.t(option?.label ?? '', { ns: 'lm-collections' }), ctx.t('Plain', { ns: 'lm-collections' })];
  };
  app.resourceManager.getResource('communityMembers').addAction('export', label);
  // an installed plugin's texts are read from its package, which sources do not have
  app.i18n.addResources('zh-CN', PACKAGE_NAME, chinese);
  const told = async (locale: string) =>
    (await root.post('/api/communityMembers:export').set('X-Locale', locale)).body.data as string[];
  expect(await told('en-US')).toEqual(['Silent tier', 'Plain']);
  expect(await told('zh-CN')).toEqual(['沉默层', 'Plain']);
});

test('who may list some members sees only them: in counts, samples, trends, comparisons, exports', async () => {
  const scope = { displayName: { $in: ['Ann', 'Cem', 'Eve'] } };
  const { agent, role } = await app.createScopedRole({
    view: { communityMembers: scope, communitySegments: {}, communityTags: {} },
  });
  const preview = await post<SegmentPreview>('communitySegmentRuns:preview', { condition: days('<', 300) }, agent);
  expect([preview.size, preview.population]).toEqual([3, 3]);
  expect(preview.sample.map(({ member }) => member.name).sort()).toEqual(['Ann', 'Cem', 'Eve']);
  const vip = (await get<SegmentInfo[]>('communitySegmentRuns:list', agent)).find(({ key }) => key === 'vip');
  expect(vip?.size).toBe(2);
  expect((await get<SegmentHistory>('communitySegmentRuns:history?segment=vip&days=1', agent)).sizes).toEqual([2]);
  const compared = await get<SegmentComparison>('communitySegmentRuns:compare?segments=vip,silent', agent);
  expect(compared.segments.map(({ size }) => size)).toEqual([2, 0]);
  const entries = await get<LibraryEntry[]>('communityRuleLibrary:list', agent);
  expect(entries.find(({ key }) => key === 'vip')?.size).toBe(2);
  const trend = await get<SegmentHistory>('communitySegmentRuns:history?segment=busy&days=15', agent);
  // Cem is busy no more; Eve never was
  expect([trend.sizes[0], trend.sizes[14], trend.entered[0], trend.left[14]]).toEqual([2, 1, 2, 1]);
  const both = await get<SegmentComparison>('communitySegmentRuns:compare?segments=inner,outer', agent);
  expect(both.pairs).toEqual([{ a: 'inner', b: 'outer', shared: 3, jaccard: 1 }]);
  for (const kind of ['stages', 'personas', 'tiers'] as const)
    expect(Object.values(both.segments[0][kind] ?? {}).reduce((sum, n) => sum + n, 0)).toBe(3);
  for (const { kind, to, size } of entries.filter((entry) => entry.kind !== 'segment'))
    expect([kind, to, size]).toEqual([kind, to, await carriers(kind, to, scope.displayName.$in)]);
  const rfm = await get<RfmGrid>('communityRfm:grid', agent);
  for (const counts of [rfm.cells, rfm.tiers]) expect(counts.reduce((sum, { members }) => sum + members, 0)).toBe(3);
  const ben = await memberOf(app, 'Ben');
  expect((await agent.get(`/api/communityLabels:explain?member=${ben.get('id')}`)).status).toBe(404);
  await post('communitySegmentRuns:refresh', { segment: 'silent' }, agent, 403);
  await post('communitySegmentRuns:add', { segment: 'vip', from: 'silent' }, agent, 403);
  // a filter over what may not be listed could be counted by
  await post('communitySegmentRuns:preview', { condition: { filter: { 'owner.email': 'x@example.org' } } }, agent, 403);
  // rows of the relation itself are nobody's to list
  expect((await agent.get('/api/communitySegmentMembers:list')).status).toBe(403);
  const filter = encodeURIComponent(JSON.stringify({ segments: { key: 'vip' } }));
  const listed = await get<Array<{ displayName: string }>>(
    `communityMembers:list?filter=${filter}&sort=displayName`,
    agent,
  );
  expect([role, listed.map(({ displayName }) => displayName)]).toEqual([role, ['Ann', 'Cem']]);
});
