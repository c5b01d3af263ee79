import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { Model } from '@nocobase/database';
import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import { readKinds } from '../../configuration';
import { readLifecycle, runLifecycle, welcome } from '../../lifecycle';
import type { Services } from '../../services';
import { ofHistory } from '../../workflow';
import { Leases } from '../leases';
import { Schedule } from '../schedule';
import { ClusterTurn, LABELS_LEASE } from '../turn';
import { RunWorker } from '../worker';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let app: TestApp;
let services: Services;
let root: Agent;

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
  // what runs do is to be seen
  await services.liveLabels.stop();
});
afterAll(() => app.close());

let told = 0;
function deed(name: string, at: number, kind = 'message'): ActivityRecord {
  return emptyActivity({
    source: 'test',
    externalKey: `${name} ${(told += 1)}`,
    version: activityVersion(at, 'live'),
    chat: { platform: 'test', externalId: 'g', title: 'Group' },
    actor: { platform: 'test', externalId: name, displayName: name },
    kind,
    occurredAt: at,
  });
}

const run = (id: number): Promise<Model> => app.db.getRepository('communityRuns').findOne({ filterByTk: id });
const ended = (id: number) =>
  waitFor(async () => {
    const row = await run(id);
    return row.get('finishedAt') ? row : null;
  }, 60_000);

async function labels(params: Record<string, unknown> = {}): Promise<Record<string, number>> {
  const id = await services.ledger.enqueue('labels', params);
  services.worker.wake();
  const row = await ended(id);
  expect([row.get('state'), row.get('error')]).toEqual(['succeeded', null]);
  return row.get('counts') as Record<string, number>;
}

const stageOf = async (name: string) =>
  (await app.db.getRepository('communityMembers').findOne({ filter: { displayName: name } }))?.get('stage') ?? null;

const touches = async () =>
  Number((await services.store.select('SELECT COUNT(*) AS "n" FROM {communityLabelTouches} AS t'))[0].n);

test('a run says what it has looked at, what it changed, and how long each step took', async () => {
  const now = Date.now();
  await services.writer.write([...'ABCDEFGHIJKL'].map((name) => deed(name, now - 3 * HOUR, 'join')));
  await services.facts.drain();
  await labels();
  // whoever has just been moved is looked at once more, then nobody is
  await labels();
  const idle = await labels();
  expect(idle).toMatchObject({ examined: 0, stageChanges: 0, touched: 0, fullPasses: 0, instants: 1 });
  await services.writer.write([deed('A', now - 2 * HOUR), deed('A', now - HOUR), deed('A', now - HOUR / 2)]);
  const counts = await labels();
  expect(counts).toMatchObject({ examined: 1, stageChanges: 1, touched: 1, 'entered.active': 1, fullPasses: 0 });
  expect(Object.keys(counts).filter((name) => name.startsWith('ms.'))).toEqual(
    expect.arrayContaining(['ms.facts', 'ms.scores', 'ms.choosing', 'ms.rules', 'ms.replay']),
  );
  expect(await touches()).toBe(0);
});

test('an idle tick costs one read and queues nothing; a touch, an edit or an edge in time ends the idling', async () => {
  await labels();
  const { ledger, leases, settings, store, gate } = services;
  const queued = () => app.db.getRepository('communityRuns').count({ filter: { kind: 'labels' } });
  const before = await queued();
  let statements = 0;
  const jobs: Array<() => void> = [];
  const nothing = () => undefined;
  const schedule = new Schedule({
    cron: { addJob: ({ onTick }) => (jobs.push(onTick), { start: nothing }), removeJob: nothing, started: true },
    ...{ settings, leases, ledger, now: () => Date.now() },
    wake: nothing,
    log: services.log,
  });
  await schedule.arm();
  const query = app.db.sequelize.query.bind(app.db.sequelize) as (...args: unknown[]) => Promise<unknown>;
  const counted = jest.spyOn(app.db.sequelize, 'query').mockImplementation(((...args: unknown[]) => {
    if (String(args[0]).includes('dueAt')) statements += 1;
    return query(...args);
  }) as typeof app.db.sequelize.query);
  jobs[0]();
  await waitFor(() => statements === 1);
  counted.mockRestore();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([statements, await queued()]).toEqual([1, before]);

  const idle = () => ledger.isIdle(Date.now());
  expect(await idle()).toBe(true);
  expect(await ledger.isIdle(Date.now() + DAY)).toBe(false);
  await gate.run((transaction) =>
    store.execute('INSERT INTO {communityLabelTouches} ("memberId", "history", "seen") VALUES (1, TRUE, TRUE)', {
      transaction,
    }),
  );
  expect(await idle()).toBe(false);
  await labels();
  expect(await idle()).toBe(true);
  await app.db.getRepository('communityStages').update({ filter: { key: 'new' }, values: { goal: 'Welcome!' } });
  expect(await idle()).toBe(false);
  await labels();
});

