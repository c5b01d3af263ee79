import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { startServices } from './startServices';
import type { Services } from '../services';

const TOKEN = `7000000003:${'Zz9_x-'.repeat(6)}`;
const CHAT = groupChat(-1009876500001, { title: 'Book club' });
const [ANN, BOB, CEM] = [301, 302, 303].map((id) => user(id, { first_name: `P${id}` }));
const DAY = 86_400_000;
const MINUTE = 60_000;

let app: TestApp;
let sandbox: BotApiSandbox;
let root: Agent;
let services: Services;
const seconds = () => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  ({ app, services } = await startServices());
  sandbox = await startBotApi({ token: TOKEN });
  root = await app.asRoot();
  await root
    .post('/api/communityConnections:create')
    .send({ name: 'Reader bot', token: TOKEN, apiRoot: sandbox.url, mode: 'polling' })
    .expect(200);
  await waitFor(() => sandbox.calls.some(({ method }) => method === 'getUpdates'), 15_000);
  for (const [n, person] of [ANN, BOB, CEM].entries())
    sandbox.push(
      updates.message({ chat: CHAT, from: person, messageId: n + 1, date: seconds() - 100 + n, text: 'Hello' }),
    );
  await waitFor(async () => (await app.db.getRepository('communityMemberships').count()) === 3, 15_000);
});
afterAll(async () => {
  await sandbox?.close();
  await app?.close();
});

const bot = () => ({ id: sandbox.bot.id, is_bot: true, first_name: sandbox.bot.first_name });
const is = (status: 'administrator' | 'member' | 'left') =>
  sandbox.setChat({ chat: CHAT, members: [{ status, user: bot() }] });
const group = async () =>
  (await app.db.getRepository('communityGroups').findOne({ filter: { title: 'Book club' } })).toJSON();
const gaps = async (reason: string) =>
  (await app.db.getRepository('communityGaps').find({ filter: { reason }, sort: ['id'] })).map(
    (row: { toJSON(): Record<string, unknown> }) => row.toJSON(),
  );
const lasting = (reason: string): Promise<number> =>
  app.db.getRepository('communityGaps').count({ filter: { reason, toAt: null } });
const look = () => services.live.coverage.look(10 * MINUTE);
/** As if all questions had been asked long ago. */
const later = () =>
  services.store.execute('UPDATE {communityStandings} SET "askedAt" = 1, "countedAt" = 0, "rosterAt" = 0');

describe('what a bot misses', () => {
  it('is joins, leaves and reactions where it is no administrator', async () => {
    is('member');
    await look();
    expect(await gaps('rights')).toEqual([expect.objectContaining({ toAt: null })]);
    expect(await gaps('privacy')).toEqual([]);
  });

  it('ends when it becomes one, of which it is told', async () => {
    is('administrator');
    sandbox.push({
      my_chat_member: {
        chat: CHAT,
        from: ANN,
        date: seconds(),
        old_chat_member: { status: 'member', user: bot() },
        new_chat_member: { status: 'administrator', user: bot() },
      },
    } as Parameters<typeof sandbox.push>[0]);
    await waitFor(async () => (await group()).status === 'administrator');
    await later();
    await look();
    expect(await gaps('rights')).toEqual([expect.objectContaining({ toAt: expect.anything() })]);
  });

  it('is everything once it is out of the group', async () => {
    is('left');
    await later();
    await look();
    expect(await gaps('removed')).toEqual([expect.objectContaining({ toAt: null })]);
    is('administrator');
    await later();
    await look();
    expect(await gaps('removed')).toEqual([expect.objectContaining({ toAt: expect.anything() })]);
  });

  it('does not end because Telegram does not know the chat for a while', async () => {
    is('member');
    await later();
    await look();
    sandbox.failNext({ status: 400, method: 'getChatMember' });
    await later();
    await look();
    expect(await lasting('rights')).toBe(1);
    is('administrator');
    await later();
    await look();
    expect(await lasting('rights')).toBe(0);
  });

  it('is what happened more than 24 hours before it came back', async () => {
    const { store } = services;
    await store.execute('UPDATE {communityConnections} SET "coveredUntil" = $at', {
      bind: { at: Date.now() - 4 * DAY },
    });
    await waitFor(async () => {
      await look();
      return (await gaps('downtime')).length > 0;
    });
    const [gap] = await gaps('downtime');
    const hours = (new Date(gap.toAt as string).getTime() - new Date(gap.fromAt as string).getTime()) / 3_600_000;
    expect(hours).toBeCloseTo(72, 0);
    await look();
    expect(await gaps('downtime')).toHaveLength(1);
    await store.execute('UPDATE {communityConnections} SET "coveredUntil" = $at', {
      bind: { at: Date.now() - 20 * 3_600_000 },
    });
    await look();
    expect(await gaps('downtime')).toHaveLength(1);
  });

  it('is filled by an export that covers it', async () => {
    const message = (id: number, at: number) => ({
      id,
      type: 'message',
      date: new Date(at).toISOString().slice(0, 19),
      date_unixtime: String(Math.floor(at / 1000)),
      from: 'P301',
      from_id: 'user301',
      text: 'Back then',
    });
    const file = {
      name: 'Book club',
      type: 'private_supergroup',
      id: 9876500001,
      messages: [message(900, Date.now() - 9 * DAY), message(901, Date.now() - 3 * MINUTE)],
    };
    await root
      .post('/api/communityImports:create')
      .attach('file', Buffer.from(JSON.stringify(file)), 'result.json')
      .expect(200);
    await waitFor(async () => (await gaps('downtime'))[0].filledAt !== null, 20_000);
    expect((await gaps('rights'))[0].filledAt).toBeNull();
  });
});

