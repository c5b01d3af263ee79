import type { TestApp } from '@community-crm/host/testing';
import { messageAt, START } from '../facts/__tests__/messages';
import { runLabels } from '../lifecycle/__tests__/stories';
import type { Services } from '../services';
import { startServices } from './startServices';

let app: TestApp;
let services: Services;

beforeAll(async () => {
  ({ app, services } = await startServices());
});
afterAll(() => app?.close());

/** Long enough for work that waits for nobody. */
const A_WHILE = 400;

/**
 * As a request does: a transaction that reads, takes a while, and then writes. On SQLite such a transaction fails when somebody
 * else has written in between.
 */
async function whileARequestIsHalfway(work: () => Promise<unknown>): Promise<void> {
  const stages = app.db.getRepository('communityStages');
  let done: Promise<unknown> | undefined;
  await app.db.sequelize.transaction(async (transaction) => {
    const stage = await stages.findOne({ filter: { key: 'new' }, transaction });
    done = work();
    await new Promise((resolve) => setTimeout(resolve, A_WHILE));
    await stages.update({ filterByTk: stage.get('id'), values: { color: 'cyan' }, transaction });
  });
  await done;
}

test('a setting is noted', async () => {
  await whileARequestIsHalfway(() => services.settings.remember('something', 1));
  expect(await services.settings.recall('something')).toBe(1);
});

test('how a mapping went is noted', async () => {
  const mappings = app.db.getRepository('communityMappings');
  const values = { title: 'Orders', collectionName: 'users', memberBy: 'account', memberField: 'id' };
  const row = await mappings.create({
    values: { ...values, memberPlatform: 'telegram', timeField: 'createdAt', kind: 'purchase', enabled: false },
  });
  const id = Number(row.get('id'));
  await whileARequestIsHalfway(() => services.mapped.mappings.note(id, { status: 'ok' }));
  expect((await mappings.findOne({ filterByTk: id })).get('status')).toBe('ok');
});

test('all that a run writes is written in its turn', async () => {
  const { options } = app.db.sequelize as unknown as { options: { logging: unknown } };
  const alone: string[] = [];
  options.logging = (said: string) => {
    // as Sequelize names what is done without a transaction; scratch tables are nobody else's
    if (/^Executing \(default\): (INSERT|UPDATE|DELETE)\b.{1,30}community[A-Z]/.test(said)) alone.push(said);
  };
  await services.writer.write(
    Array.from({ length: 50 }, (_, i) => messageAt(START, { message: i, account: `${i % 5}` })),
  );
  await services.facts.touchEverything();
  for (let run = 0; run < 2; run += 1) expect((await runLabels(app)).get('state')).toBe('succeeded');
  options.logging = false;
  expect(alone).toEqual([]);
  // this is among what a run notes at its end
  expect(await services.settings.recall('labelledBy')).toBeDefined();
});
