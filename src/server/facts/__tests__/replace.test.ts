import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00Z');
/** Collections of facts, each with one of its measures. */
const MEASURES = { communityDailyFacts: 'count', communityHourlyFacts: 'utterances', communityContentFacts: 'posts' };
const FACTS = Object.keys(MEASURES) as Array<keyof typeof MEASURES>;

let app: TestApp;
let services: Services;

beforeAll(async () => {
  ({ app, services } = await startServices());
  await write([said(1, 0, 'join'), said(1, 1), said(1, 2), said(2, 3), said(2, 30), said(1, 31, 'leave')]);
});
afterAll(() => app?.close());

let keys = 0;

function said(member: number, hours: number, kind = 'message'): ActivityRecord {
  const at = START + hours * HOUR;
  const record = emptyActivity({
    source: 'telegram',
    externalKey: `m:-1001:${++keys}`,
    version: activityVersion(at, 'import'),
    chat: { platform: 'telegram', externalId: '-1001', title: 'Group' },
    actor: { platform: 'telegram', externalId: String(member), displayName: `Person ${member}` },
    kind,
    occurredAt: at,
  });
  return { ...record, textLength: 5 };
}

async function write(records: ActivityRecord[]): Promise<void> {
  await services.writer.write(records);
  await services.facts.drain();
}

/** Every fact there is, by its id. */
async function facts(): Promise<Record<string, Map<number, string>>> {
  const all: Record<string, Map<number, string>> = {};
  for (const name of FACTS) {
    const rows = await app.db.getRepository(name).find({ raw: true });
    all[name] = new Map(rows.map(({ id, ...fact }: { id: number | string }) => [Number(id), JSON.stringify(fact)]));
  }
  return all;
}

const rebuild = async () => {
  await services.facts.touchEverything();
  await services.facts.drain();
};

test('a rebuild that finds nothing new writes nothing', async () => {
  const before = await facts();
  expect(before.communityDailyFacts.size).toBeGreaterThan(3);
  await rebuild();
  expect(await facts()).toEqual(before);
});

test('another activity changes the facts that it belongs to, in their place', async () => {
  const before = await facts();
  await write([said(2, 4)]);
  const after = await facts();
  for (const name of ['communityDailyFacts', 'communityContentFacts'] as const) {
    const changed = [...after[name]].filter(([id, fact]) => before[name].get(id) !== fact);
    expect(changed.length).toBe(1);
    expect([...after[name].keys()].sort()).toEqual([...before[name].keys()].sort());
  }
  // an hour of its own
  expect(after.communityHourlyFacts.size).toBe(before.communityHourlyFacts.size + 1);
});

test('what a rebuild finds wrong it puts right, and what is superfluous goes', async () => {
  const before = await facts();
  const { store } = services;
  for (const name of FACTS) {
    const [first, second] = [...before[name].keys()];
    await store.execute(`UPDATE {${name}} SET "${MEASURES[name]}" = 99 WHERE "id" = $id`, { bind: { id: first } });
    await store.execute(`DELETE FROM {${name}} WHERE "id" = $id`, { bind: { id: second } });
    await store.execute(`UPDATE {${name}} SET "memberId" = 999 WHERE "id" = $id`, { bind: { id: first } });
  }
  await rebuild();
  const after = await facts();
  for (const name of FACTS) expect([...after[name].values()].sort()).toEqual([...before[name].values()].sort());
});