test('an edited rule has everybody looked at, and what it changes is no event of today', async () => {
  const rules = app.db.getRepository('communityRules');
  const enter = { left: { metric: 'messages', window: { days: 30 } }, op: '>=', right: 3 };
  await rules.update({ filter: { key: 'high-value' }, values: { enter } });
  const counts = await labels();
  expect(counts).toMatchObject({ fullPasses: 1, stageChanges: 1, 'entered.high_value': 1 });
  const change: Model = await app.db.getRepository('communityStageChanges').findOne({ sort: ['-id'] });
  expect(change.get('origin')).toBe('edit');
});

describe('a long run', () => {
  const history = (name: string) =>
    Array.from({ length: 240 }, (_, i) => deed(name, Date.now() - (300 - i) * DAY, i ? 'message' : 'join'));
  const lifeOf = async (name: string) =>
    (
      await app.db
        .getRepository('communityStageChanges')
        .find({ filter: { 'member.displayName': name }, sort: ['at', 'id'] })
    ).map((row: Model) => [row.get('to'), new Date(row.get('at') as string).toISOString().slice(0, 10)]);
  let expected: unknown[];

  beforeAll(async () => {
    await ofHistory(services.writer).write(history('Undisturbed'));
    await labels();
    expected = await lifeOf('Undisturbed');
    expect(expected.length).toBeGreaterThan(3);
  });

  test('can be ended; what it had claimed is left to the next one', async () => {
    await ofHistory(services.writer).write(history('Ended'));
    const id = await services.ledger.enqueue('labels');
    services.worker.wake();
    await waitFor(async () => (await run(id)).get('step') === 'replay', 20_000);
    await root.post('/api/communityLifecycle:cancelRun').send({ run: id }).expect(200);
    const row = await ended(id);
    expect([row.get('state'), row.get('watermark')]).toEqual(['cancelled', null]);
    expect(await stageOf('Ended')).toBeNull();
    expect(await touches()).toBeGreaterThan(0);
    await root.post('/api/communityLifecycle:cancelRun').send({ run: id }).expect(400);
    await root.post('/api/communityLifecycle:cancelRun').send({ run: 987654 }).expect(404);
    await labels();
    expect(await lifeOf('Ended')).toEqual(expected);
  });

  test('that is cut off goes on after the next start, and ends as if nothing had been', async () => {
    await ofHistory(services.writer).write(history('Cut off'));
    const id = await services.ledger.enqueue('labels');
    services.worker.wake();
    await waitFor(async () => (await run(id)).get('step') === 'replay', 20_000);
    await services.worker.stop();
    expect((await run(id)).get('state')).toBe('queued');
    services.worker.start();
    expect((await ended(id)).get('state')).toBe('succeeded');
    expect(await lifeOf('Cut off')).toEqual(expected);
  });

  test('that waits can be ended before it begins', async () => {
    await services.worker.stop();
    const id = await services.ledger.enqueue('labels');
    await root.post('/api/communityLifecycle:cancelRun').send({ run: id }).expect(200);
    expect((await run(id)).get('state')).toBe('cancelled');
    services.worker.start();
  });

  test('does not keep a newcomer waiting', async () => {
    services.liveLabels.start();
    await ofHistory(services.writer).write(history('Long'));
    const id = await services.ledger.enqueue('labels');
    services.worker.wake();
    await waitFor(async () => (await run(id)).get('step') === 'replay', 20_000);
    await services.writer.write([deed('Newcomer', Date.now() - 1000, 'join')]);
    await services.facts.drain();
    await waitFor(async () => (await stageOf('Newcomer')) === 'new', 5000);
    await ended(id);
    expect(await lifeOf('Newcomer')).toHaveLength(1);
    await services.liveLabels.stop();
  });

  test('nor do missed days, before the end of which nobody else moves', async () => {
    const { store, gate, settings, writer, facts } = services;
    const asOf = Date.now();
    const now = {
      ...{ store, gate, asOf, zone: await settings.zone(), kinds: await readKinds(store) },
      lifecycle: await readLifecycle(store),
    };
    const found: unknown[] = [];
    await runLifecycle({
      ...{ ...now, lastAsOf: asOf - 3 * DAY, touched: new Map(), runId: null },
      onMissedDay: async () => {
        if (found.length) return;
        await writer.write([deed('Just now', asOf - 1000, 'join'), deed('Undisturbed', asOf - 1000)]);
        await facts.drain();
        await welcome(now);
        found.push(await stageOf('Just now'), await stageOf('Undisturbed'));
      },
    });
    expect(found).toEqual(['new', 'churned']);
  });
});

