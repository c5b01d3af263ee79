import { createTestApp, type Agent, type TestApp } from '@community-crm/host/testing';
import { SETTINGS_SNIPPET } from '../../../common/names';
import type { BacktestResult, StageRuleDraft } from '../../../common/lifecycle';
import type { Services } from '../../services';
import { BacktestStates } from '../backtestStates';
import { DAY, did, finished, runLabels, servicesOf, talked } from './stories';

let app: TestApp;
let services: Services;
let root: Agent;
const now = Date.now();

/**
 * Ann talks every day. Ben falls silent 60 days ago for good. Cem is silent from day 60 to day 40 before today and talks
 * again. Dan joined 20 days ago and talks since.
 */
beforeAll(async () => {
  app = await createTestApp();
  services = servicesOf(app);
  root = await app.asRoot();
  await services.writer.write([
    ...talked('Ann', now, 120, 0),
    ...talked('Ben', now, 120, 60),
    ...talked('Cem', now, 120, 60),
    ...talked('Cem', now, 39, 0),
    did('Dan', now - 20 * DAY, 'join'),
    ...talked('Dan', now, 19, 0),
    did('Robot', now - 100 * DAY),
  ]);
  await services.facts.drain();
  await app.db
    .getRepository('communityMembers')
    .update({ filter: { displayName: 'Robot' }, values: { isBot: true }, hooks: false });
  expect((await runLabels(app)).get('error')).toBeNull();
});
afterAll(() => app.close());

const rulesNow = async (): Promise<StageRuleDraft[]> =>
  (await root.get('/api/communityLifecycle:exportRules').expect(200)).body.data.rules;
const silence = (op: '<' | '>=', right: number) => ({ left: { metric: 'daysSinceLast' }, op, right });
const patient = async (days: number): Promise<StageRuleDraft[]> =>
  (await rulesNow()).map((rule) => {
    if (rule.key === 'active-again') return { ...rule, enter: silence('<', days) };
    if (rule.key !== 'at-risk') return rule;
    return { ...rule, enter: silence('>=', days), keep: silence('>=', days) };
  });
const start = (body: object, agent: Agent = root) => agent.post('/api/communityLifecycle:backtest').send(body);
async function result(body: object): Promise<BacktestResult> {
  const { id } = (await start(body).expect(200)).body.data;
  const run = await finished(app, id);
  expect([run.get('state'), run.get('error')]).toEqual(['succeeded', null]);
  return (await root.get('/api/communityLifecycle:backtestResult').query({ run: id }).expect(200)).body.data;
}
const scratch = () => app.db.getRepository('communityBacktestStates').count();
const stages = async () =>
  services.store.select('SELECT m."id", m."stage", m."stageSince" FROM {communityMembers} AS m ORDER BY m."id"');

describe('the same rules on both sides', () => {
  let answer: BacktestResult;
  beforeAll(async () => {
    answer = await result({ rules: await rulesNow(), weeks: 10 });
  });

  test('give the same, week by week up to yesterday', () => {
    expect(answer.draft).toEqual(answer.current);
    expect(answer.dates).toHaveLength(11);
    expect(answer.dates.slice(1).every((date, i) => Math.abs(date - answer.dates[i] - 7 * DAY) <= 3_600_000)).toBe(
      true,
    );
    expect(now - (answer.dates.at(-1) ?? 0)).toBeLessThanOrEqual(DAY);
  });

  test('stage sizes follow the stories', () => {
    const at = (stage: string, daysAgo: number) => {
      const i = answer.dates.findIndex((date) => date >= now - daysAgo * DAY);
      return answer.draft.sizes[stage][i];
    };
    // ten weeks ago three people talk; the bot is nobody
    expect(Object.fromEntries(Object.entries(answer.draft.sizes).map(([stage, list]) => [stage, list[0]]))).toEqual({
      ...{ new: 0, active: 3, core: 0, high_value: 0, at_risk: 0, churned: 0 },
    });
    expect(at('at_risk', 44)).toBe(2);
    expect(at('active', 44)).toBe(1);
    // Cem is back, Ben is not
    expect(at('at_risk', 30)).toBe(1);
    // Dan has come, Ben has churned
    expect(Object.values(answer.draft.sizes).map((list) => list.at(-1))).toEqual([0, 3, 0, 0, 0, 1]);
  });

  test('at risk is compared with who was silent for the 30 days after', () => {
    const { precision, recall, flagged, silent } = answer.draft.atRisk;
    expect(flagged).toBeGreaterThan(0);
    expect(silent).toBeGreaterThan(0);
    // Ben and Cem are flagged alike, and only one of them stays silent
    expect(precision).toBeGreaterThan(0);
    expect(precision).toBeLessThan(1);
    expect(recall).toBeGreaterThan(0);
    expect(recall).toBeLessThan(1);
  });
});

