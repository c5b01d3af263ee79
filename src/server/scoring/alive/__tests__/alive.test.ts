import { CommunityZone, dayLabel, dayNumberOf, fitAlive as fitModel, pAlive } from '@community-crm/community-model';
import type { TestApp } from '@community-crm/host/testing';
import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { simulate, seeded } from '../../../../../packages/community-model/src/bgnbd/__tests__/simulate';
import { startServices } from '../../../__tests__/startServices';
import { readKinds } from '../../../configuration';
import { MetricFrame } from '../../../metrics';
import type { Services } from '../../../services';
import { currentFit, fitAlive, fitAliveWhenDue, type FitAliveInput } from '..';
import { fitInWorker } from '../compute';
import { aliveSample } from '../sample';

const TODAY = '2026-06-30';
const PLANTED = { r: 0.8, alpha: 8, a: 0.8, b: 3 };

let app: TestApp;
let services: Services;

/** The days on which members were active, by their ids. */
const active = new Map<number, number[]>();

beforeAll(async () => {
  ({ app, services } = await startServices());
  const today = dayNumberOf(TODAY);
  const people = simulate({ planted: PLANTED, people: 600, days: 300, random: seeded(3) });
  people.forEach(({ repeats, last, observed }, i) => {
    const first = today - Math.ceil(observed);
    // when they came between the first and the last time does not matter to the model
    const between = Array.from({ length: Math.max(0, repeats - 1) }, (_, n) => first + ((n + 1) * last) / repeats);
    const days = [first, ...between, ...(repeats ? [first + last] : [])].map(Math.floor);
    active.set(5000 + i, [...new Set(days)]);
  });
  // hand-made: once only, too short, silent for long, a return after a leave, a bot, the own team
  active.set(6000, [today - 100]);
  active.set(6001, [today - 10, today - 3]);
  active.set(6002, [today - 200, today - 199, today - 198, today - 197]);
  active.set(6003, [today - 60, today - 2]);
  active.set(6004, [today - 60, today - 2]);
  active.set(6005, [today - 60, today - 2]);
  await app.db.getModel('communityMembers').bulkCreate(
    [...active.keys()].map((id) => ({
      id,
      displayName: `Member ${id}`,
      isBot: id === 6004,
      isTeam: id === 6005,
      lastActiveAt: new Date(`${TODAY}T00:00:00Z`),
    })),
  );
  const facts = [...active].flatMap(([memberId, days]) =>
    days.map((day, i) => ({
      memberId,
      groupId: 1,
      day: dayLabel(day),
      kind: i % 2 ? 'reaction' : 'message',
      count: 2,
    })),
  );
  const none = { groupId: 1, kind: 'join', count: 1 };
  await app.db.getModel('communityDailyFacts').bulkCreate([
    ...facts,
    // a join is no sign of life, and what comes later is not known yet
    { ...none, memberId: 6000, day: dayLabel(today - 20) },
    { ...none, memberId: 6000, day: dayLabel(today + 3), kind: 'message' },
  ]);
});
afterAll(() => app?.close());

const input = async (over: Partial<FitAliveInput> = {}): Promise<FitAliveInput> => ({
  store: services.store,
  gate: services.gate,
  signsOfLife: (await readKinds(services.store)).signsOfLife,
  asOfDay: TODAY,
  now: Date.parse(`${TODAY}T12:00:00Z`),
  ...over,
});

/** What the metric says, by member; null = no number. */
async function metric(day = TODAY): Promise<Map<number, number | null>> {
  const frame = new MetricFrame({
    store: services.store,
    zone: new CommunityZone('UTC'),
    kinds: await readKinds(services.store),
    asOf: Date.parse(`${day}T12:00:00Z`),
    subjects:
      'SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m WHERE m."id" >= 5000',
  });
  const name = frame.column({ metric: 'pAlive' });
  const rows = await services.store.select(frame.select(), { bind: frame.bind });
  return new Map(rows.map((row) => [Number(row.id), row[name] === null ? null : Number(row[name])]));
}

test('while nothing was fitted, nobody has a number', async () => {
  expect(await currentFit(services.store)).toBeNull();
  expect([...(await metric()).values()].filter((value) => value !== null)).toEqual([]);
});

test('the sample is what members did, in days, without bots, team and what is not known yet', async () => {
  const sample = await aliveSample(await input());
  expect(sample.reduce((sum, { people }) => sum + people, 0)).toBe(604);
  expect(sample).toContainEqual({ repeats: 3, last: 3, observed: 200, people: 1 });
  const today = dayNumberOf(TODAY);
  const wanted = [...active]
    .filter(([id]) => id < 6004)
    .map(([, days]) => [days.length - 1, today - Math.min(...days)]);
  const sum = (i: number) => wanted.reduce((total, row) => total + row[i], 0);
  expect(sample.reduce((total, { repeats, people }) => total + repeats * people, 0)).toBe(sum(0));
  expect(sample.reduce((total, { observed, people }) => total + observed * people, 0)).toBe(sum(1));
});

