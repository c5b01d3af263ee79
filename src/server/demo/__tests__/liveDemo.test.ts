import { createTestApp, waitFor, type TestApp } from '@community-crm/host/testing';
import { isLiveDemoWanted, LiveDemo } from '../liveDemo';
import { firstDay } from '../simulate';
import type { Services } from '../../services';

let app: TestApp;
let services: Services;
const DEMONSTRATION = { members: '120', groups: '5', days: '40', seed: '3' };

beforeAll(async () => {
  app = await createTestApp();
  services = (app.pm.get('@community-crm/plugin-telegram-community') as unknown as { services: Services }).services;
});
afterAll(() => app?.close());

const demo = (wanted: boolean) =>
  new LiveDemo({
    db: app.db,
    settings: services.settings,
    secrets: app.aesEncryptor,
    ledger: services.ledger,
    wakeRuns: () => undefined,
    sync: () => services.live.intake.sync(),
    wanted,
    chinese: false,
    now: services.now,
    log: services.log,
  });
const connections = () => services.live.connections.list();

test('is off unless it is asked for', () => {
  expect([{}, { COMMUNITY_DEMO_LIVE: 'off' }, { COMMUNITY_DEMO_LIVE: 'on' }].map(isLiveDemoWanted)).toEqual([
    false,
    false,
    true,
  ]);
});

test('does nothing where no demonstration was filled in', async () => {
  const live = demo(true);
  await live.start();
  await live.stop();
  expect(await connections()).toEqual([]);
});

test('brings what happens now, in the groups of the demonstration, until it is stopped', async () => {
  const start = firstDay(services.now(), 40);
  await services.settings.remember('demonstration', { ...DEMONSTRATION, start });
  const live = demo(true);
  await live.start();
  const [connection] = await connections();
  expect(connection).toMatchObject({ name: 'Demonstration (made-up updates)', mode: 'polling' });
  expect(connection.apiRoot).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(connection.token).toMatch(/^enc:/);
  const activities = app.db.getRepository('communityActivities');
  const one = await waitFor(() => activities.findOne({ appends: ['group', 'member'] }), 60_000);
  expect(one.toJSON()).toMatchObject({ source: 'telegram', group: { platform: 'telegram' }, member: { isBot: false } });
  await live.stop();
  expect(await connections()).toMatchObject([{ id: connection.id, mode: 'paused' }]);
  await expect(fetch(`${connection.apiRoot}/bot1:x/getMe`)).rejects.toThrow();
});

test('goes on with the same connection, and leaves it alone when it is not wanted any more', async () => {
  const live = demo(true);
  await live.start();
  expect(await connections()).toMatchObject([{ mode: 'polling' }]);
  // as after a kill: nobody has paused it
  await demo(false).start();
  expect(await connections()).toMatchObject([{ mode: 'paused' }]);
  await live.stop();
});

test('a deleted connection stays deleted', async () => {
  await app.db.getRepository('communityConnections').destroy({ truncate: false, filter: { mode: 'paused' } });
  const live = demo(true);
  await live.start();
  await live.stop();
  expect(await connections()).toEqual([]);
});