describe('the roster', () => {
  it('is compared with the number that Telegram gives', async () => {
    sandbox.setChat({ chat: CHAT, memberCount: 12 });
    await later();
    await look();
    expect(await group()).toMatchObject({ memberCount: 12, coverage: 25, memberCountAt: expect.anything() });
  });

  it('notices who has left in silence, and only them', async () => {
    sandbox.setChat({ chat: CHAT, members: [{ status: 'left', user: BOB }] });
    await services.store.execute('UPDATE {communityMemberships} SET "checkedAt" = 0');
    await later();
    await look();
    await waitFor(async () => {
      const rows = await app.db.getRepository('communityMemberships').find({ appends: ['member'] });
      return rows.filter((row: { get(name: string): unknown }) => row.get('status') === 'left').length === 1;
    });
    const left = await app.db
      .getRepository('communityMemberships')
      .findOne({ filter: { status: 'left' }, appends: ['member'] });
    expect((left.get('member') as { displayName: string }).displayName).toBe('P302');
    const activity = await app.db.getRepository('communityActivities').findOne({ filter: { kind: 'leave' } });
    expect(activity.get('timeSource')).toBe('received');
    expect((await group()).rosterCheckedAt).not.toBeNull();
  });

  it('does not wait for members whom Telegram does not know', async () => {
    const at = Date.now() - MINUTE;
    await services.writer.write([
      emptyActivity({
        source: 'push',
        externalKey: 'shop:1',
        version: activityVersion(at, 'live'),
        chat: { platform: 'telegram', externalId: String(CHAT.id) },
        actor: { platform: 'shop', externalId: '7', displayName: 'Customer 7' },
        kind: 'purchase',
        occurredAt: at,
      }),
    ]);
    await services.facts.drain();
    await services.store.execute('UPDATE {communityMemberships} SET "checkedAt" = 0');
    await later();
    await look();
    const [standing] = await services.store.select('SELECT s."rosterAt" FROM {communityStandings} AS s');
    expect(Number(standing.rosterAt)).toBeGreaterThan(at);
  });

  it('asks no more often than it may', async () => {
    await services.settings.write({ checksPerMinute: 2 });
    await services.store.execute('UPDATE {communityMemberships} SET "checkedAt" = 0');
    await later();
    // what was left over from before is more than two
    await services.live.coverage.look(0);
    await services.store.execute('UPDATE {communityMemberships} SET "checkedAt" = 0');
    await later();
    const before = sandbox.calls.length;
    await services.live.coverage.look(MINUTE);
    const asked = sandbox.calls.slice(before).filter(({ method }) => method.startsWith('getChat'));
    expect(asked.length).toBeLessThanOrEqual(2);
    await services.settings.write({ checksPerMinute: 20 });
  });

  it('waits when Telegram asks to', async () => {
    sandbox.failNext({ status: 429, method: 'getChatMember' });
    await later();
    await look();
    const before = sandbox.calls.length;
    await look();
    expect(sandbox.calls.slice(before).filter(({ method }) => method.startsWith('getChat'))).toEqual([]);
  });
});

it('is over for a bot that is taken away', async () => {
  await services.store.execute('UPDATE {communityGaps} SET "toAt" = NULL');
  expect(await lasting('rights')).toBeGreaterThan(0);
  const { id } = await app.db.getRepository('communityConnections').findOne();
  await root.post(`/api/communityConnections:destroy?filterByTk=${id}`).expect(200);
  expect(await lasting('rights')).toBe(0);
  expect(await app.db.getRepository('communityStandings').count()).toBe(0);
});
