import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import { createHash } from 'node:crypto';
import { SETTINGS_SNIPPET } from '../../../common/names';
import type { PreviewAnswer, StageRuleDraft } from '../../../common/lifecycle';
import type { Services } from '../../services';
import { DAY, did, runLabels, servicesOf, talked } from './stories';

let app: TestApp;
let services: Services;
let root: Agent;
const now = Date.now();

beforeAll(async () => {
  app = await createTestApp();
  services = servicesOf(app);
  root = await app.asRoot();
  await services.writer.write([
    ...talked('Ann', now, 60, 0),
    ...talked('Ben', now, 60, 8),
    ...talked('Cem', now, 60, 9),
    ...talked('Dan', now, 60, 40),
    ...talked('Eve', now, 40, 0, 3),
    did('Fay', now - 3 * DAY, 'join'),
  ]);
  expect((await runLabels(app)).get('error')).toBeNull();
  // Gus came after the run
  await services.writer.write([did('Gus', now - 2 * DAY, 'join')]);
  await services.facts.drain();
});
afterAll(() => app.close());

const rulesNow = async (): Promise<StageRuleDraft[]> =>
  (await root.get('/api/communityLifecycle:exportRules').expect(200)).body.data.rules;
const silence = (op: '<' | '>=', right: number) => ({ left: { metric: 'daysSinceLast' }, op, right });
/** At risk after so many days. */
const impatient = async (days: number): Promise<StageRuleDraft[]> =>
  (await rulesNow()).map((rule) => {
    if (rule.key === 'active-again') return { ...rule, enter: silence('<', days) };
    if (rule.key !== 'at-risk') return rule;
    return { ...rule, title: `Silent for ${days} days`, enter: silence('>=', days), keep: silence('>=', days) };
  });
const preview = async (rules: unknown, more: object = {}, agent: Agent = root): Promise<PreviewAnswer> =>
  (
    await agent
      .post('/api/communityLifecycle:preview')
      .send({ rules, ...more })
      .expect(200)
  ).body.data;

/** What the background work of the process writes meanwhile. */
const CLAIMS = ['communityLeases', 'communityLabelTouches'];

/** Every row of every table of ours, as one text. */
async function everything(): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const name of [...app.db.collections.keys()]
    .filter((key) => key.startsWith('community') && !CLAIMS.includes(key))
    .sort()) {
    const rows = await services.store.select(`SELECT * FROM {${name}}`);
    const text = rows.map((row) => JSON.stringify(row)).sort();
    sums[name] = `${rows.length} ${createHash('sha256').update(text.join('\n')).digest('hex')}`;
  }
  return sums;
}

test('the rules in force change nobody but those without a stage; a draft says who, from where and why', async () => {
  const answer = await preview(await impatient(7));
  expect(answer.members).toBe(7);
  expect(answer.current).toEqual([{ from: null, to: 'new', members: 1 }]);
  expect(answer.changes).toEqual([
    { from: 'active', to: 'at_risk', members: 2 },
    { from: null, to: 'new', members: 1 },
  ]);
  const ben = answer.sample.find(({ member }) => member.name === 'Ben');
  expect(ben).toMatchObject({ from: 'active', to: 'at_risk', rule: { key: 'at-risk', title: 'Silent for 7 days' } });
  expect(ben?.evidence).toEqual([
    expect.objectContaining({ path: 'at-risk.enter', op: '>=', threshold: 7, met: true }),
  ]);
  expect(Number(ben?.evidence[0].value)).toBeCloseTo(8 + 1 / 24, 1);
  expect(answer.sample.map(({ member }) => member.name).sort()).toEqual(['Ben', 'Cem', 'Gus']);
});

test('nothing is written', async () => {
  const before = await everything();
  await preview(await impatient(1));
  await preview([]);
  expect(await everything()).toEqual(before);
});

test('a sample is the same each time, one of each kind of change first, and as large as asked', async () => {
  const rules = await impatient(7);
  const names = ({ sample }: PreviewAnswer) => sample.map(({ member }) => member.name);
  expect(names(await preview(rules))).toEqual(names(await preview(rules)));
  const two = await preview(rules, { sampleSize: 2 });
  expect(new Set(two.sample.map(({ to }) => to))).toEqual(new Set(['new', 'at_risk']));
  expect((await preview(rules, { sampleSize: 0 })).sample).toEqual([]);
  const refused = await root.post('/api/communityLifecycle:preview').send({ rules, sampleSize: 51 });
  expect([refused.status, refused.body.errors[0].message]).toEqual([400, expect.stringContaining('sampleSize')]);
});

test('members whose stage is locked by hand do not change', async () => {
  const members = app.db.getRepository('communityMembers');
  const lock = (stageLockedUntil: Date | null) =>
    members.update({ filter: { displayName: 'Ben' }, values: { stageLockedUntil }, hooks: false });
  await lock(new Date(now + 30 * DAY));
  const answer = await preview(await impatient(7));
  expect(answer.members).toBe(7);
  expect(answer.changes[0]).toEqual({ from: 'active', to: 'at_risk', members: 1 });
  await lock(null);
});

test('who may not see all members gets counts and a sample of the others only', async () => {
  const { agent } = await app.createScopedRole({
    view: { communityMembers: { displayName: { $in: ['Ann', 'Cem'] } } },
    snippets: [SETTINGS_SNIPPET],
  });
  const answer = await preview(await impatient(7), {}, agent);
  expect(answer.members).toBe(2);
  expect(answer.changes).toEqual([{ from: 'active', to: 'at_risk', members: 1 }]);
  expect(answer.sample.map(({ member }) => member.name)).toEqual(['Cem']);
  const blind = await app.createScopedRole({ view: {}, snippets: [SETTINGS_SNIPPET] });
  await blind.agent.post('/api/communityLifecycle:preview').send({ rules: [] }).expect(403);
  const other = await app.createScopedRole({ view: { communityMembers: {} } });
  await other.agent.post('/api/communityLifecycle:preview').send({ rules: [] }).expect(403);
});

test('a wrong draft is refused with the place', async () => {
  const [first, ...others] = await rulesNow();
  const wrong = { ...first, enter: { all: [{ left: { metric: 'mood' }, op: '>', right: 1 }] } };
  const response = await root.post('/api/communityLifecycle:preview').send({ rules: [...others, wrong] });
  expect(response.status).toBe(400);
  expect(response.body.errors[0].message).toContain(`rules[${others.length}].enter.all[0].left.metric`);
});

// the last one: it changes stages
test('what was shown is what a run does once the draft is saved', async () => {
  const rules = await impatient(7);
  const { changes } = await preview(rules);
  await root.post('/api/communityLifecycle:saveRules').send({ rules }).expect(200);
  const before = await app.db.getRepository('communityStageChanges').count();
  expect((await runLabels(app)).get('error')).toBeNull();
  const made = await app.db.getRepository('communityStageChanges').find({ sort: ['id'], offset: before });
  const moved = (made as Array<{ get(name: string): unknown }>).filter((row) => row.get('from') !== null);
  expect(moved.map((row) => [row.get('from'), row.get('to')])).toEqual([
    ['active', 'at_risk'],
    ['active', 'at_risk'],
  ]);
  expect(changes[0].members).toBe(moved.length);
  expect((await preview(rules)).changes).toEqual([]);
});
