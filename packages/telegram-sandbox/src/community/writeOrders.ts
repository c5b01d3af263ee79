import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommunityOptions } from './options';
import { ORDER_CURRENCY } from './orders';
import { simulateCommunity } from './simulate';

/** The columns of the shop's file, in order. */
const COLUMNS = ['order_no', 'paid_at', 'telegram_id', 'customer', 'product', 'amount', 'currency'] as const;

/** How `community import` reads the file: what the columns are in the terms of its mappings. */
export const ORDERS_MAPPING = {
  source: 'demo-shop',
  columns: {
    key: 'order_no',
    at: 'paid_at',
    'actor.id': 'telegram_id',
    'actor.name': 'customer',
    amount: 'amount',
    currency: 'currency',
  },
  constants: { kind: 'purchase', 'actor.platform': 'telegram' },
  payload: ['product'],
};

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Writes what the members of a community bought as a CSV file, oldest first, times in UTC. The target appears at the end, whole;
 * an existing file is replaced. More days only append.
 *
 * @returns how many orders the file holds
 * @throws RangeError for options that make no sense; the file system's error
 */
export async function writeOrders(options: CommunityOptions, filePath: string): Promise<number> {
  const rows = [...simulateCommunity(options).orders()].map(({ id, instant, member, product, amount }) =>
    [id, new Date(instant).toISOString(), member.id, member.name, product, amount.toFixed(2), ORDER_CURRENCY].map(cell),
  );
  const target = resolve(filePath);
  const draft = `${target}.new`;
  try {
    await writeFile(draft, [COLUMNS, ...rows].map((row) => `${row.join(',')}\n`).join(''));
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
  return rows.length;
}