test('a fit is stored with its date, size and likelihood, and made anew after a week', async () => {
  const fit = await fitAlive(await input());
  expect(fit).toMatchObject({ people: 604, asOfDay: TODAY, fittedAt: Date.parse(`${TODAY}T12:00:00Z`) });
  expect(fit?.logLikelihood).toBeLessThan(0);
  const expected = fitModel(await aliveSample(await input()));
  for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(fit?.[name]).toBeCloseTo(expected?.[name] ?? 0, 6);
  const later = (days: number) => dayLabel(dayNumberOf(TODAY) + days);
  expect(await fitAliveWhenDue(await input({ asOfDay: later(6) }))).toBeNull();
  const next = await fitAliveWhenDue(await input({ asOfDay: later(7) }));
  expect(next?.id).toBeGreaterThan(fit?.id ?? 0);
});

const WEEK_LATER = dayLabel(dayNumberOf(TODAY) + 7);

test.each([TODAY, WEEK_LATER])(
  'the metric is the model’s closed form, fitted by %s; too little history has no number',
  async (day) => {
    const [fit] = await services.store.select<Record<'r' | 'alpha' | 'a' | 'b', number>>(
      'SELECT w."r", w."alpha", w."a", w."b" FROM {communityAliveFits} AS w WHERE w."asOfDay" = $day',
      { bind: { day } },
    );
    const found = await metric(day);
    const today = dayNumberOf(day);
    let numbers = 0;
    for (const [id, known] of active) {
      // one of them comes a second time between the two fits
      const days = id === 6000 && day === WEEK_LATER ? [...known, today - 4] : known;
      const [first, last] = [Math.min(...days), Math.max(...days)];
      const value = found.get(id) ?? null;
      if (days.length < 2 || today - first < 14) {
        expect([id, value]).toEqual([id, null]);
        continue;
      }
      const expected = pAlive(fit, { repeats: days.length - 1, last: last - first, observed: today - first });
      expect(Math.abs((value ?? -1) - expected)).toBeLessThan(1e-9);
      numbers += 1;
    }
    expect(numbers).toBeGreaterThan(200);
    expect(found.get(6002)).toBeLessThan(0.05);
    expect(found.get(6003)).toBeGreaterThan(0.5);
  },
);

test('once only, or too short a time, is no number', async () => {
  const found = await metric();
  expect([found.get(6000), found.get(6001)]).toEqual([null, null]);
});

test('as of a past day, only what was known then counts', async () => {
  const then = dayLabel(dayNumberOf(TODAY) - 190);
  const [past, now] = [await metric(then), await metric()];
  expect(past.get(6003)).toBeNull();
  // four days in a row and a week of silence: not as bad as half a year
  expect(past.get(6002)).toBeNull();
  const later = await metric(dayLabel(dayNumberOf(TODAY) - 180));
  expect(later.get(6002)).toBeGreaterThan(now.get(6002) ?? 1);
});

test('fewer than a hundred who ever came again, or a fit that goes nowhere: the former one stays', async () => {
  const before = await currentFit(services.store);
  expect(await fitAlive(await input({ signsOfLife: ['boost'] }))).toBeNull();
  const lost = fitModel(await aliveSample(await input()));
  const compute = () => Promise.resolve(lost && { ...lost, converged: false });
  expect(await fitAlive(await input({ compute }))).toBeNull();
  expect(await currentFit(services.store)).toEqual(before);
});

describe('in a thread of its own', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alive-'));
  const file = path.join(folder, 'worker.js');
  beforeAll(() => {
    const entry = path.join(__dirname, '../worker.ts');
    buildSync({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node', format: 'cjs' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the same comes out, and this thread is free meanwhile', async () => {
    const histories = simulate({ planted: PLANTED, people: 6000, days: 300, random: seeded(5) });
    let longest = 0;
    let before = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }, 10);
    const began = performance.now();
    const fit = await fitInWorker(file, histories);
    const took = performance.now() - began;
    clearInterval(watch);
    expect(fit).toMatchObject({ people: 6000, converged: true });
    expect(longest).toBeLessThan(Math.max(250, took / 3));
  });

  test('it can be cut off, and a thread that fails says so', async () => {
    const abort = new AbortController();
    const histories = simulate({ planted: PLANTED, people: 20_000, days: 300, random: seeded(6) });
    const cut = fitInWorker(file, histories, abort.signal);
    setTimeout(() => abort.abort(), 50);
    await expect(cut).rejects.toThrow('cut off');
    await expect(fitInWorker(path.join(folder, 'missing.js'), [])).rejects.toThrow();
  });
});