describe('in a cluster', () => {
  test('one process at a time works off the queue', async () => {
    await services.worker.stop();
    let inside = 0;
    let most = 0;
    let done = 0;
    const worker = (owner: string) => {
      const { store, gate, ledger, log } = services;
      const now = () => Date.now();
      return new RunWorker({
        ...{ ledger, log, now },
        leases: new Leases(store, gate, owner, now),
        handlers: new Proxy({} as ConstructorParameters<typeof RunWorker>[0]['handlers'], {
          get: () => async () => {
            inside += 1;
            most = Math.max(most, inside);
            await new Promise((resolve) => setTimeout(resolve, 60));
            inside -= 1;
            done += 1;
            return { counts: {} };
          },
        }),
      });
    };
    for (let i = 0; i < 6; i += 1) await services.ledger.enqueue('facts', { i });
    const [one, other] = [worker('one'), worker('other')];
    await Promise.all([one.workOff(), other.workOff(), one.workOff(), other.workOff()]);
    // many claims at once are answered, every one
    const claims = Array.from({ length: 8 }, (_, i) => new Leases(services.store, services.gate, `p${i}`, Date.now));
    const held = await Promise.all(claims.map((leases) => leases.acquire('crowded')));
    expect(held.filter(Boolean)).toHaveLength(1);
    expect([most, done]).toEqual([1, 6]);
    await one.stop();
    await other.stop();
    services.worker.start();
  });

  test('other runs do not wait for a backtest', async () => {
    await services.worker.stop();
    const { ledger, log, leases } = services;
    const ended: string[] = [];
    let end = (): void => undefined;
    const lasting = new Promise<void>((resolve) => (end = resolve));
    const worker = new RunWorker({
      ...{ ledger, log, leases, now: () => Date.now() },
      handlers: new Proxy({} as ConstructorParameters<typeof RunWorker>[0]['handlers'], {
        get: (_handlers, kind: string) => async () => {
          if (kind === 'backtest') await lasting;
          ended.push(kind);
          return { counts: {} };
        },
      }),
    });
    const backtest = await ledger.enqueue('backtest');
    const facts = await ledger.enqueue('facts');
    const working = worker.workOff();
    await waitFor(async () => (await run(facts)).get('state') === 'succeeded');
    // its lane begins on its own, maybe after the other one has ended
    await waitFor(async () => (await run(backtest)).get('state') === 'running');
    expect((await run(backtest)).get('state')).toBe('running');
    end();
    await working;
    expect(ended).toEqual(['facts', 'backtest']);
    await worker.stop();
    services.worker.start();
  });

  test('a run waits while another process gives labels', async () => {
    const { store, gate, log } = services;
    const now = () => Date.now();
    const elsewhere = new Leases(store, gate, 'elsewhere', now);
    expect(await elsewhere.acquire(LABELS_LEASE)).toBe(true);
    const turn = new ClusterTurn(LABELS_LEASE, new Leases(store, gate, 'here', now), log);
    expect(await turn.offer(async () => undefined)).toBe(false);
    let waited = 0;
    const waiting = turn.run(
      async () => 'done',
      () => void (waited += 1),
    );
    await waitFor(() => waited > 0);
    await elsewhere.release(LABELS_LEASE);
    expect(await waiting).toBe('done');
  });
});

test('a member whose lock an operator lifts is looked at again', async () => {
  const members = app.db.getRepository('communityMembers');
  await labels();
  await members.update({
    filter: { displayName: 'B' },
    values: { stageLockedUntil: new Date(Date.now() + DAY) },
  });
  expect(await touches()).toBeGreaterThan(0);
  expect(await labels()).toMatchObject({ touched: 1 });
  await members.update({ filter: { displayName: 'B' }, values: { displayName: 'B2' } });
  expect(await touches()).toBe(0);
  await members.update({ filter: { displayName: 'B2' }, values: { stageLockedUntil: null } });
  expect(await labels()).toMatchObject({ touched: 1 });
});
