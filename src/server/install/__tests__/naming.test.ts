import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { createTestApp, waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../../common/names';
import { verify } from '../../cli/verify';
import type { PluginTelegramCommunity } from '../../plugin';
import type { Services } from '../../services';
import { tuneDatabase } from '../tune';

const HOUR = 3_600_000;

let app: TestApp;
let services: Services;
let root: Agent;

beforeAll(async () => {
  app = await createTestApp({ naming: { underscored: true, tablePrefix: 'crm_' } });
  services = (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services;
  root = await app.asRoot();
});
afterAll(() => app?.close());

function message(i: number, now: number): ActivityRecord {
  const chat = { platform: 'telegram', externalId: String(-1001 - (i % 3)), title: `Group ${i % 3}` };
  const actor = { platform: 'telegram', externalId: String(100 + (i % 5)), displayName: `Person ${i % 5}` };
  const at = now - i * HOUR;
  const key = (n: number) => `m:${-1001 - (n % 3)}:${n}`;
  return {
    ...emptyActivity({
      ...{ source: 'telegram', externalKey: key(i), version: activityVersion(at, 'import') },
      ...{ chat, actor, kind: 'message', occurredAt: at },
    }),
    isReply: i % 4 === 0,
    isForward: i % 7 === 0,
    replyToKey: i % 4 === 0 ? key(i + 3) : null,
    textLength: 5,
  };
}

test('where the host underscores names and prefixes tables, everything from activity to page works', async () => {
  const now = services.now();
  await services.writer.write(Array.from({ length: 60 }, (_, i) => message(i, now)));
  await services.facts.drain();
  expect(await verify(services)).toEqual([]);
  const run = await services.ledger.enqueue('labels');
  services.worker.wake();
  await waitFor(async () => (await services.ledger.find(run))?.state === 'succeeded', 60_000);
  const members = await app.db.getRepository('communityMembers').find();
  expect(members.map((member: { get(field: string): unknown }) => member.get('stage'))).not.toContain(null);
  const ask = async (action: string) => {
    const answer = await root.get(`/api/communityAnalytics:${action}`);
    return { action, status: answer.status, errors: answer.body.errors };
  };
  const actions = [
    'heatmap',
    'overlap',
    'flow',
    'coldGroups',
    'leaderboard',
    'rhythm',
    'retention',
    'lifecycle',
    'groupHealth',
  ];
  for (const action of actions) expect(await ask(action)).toEqual({ action, status: 200, errors: undefined });
});

test('indexes that hold few rows are made once, and stay', async () => {
  // on MySQL and MariaDB they are whole, under the same names
  const lists = {
    sqlite: `SELECT x.name AS "name" FROM sqlite_master AS x WHERE x.type = 'index' AND x.sql LIKE '% WHERE %'`,
    postgres: `SELECT x.indexname AS "name" FROM pg_indexes AS x WHERE x.indexdef LIKE '% WHERE %'`,
    mysql: `SELECT DISTINCT x.index_name AS "name" FROM information_schema.statistics AS x WHERE x.table_schema = DATABASE()`,
  };
  const indexes = async () => {
    const rows = await services.store.select<{ name: string }>(lists[services.store.dialect]);
    return rows
      .map(({ name }) => name)
      .filter((name) => name.includes('communit'))
      .sort();
  };
  const before = await indexes();
  expect(before).toEqual(
    expect.arrayContaining([
      'crm_community_activities_is_forward_day',
      'crm_community_activities_reply_to_member_id_occurred_at',
      'crm_community_inbox_state_connection_id_id_retry_at',
      'crm_community_members_created_by_id',
      'crm_community_members_owner_id',
      'crm_community_members_persona',
      'crm_community_members_rfm_tier',
      'crm_community_members_stage_locked_until',
    ]),
  );
  await tuneDatabase(services.store);
  await app.db.sync();
  expect(await indexes()).toEqual(before);
});
