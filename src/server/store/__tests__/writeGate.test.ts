import type { TestApp } from '@community-crm/host/testing';
import type { Transaction } from 'sequelize';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';
import { openScratch, type ScratchTable } from '..';

let app: TestApp;
let services: Services;

beforeAll(async () => ({ app, services } = await startServices()));
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

describe('work in two parts', () => {
  const NAMES: ScratchTable = {
    name: 'community_two_parts',
    like: 'SELECT l."key" FROM {communityLeases} AS l',
    key: ['key'],
  };
  /** The first part puts names aside, the second one writes what it finds of them. */
  const inTwo = (keys: readonly string[], between: () => Promise<void> = () => Promise.resolve()) =>
    services.gate.runInTwo(
      async (place) => {
        await openScratch(services.store, [NAMES], place);
        for (const key of keys)
          await services.store.execute(`INSERT INTO ${NAMES.name} ("key") VALUES ($key)`, {
            bind: { key },
            transaction: place,
          });
        await between();
        return keys.length;
      },
      async (transaction, count) => {
        await services.store.execute(
          `INSERT INTO {communityLeases} ("key", "expiresAt") SELECT s."key", ${count} FROM ${NAMES.name} AS s`,
          { transaction },
        );
        return count;
      },
    );

  test('the second part finds what the first has put aside, and nothing of others', async () => {
    const outcomes = await Promise.all([['a'], ['b', 'c'], ['d', 'e', 'f']].map((keys) => inTwo(keys)));
    expect(outcomes).toEqual([1, 2, 3]);
    const rows = await services.store.select<{ key: string; expiresAt: number | string }>(
      `SELECT l."key", l."expiresAt" FROM {communityLeases} AS l WHERE l."key" IN ('a', 'b', 'c', 'd', 'e', 'f') ORDER BY l."key"`,
    );
    expect(rows.map(({ key, expiresAt }) => `${key}${expiresAt}`)).toEqual(['a1', 'b2', 'c2', 'd3', 'e3', 'f3']);
  });

  test('a second part that fails leaves nothing, and the next work is done', async () => {
    await services.gate.run((transaction) => insert('taken', transaction));
    await expect(inTwo(['untaken', 'taken'])).rejects.toThrow();
    expect(await there('untaken')).toBe(false);
    await expect(inTwo(['x'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTwo(['untaken'])).toBe(1);
    expect(await there('untaken')).toBe(true);
  });

  test('others write while the first part goes on', async () => {
    await inTwo(['late'], () => services.gate.run((transaction) => insert('meanwhile', transaction)));
    expect(await there('meanwhile')).toBe(true);
    expect(await there('late')).toBe(true);
  });
});
