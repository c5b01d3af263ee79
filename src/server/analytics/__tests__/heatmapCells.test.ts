import { createTestApp, type TestApp } from '@community-crm/host/testing';
import { scoreSteps } from '../../../common/heatmapCompact';
import { PACKAGE_NAME } from '../../../common/names';
import type { PluginTelegramCommunity } from '../../plugin';
import type { Store } from '../../store';
import { exactCells, steppedCells } from '../heatmapCells';
import { fill } from './tables';

const MEMBERS = 1203;
const MINUTE = 60_000;
const START = Date.parse('2026-03-02T09:00:30Z');

let app: TestApp;
let store: Store;

/** Every member is in one of three groups, each fourth in two of them. */
const memberships = Array.from(
  { length: MEMBERS },
  (_, at) => [at, at % 4 ? [at % 3] : [at % 3, (at + 1) % 3]] as const,
)
  .flatMap(([member, groups]) => groups.map((group) => ({ memberId: member + 1, groupId: group + 1 })))
  .map((pair, at) => ({
    ...pair,
    ...{
      id: at + 1,
      posts: (at * 7) % 400,
      score: ((at * 13) % 1000) / 10,
      level: ['none', 'low', 'medium', 'high'][at % 4],
    },
    lastActiveAt: at % 9 ? new Date(START + at * MINUTE).toISOString() : null,
  }));

beforeAll(async () => {
  app = await createTestApp();
  ({ store } = (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services);
  await fill(app, 'communityMemberships', memberships);
});
afterAll(() => app?.close());

test('many members are read in the same cells as few, whichever way they are split', async () => {
  // not in the order of their ids
  const members = Array.from({ length: MEMBERS }, (_, at) => 1 + ((at * 7) % MEMBERS));
  const groups = [3, 1];
  const byPlace = (cells: Awaited<ReturnType<typeof exactCells>>) =>
    Array.from(cells.member, (member, at) => [
      ...[member, cells.group[at], scoreSteps(cells.score[at]), cells.level[at], cells.posts[at]],
      Math.floor(cells.lastActiveAt[at] / MINUTE),
    ]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const exact = byPlace(await exactCells(store, members, groups));
  expect(byPlace(await steppedCells(store, members, groups))).toEqual(exact);
  expect(exact.length).toBe(memberships.filter(({ groupId }) => groupId !== 2).length);
});
