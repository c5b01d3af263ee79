import { createTestApp, type TestApp } from '@community-crm/host/testing';
import type { Transaction } from 'sequelize';
import { PACKAGE_NAME } from '../../../common/names';
import type { PluginTelegramCommunity } from '../../plugin';
import type { Services } from '../../services';

let app: TestApp;
let services: Services;

beforeAll(async () => {
  app = await createTestApp();
  services = (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services;
});
afterAll(() => app?.close());

const insert = (key: string, transaction: Transaction) =>
  services.store.execute(`INSERT INTO {communityLeases} ("key", "expiresAt") VALUES ($key, 0)`, {
    bind: { key },
    transaction,
  });
const there = async (key: string): Promise<boolean> =>
  (await services.store.select('SELECT 1 AS "one" FROM {communityLeases} AS l WHERE l."key" = $key', { bind: { key } }))
    .length > 0;

test('what a transaction has written is there for everybody afterwards', async () => {
  await services.gate.run((transaction) => insert('kept', transaction));
  expect(await there('kept')).toBe(true);
});

test('a transaction that fails leaves nothing, and the next one works', async () => {
  const failing = services.gate.run(async (transaction) => {
    await insert('lost', transaction);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await there('lost')).toBe(false);
  await services.gate.run((transaction) => insert('after', transaction));
  expect(await there('after')).toBe(true);
});

test('a statement that the database refuses undoes the whole transaction', async () => {
  const doubled = services.gate.run(async (transaction) => {
    await insert('twice', transaction);
    await insert('twice', transaction);
  });
  await expect(doubled).rejects.toThrow();
  expect(await there('twice')).toBe(false);
  await services.gate.run((transaction) => insert('twice', transaction));
  expect(await there('twice')).toBe(true);
});

test('transactions that are asked for side by side all happen, each whole', async () => {
  const keys = Array.from({ length: 30 }, (_, i) => `side${i}`);
  const outcomes = await Promise.allSettled(
    keys.map((key, i) =>
      services.gate.run(async (transaction) => {
        await insert(key, transaction);
        if (i % 3 === 0) throw new Error('no');
      }),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(keys.map((_, i) => (i % 3 ? 'fulfilled' : 'rejected')));
  for (const [i, key] of keys.entries()) expect(await there(key)).toBe(i % 3 > 0);
});

test('what the host does after a commit is done', async () => {
  let committed = false;
  await services.gate.run(async (transaction) => {
    transaction.afterCommit(() => void (committed = true));
    await insert('hook', transaction);
    expect(committed).toBe(false);
  });
  expect(committed).toBe(true);
});

test('transactions that wait for each other both happen', async () => {
  await services.gate.run((transaction) => insert('left', transaction));
  await services.gate.run((transaction) => insert('right', transaction));
  const raise = (key: string, transaction: Transaction) =>
    services.store.execute('UPDATE {communityLeases} SET "expiresAt" = "expiresAt" + 1 WHERE "key" = $key', {
      bind: { key },
      transaction,
    });
  const both = (first: string, second: string) =>
    services.gate.run(async (transaction) => {
      await raise(first, transaction);
      // long enough for the other to have its first row, where transactions run side by side
      await new Promise((resolve) => setTimeout(resolve, 300));
      await raise(second, transaction);
    });
  await Promise.all([both('left', 'right'), both('right', 'left')]);
  const rows = await services.store.select<{ expiresAt: number | string }>(
    `SELECT l."expiresAt" FROM {communityLeases} AS l WHERE l."key" IN ('left', 'right')`,
  );
  expect(rows.map(({ expiresAt }) => Number(expiresAt))).toEqual([2, 2]);
});
