import { resolve } from 'node:path';
import { simulate, type Simulated } from '../demo/simulate';
import type { Services } from '../services';
import type { Output } from './reporter';

export interface SimulateArguments {
  members: string;
  groups: string;
  days: string;
  seed: string;
  start?: string;
  out: string;
  /** Table of what members ordered; absent = none. */
  orders?: string;
}

/** Writes a made-up community and says what it holds. */
export async function simulateToFile(
  { settings, now }: Services,
  { out, orders, start, seed, ...sizes }: SimulateArguments,
  print: Output,
): Promise<Simulated> {
  const file = resolve(out);
  const table = orders === undefined ? undefined : resolve(orders);
  let shown = 0;
  const written = await simulate({
    file,
    orders: table,
    members: positive('members', sizes.members),
    groups: positive('groups', sizes.groups),
    days: positive('days', sizes.days),
    seed,
    start,
    timeZone: (await settings.read()).timeZone,
    now: now(),
    onProgress: (done, total) => {
      if (done / total - shown < 0.25) return;
      shown = done / total;
      print(`  ${String(Math.round(shown * 100)).padStart(3)} % simulating`);
    },
  });
  print(`  ${written.messages} messages in ${written.chats} chats: ${file}`);
  if (table !== undefined) print(`  ${written.orders} orders: ${table}`);
  return written;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name}: ${text} is not allowed. Allowed: a whole number above 0.`);
}
