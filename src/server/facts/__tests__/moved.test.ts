import type { TestApp } from '@community-crm/host/testing';
import { joinGroups } from '../../activities';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';
import { messageAt, START } from './messages';

const [OLD, NEW] = ['-1001', '-1001000000002'];

let app: TestApp;
let services: Services;

beforeAll(async () => ({ app, services } = await startServices()));
afterAll(() => app?.close());

const said = (chat: string, message: number) => messageAt(START + message * 3_600_000, { chat, message });

test('a group that moves while its facts are being counted keeps none under its old id', async () => {
  const { store, gate, writer, facts } = services;
  await writer.write([said(OLD, 1), said(OLD, 2), said(NEW, 3)]);
  const real = gate.runInTwo.bind(gate);
  let moved = false;
  gate.runInTwo = (read, write) =>
    real(async (place) => {
      const prepared = await read(place);
      if (!moved) await joinGroups({ store, gate, platform: 'telegram', now: () => START }, { from: OLD, to: NEW });
      moved = true;
      return prepared;
    }, write);
  await facts.drain();
  gate.runInTwo = real;
  await facts.drain();
  const groups = await app.db.getRepository('communityGroups').find();
  expect(groups.map((group: { externalId: string }) => group.externalId)).toEqual([NEW]);
  const counted = await store.select<{ groupId: number | string; n: number | string }>(
    `SELECT f."groupId", SUM(f."count") AS "n" FROM {communityDailyFacts} AS f GROUP BY f."groupId"`,
  );
  expect(counted.map(({ groupId, n }) => [Number(groupId), Number(n)])).toEqual([[Number(groups[0].id), 3]]);
  for (const collection of ['communityHourlyFacts', 'communityContentFacts', 'communityMemberships'])
    expect(
      (await store.select(`SELECT DISTINCT f."groupId" FROM {${collection}} AS f`)).map(({ groupId }) =>
        Number(groupId),
      ),
    ).toEqual([Number(groups[0].id)]);
});
