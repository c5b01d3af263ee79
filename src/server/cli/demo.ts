import { ORDERS_MAPPING } from '@community-crm/telegram-sandbox';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { createDemoPages } from '../demo/pages';
import { createDemoSegments } from '../demo/segments';
import { firstDay } from '../demo/simulate';
import type { Services } from '../services';
import { Reporter, type Output } from './reporter';
import { runAndWait } from './runAndWait';
import { simulateToFile, type SimulateArguments } from './simulateToFile';

/** The last line: whoever started the command can tell that it came to its end. */
export const DEMO_READY = 'The demonstration is ready.';

/** Weeks over which the sizes of segments, personas, tiers and tags can be seen from the first day. */
const PAST_WEEKS = 13;

/** Where the settings keep what the demonstration was made of, so that a later day continues the same community. */
const KEY = 'demonstration';

type Sizes = Omit<SimulateArguments, 'out' | 'orders'>;

/** Fills an installation with the demonstration: its data and its pages. */
export async function runDemo(services: Services, sizes: Sizes, print: Output): Promise<void> {
  await fillDemonstration(services, sizes, print);
  const pages = await createDemoPages(services.store.db);
  print(`  pages: ${pages.join(', ')}`);
  print(DEMO_READY);
}

/**
 * A made-up export and a shop's table of orders, taken in through the normal import, and labels. Called again on a later day it
 * adds the days since; then the sizes are those of the first call.
 */
export async function fillDemonstration(services: Services, sizes: Sizes, print: Output): Promise<void> {
  const folder = path.join(services.folder, 'demo');
  await mkdir(folder, { recursive: true });
  const known = (await services.settings.recall(KEY)) as Sizes | undefined;
  const made = known ?? { ...sizes, start: sizes.start ?? firstDay(services.now(), Number(sizes.days)) };
  await services.settings.remember(KEY, made);
  await createDemoSegments(services.store.db, (process.env.INIT_APP_LANG ?? '').startsWith('zh'));
  const [out, orders] = ['result.json', 'orders.csv'].map((name) => path.join(folder, name));
  try {
    const written = await simulateToFile(services, { ...made, out, orders }, print);
    // a table without rows would be refused
    const files = (written.orders ? [out, orders] : [out]).map((file) => ({ path: file, name: path.basename(file) }));
    for (const [kind, params] of [
      ['import', { files, timeZone: null, mapping: JSON.stringify(ORDERS_MAPPING) }],
      ['labels', { past: PAST_WEEKS }],
    ] as const) {
      const reporter = new Reporter(print);
      reporter.finish(await runAndWait(services, kind, params, (run) => reporter.show(run)));
    }
  } finally {
    for (const file of [out, orders]) await rm(file, { force: true });
  }
}
