import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommunityOptions } from '../index';
import { ORDERS_MAPPING, simulateCommunity, writeOrders } from '../index';
import { readAccounts } from './reading';

const options: CommunityOptions = { members: 800, groups: 12, days: 120, seed: 'shop', start: '2026-01-05' };
const community = simulateCommunity(options);
const orders = [...community.orders()];

describe('what members order', () => {
  test('is the same for the same options, and only grows with more days', () => {
    const described = (days: number) =>
      [...simulateCommunity({ ...options, days }).orders()].map(({ id, instant, amount }) => [id, instant, amount]);
    expect(described(120)).toEqual(orders.map(({ id, instant, amount }) => [id, instant, amount]));
    expect(described(150).slice(0, orders.length)).toEqual(described(120));
    expect(described(150).length).toBeGreaterThan(orders.length);
  });

  test('has a number of its own, a price, and comes oldest first', () => {
    expect(new Set(orders.map(({ id }) => id)).size).toBe(orders.length);
    expect(orders.every(({ amount }) => amount > 0)).toBe(true);
    orders.slice(1).forEach(({ instant }, index) => expect(instant).toBeGreaterThanOrEqual(orders[index].instant));
  });

  test('ends at "until"', () => {
    const until = Date.parse('2026-03-01T15:00:00Z');
    const cut = [...simulateCommunity({ ...options, until }).orders()];
    expect(cut.map(({ id }) => id)).toEqual(orders.filter(({ instant }) => instant <= until).map(({ id }) => id));
  });

  test('falls on days on which they are around anyway, so that lives and stages stay as planted', () => {
    const { seen } = readAccounts(options);
    for (const { member, day } of orders) expect(seen.get(`user${member.id}`)?.activeDays).toContain(day);
  });

  test('is told by what is planted, over the last 90 days', () => {
    const day = 110;
    for (const { id, spending } of community.planted(day)) {
      const own = orders.filter((order) => order.member.id === id && order.day > day - 90 && order.day <= day);
      const amount = own.reduce((sum, order) => sum + order.amount, 0);
      expect(spending).toEqual({ orders: own.length, amount });
    }
  });

  test('makes some members valuable by many orders and others by much money', () => {
    const present = community.planted().filter(({ stage }) => stage === 'active' || stage === 'core');
    expect(present.some(({ spending }) => spending.orders >= 3 && spending.amount < 1000)).toBe(true);
    expect(present.some(({ spending }) => spending.orders < 3 && spending.amount >= 1000)).toBe(true);
    expect(present.filter(({ spending }) => spending.orders === 0).length).toBeGreaterThan(present.length / 2);
  });
});

describe('the file of orders', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orders-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('has a line for each order under the columns that the mapping names, and nothing is left beside it', async () => {
    const file = join(folder, 'orders.csv');
    expect(await writeOrders(options, file)).toBe(orders.length);
    const [heading, first, ...rest] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(heading.split(',')).toEqual(expect.arrayContaining(Object.values(ORDERS_MAPPING.columns)));
    expect(first.split(',').slice(0, 3)).toEqual([
      orders[0].id,
      new Date(orders[0].instant).toISOString(),
      String(orders[0].member.id),
    ]);
    expect(rest).toHaveLength(orders.length - 1);
    expect(await readdir(folder)).toEqual(['orders.csv']);
  });
});
