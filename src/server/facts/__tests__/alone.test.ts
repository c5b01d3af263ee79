import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { createTestApp, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../../common/names';
import type { PluginTelegramCommunity } from '../../plugin';
import { FACTS_LEASE, Leases } from '../../runs';
import type { Services } from '../../services';

const START = Date.parse('2026-03-02T09:00:00Z');

let app: TestApp;
let services: Services;

beforeAll(async () => {
  app = await createTestApp();
  services = (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services;
});
afterAll(() => app?.close());

function said(message: number): ActivityRecord {
  const at = START + message * 60_000;
  return emptyActivity({
    source: 'telegram',
    externalKey: `m:-1001:${message}`,
    version: activityVersion(at, 'import'),
    chat: { platform: 'telegram', externalId: '-1001', title: 'Group' },
    actor: { platform: 'telegram', externalId: '7', displayName: 'Person' },
    kind: 'message',
    occurredAt: at,
  });
}

const counted = async (): Promise<number> => {
  const [row] = await services.store.select<{ n: number | string | null }>(
    'SELECT SUM(f."count") AS "n" FROM {communityDailyFacts} AS f',
  );
  return Number(row.n ?? 0);
};

test('facts are counted by one process at a time', async () => {
  const { store, gate, writer, facts } = services;
  const elsewhere = new Leases(store, gate, 'elsewhere', () => Date.now());
  await writer.write([said(1), said(2)]);
  await facts.drain();
  expect(await counted()).toBe(2);
  expect(await elsewhere.acquire(FACTS_LEASE)).toBe(true);
  // nothing to count: nobody is waited for
  expect(await facts.drain()).toBe(0);
  await writer.write([said(3)]);
  let done = false;
  const draining = facts.drain().then((touches) => {
    done = true;
    return touches;
  });
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect([done, await counted()]).toEqual([false, 2]);
  await elsewhere.release(FACTS_LEASE);
  expect(await draining).toBeGreaterThan(0);
  expect(await counted()).toBe(3);
});