test('a draft is set beside the rules in force', async () => {
  const { draft, current } = await result({ rules: await patient(23), weeks: 10 });
  // Cem was silent for 21 days only
  expect(Math.max(...current.sizes.at_risk)).toBe(2);
  expect(Math.max(...draft.sizes.at_risk)).toBe(1);
  expect(draft.changes).toBeLessThan(current.changes);
  expect(draft.atRisk.precision).toBe(1);
});

test('changes that are taken back within 14 days are counted', async () => {
  const flapping = (await rulesNow()).map((rule) =>
    rule.key === 'at-risk' ? { ...rule, enter: silence('>=', 1) } : rule,
  );
  const { draft, current } = await result({ rules: flapping, weeks: 10 });
  // Cem was at risk for six days
  expect(current.flippedBack).toBe(1);
  expect(draft.flippedBack).toBeGreaterThan(2);
});

test('closer steps are possible', async () => {
  const { dates, draft, current } = await result({ rules: await rulesNow(), weeks: 2, stepDays: 1 });
  expect(dates).toHaveLength(15);
  expect(draft).toEqual(current);
  // the 30 days after are not over for any of them
  expect(draft.atRisk).toEqual({ precision: null, recall: null, flagged: 0, silent: 0 });
});

test('nobody’s stage is touched, and nothing stays behind', async () => {
  const before = [await stages(), await app.db.getRepository('communityStageChanges').count()];
  await result({ rules: await patient(3), weeks: 4 });
  expect([await stages(), await app.db.getRepository('communityStageChanges').count()]).toEqual(before);
  expect(await scratch()).toBe(0);
});

test('what a backtest that was cut off has left is removed by the next', async () => {
  const { store, gate } = services;
  await new BacktestStates(store, gate, async () => undefined).arrive(null, now);
  expect(await scratch()).toBe(8);
  await result({ rules: await rulesNow(), weeks: 1 });
  expect(await scratch()).toBe(0);
});

test('can be cancelled while it goes on', async () => {
  const { id } = (await start({ rules: await rulesNow(), weeks: 52, stepDays: 1 }).expect(200)).body.data;
  const runs = app.db.getRepository('communityRuns');
  while ((await runs.findOne({ filterByTk: id })).get('state') === 'queued')
    await new Promise((go) => setTimeout(go, 5));
  await root.post('/api/communityLifecycle:cancelRun').send({ run: id }).expect(200);
  expect((await finished(app, id)).get('state')).toBe('cancelled');
  const response = await root.get('/api/communityLifecycle:backtestResult').query({ run: id });
  expect([response.status, response.body.errors[0].code]).toEqual([409, 'BACKTEST_NOT_DONE']);
});

describe('who may, and with what', () => {
  test.each([
    ['weeks', { weeks: 0 }],
    ['weeks', { weeks: 53 }],
    ['weeks', { weeks: 1.5 }],
    ['stepDays', { stepDays: 0 }],
    ['rules', { rules: 'all' }],
    ['rules[0].to', { rules: [{ key: 'x', title: 'X', from: ['new'], to: 'vip' }] }],
  ])('%s is checked', async (name, over) => {
    const response = await start({ rules: await rulesNow(), weeks: 4, ...over });
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toContain(`${name}:`);
  });

  test('only those with the settings who see all members', async () => {
    const rules = await rulesNow();
    const some = await app.createScopedRole({
      view: { communityMembers: { displayName: 'Ann' } },
      snippets: [SETTINGS_SNIPPET],
    });
    const refused = await start({ rules, weeks: 4 }, some.agent);
    expect([refused.status, refused.body.errors[0].code]).toEqual([403, 'WHOLE_COMMUNITY_ONLY']);
    const other = await app.createScopedRole({ view: { communityMembers: {} } });
    expect((await start({ rules, weeks: 4 }, other.agent)).status).toBe(403);
    await other.agent.get('/api/communityLifecycle:backtestResult?run=1').expect(403);
  });

  test('a result there is not', async () => {
    const labels = await app.db.getRepository('communityRuns').findOne({ filter: { kind: 'labels' } });
    for (const run of [999_999, labels.get('id')])
      await root.get('/api/communityLifecycle:backtestResult').query({ run }).expect(404);
    await root.get('/api/communityLifecycle:backtestResult').expect(400);
  });

  test('lists of runs leave results out', async () => {
    const { body } = await root.get('/api/communityRuns:list?filter[kind]=backtest').expect(200);
    expect(body.data.length).toBeGreaterThan(1);
    expect(JSON.stringify(body.data)).not.toContain('"sizes"');
  });
});
