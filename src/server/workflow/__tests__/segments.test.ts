import { createTestApp, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import {
  REFRESH_NODE,
  SEGMENT_TRIGGER,
  TAG_NODE,
  type SegmentChangeBatch,
  type SegmentChangeContext,
} from '../../../common/workflow';
import { createWorkflow, enable, executions, type Workflow } from './support';

let app: TestApp;
let root: Agent;
const ids: Record<string, number> = {};
const PATIENCE = 60_000;

beforeAll(async () => {
  app = await createTestApp();
  root = await app.asRoot();
  for (const displayName of ['Ann', 'Ben', 'Cem'])
    ids[displayName] = Number(
      (await app.db.getRepository('communityMembers').create({ values: { displayName } })).get('id'),
    );
  await root.post('/api/communitySegments:create').send({ key: 'vip', title: 'VIP', mode: 'static' }).expect(200);
  const condition = { filter: { displayName: { $in: ['Ben', 'Cem'] } } };
  await root
    .post('/api/communitySegments:create')
    .send({ key: 'two', title: 'Two', condition, refresh: 'demand' })
    .expect(200);
}, 400_000);
afterAll(() => app.close());
jest.setTimeout(180_000);

const change = (action: 'add' | 'remove', ...who: string[]) =>
  root
    .post(`/api/communitySegmentRuns:${action}`)
    .send({ segment: 'vip', members: who.map((name) => ids[name]) })
    .expect(200);

const started = async (workflow: Workflow, n: number) =>
  waitFor(async () => {
    const rows = await executions(app, workflow);
    return rows.length >= n && rows.every((row) => row.get('status') !== null && row.get('status') !== 0) ? rows : null;
  }, PATIENCE);

test('entering starts a workflow with the segment and the members, which refreshes segments and tags', async () => {
  const batched = await createWorkflow(root, {
    type: SEGMENT_TRIGGER,
    config: { segments: ['vip'], change: 'entered', seconds: 1 },
    nodes: [
      { type: REFRESH_NODE, config: { segments: ['two'] } },
      { type: TAG_NODE, config: { tags: ['spreader'], members: '{{$context.memberIds}}' } },
    ],
  });
  const single = await createWorkflow(root, {
    type: SEGMENT_TRIGGER,
    config: { segments: ['vip', 'two'], change: 'left', mode: 'single' },
  });
  await change('add', 'Ann', 'Ben');
  const [execution] = await started(batched, 1);
  const context = execution.get('context') as SegmentChangeBatch;
  expect(context).toMatchObject({ count: 2, entered: { vip: 2 }, left: {}, memberIds: [ids.Ann, ids.Ben] });
  expect(context.changes[0]).toMatchObject({
    ...{ change: 'entered', origin: 'manual', segment: { key: 'vip', title: 'VIP' }, member: { displayName: 'Ann' } },
  });
  expect(execution.get('status')).toBe(1);
  const jobs = await app.db.getRepository('jobs').find({ filter: { executionId: execution.get('id') }, sort: ['id'] });
  expect(jobs.map((job: { get(name: string): unknown }) => job.get('result'))).toMatchObject([
    { segments: 1, failed: 0 },
    { members: 2, changed: 2 },
  ]);
  const tags = await app.db.getRepository('communityMemberTags').find({ filter: { memberId: ids.Ann } });
  expect(tags.map((row: { get(name: string): unknown }) => row.get('source'))).toEqual(['manual']);
  const inTwo = await app.db
    .getRepository('communityMembers')
    .find({ filter: { segments: { key: 'two' } }, sort: ['id'] });
  expect(inTwo.map((row: { get(name: string): unknown }) => row.get('displayName'))).toEqual(['Ben', 'Cem']);

  await change('remove', 'Ann', 'Ben');
  const left = await started(single, 2);
  expect(left.map((row) => (row.get('context') as SegmentChangeContext).member.displayName).sort()).toEqual([
    'Ann',
    'Ben',
  ]);
  // what a segment's making brought started nothing, nor did leaving start what waits for entering
  expect(await executions(app, batched)).toHaveLength(1);
  await enable(root, batched.id, false);
  await enable(root, single.id, false);
});

test('options that make no sense are refused by name', async () => {
  const create = async (type: string, config: object) =>
    (await root.post('/api/workflows:create').send({ title: 'Wrong', type, sync: false, enabled: false, config }))
      .status;
  expect(await create(SEGMENT_TRIGGER, { segments: 'vip' })).toBe(400);
  expect(await create(SEGMENT_TRIGGER, { segments: ['vip'], change: 'sideways' })).toBe(400);
  expect(await create(SEGMENT_TRIGGER, { segments: ['vip'], origins: ['replay'] })).toBe(400);
  expect(await create(SEGMENT_TRIGGER, { segments: ['vip'] })).toBe(200);
});

test('a node may be put on the canvas before it says what it is about; run like that, it fails and says why', async () => {
  // what the editor sends for a trigger and for nodes that somebody has just chosen
  const fresh = await createWorkflow(root, {
    type: SEGMENT_TRIGGER,
    config: { segments: [], change: 'entered', seconds: 1 },
    nodes: [{ type: REFRESH_NODE, config: { segments: [], timeoutMinutes: 30 } }],
  });
  await change('add', 'Cem');
  expect(await executions(app, fresh)).toEqual([]);
  await enable(root, fresh.id, false);
  for (const [type, config, sentence] of [
    [REFRESH_NODE, { segments: [] }, 'Segments: choose at least one from the list.'],
    [TAG_NODE, { tags: [], action: 'add' }, 'Tags: choose at least one from the list.'],
    [TAG_NODE, { tags: ['spreader'] }, 'Members: say whom to tag.'],
  ] as const) {
    const config0 = { segments: ['vip'], change: 'both', seconds: 1 };
    const workflow = await createWorkflow(root, { type: SEGMENT_TRIGGER, config: config0, nodes: [{ type, config }] });
    await change('remove', 'Cem');
    const [execution] = await started(workflow, 1);
    expect(execution.get('status')).toBe(-1);
    const job = await app.db.getRepository('jobs').findOne({ filter: { executionId: execution.get('id') } });
    expect(job.get('result').message).toContain(sentence);
    await enable(root, workflow.id, false);
    await change('add', 'Cem');
  }
});
