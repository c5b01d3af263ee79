import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { createTestApp, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../../common/names';
import type { PluginTelegramCommunity } from '../../plugin';
import type { Services } from '../../services';

const START = Date.parse('2026-03-02T09:00:00Z');
const DAY = 86_400_000;
const DAYS = 120;
const A_DAY = 160;

let app: TestApp;
let services: Services;

beforeAll(async () => {
  app = await createTestApp();
  services = (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services;
});
afterAll(() => app?.close());

function said(message: number): ActivityRecord {
  const at = START + Math.floor(message / A_DAY) * DAY + (message % A_DAY) * 1000;
  return emptyActivity({
    source: 'telegram',
    externalKey: `m:-1001:${message}`,
    version: activityVersion(at, 'import'),
    chat: { platform: 'telegram', externalId: '-1001', title: 'Group' },
    actor: { platform: 'telegram', externalId: String(7 + (message % 5)), displayName: 'Person' },
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

test('counting tells how far it is, and ends where whoever is told throws; the next count does the rest', async () => {
  const { writer, facts } = services;
  // one touch, of the whole group
  await writer.write(Array.from({ length: DAYS * A_DAY }, (_, message) => said(message)));
  expect(await facts.pending()).toBe(1);
  const enough = new Error('enough');
  const told: number[] = [];
  const stopped = facts.drain((done, total) => {
    told.push(done / total);
    throw enough;
  });
  await expect(stopped).rejects.toBe(enough);
  const before = await counted();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(DAYS * A_DAY);
  expect(await facts.pending()).toBe(1);

  told.length = 0;
  expect(await facts.drain((done, total) => void told.push(done / total))).toBe(1);
  expect(await counted()).toBe(DAYS * A_DAY);
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told[0]).toBeGreaterThan(0);
  expect(told[0]).toBeLessThan(1);
  expect(told.at(-1)).toBe(1);
});
