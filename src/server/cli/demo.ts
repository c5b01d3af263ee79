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

/** Where the settings keep what the demonstration was made of, so that a later day continues the same community. */
const KEY = 'demonstration';

/**
 * Fills an installation with the demonstration: a made-up export taken in through the normal import, labels, pages. Called
 * again on a later day it adds the days since.
 */
export async function runDemo(
  services: Services,
  options: Omit<SimulateArguments, 'out'>,
  print: Output,
): Promise<void> {
  const folder = path.join(services.folder, 'demo');
  await mkdir(folder, { recursive: true });
  const known = (await services.settings.recall(KEY)) as Omit<SimulateArguments, 'out'> | undefined;
  const made = known ?? { ...options, start: options.start ?? firstDay(services.now(), Number(options.days)) };
  await services.settings.remember(KEY, made);
  await createDemoSegments(services.store.db, (process.env.INIT_APP_LANG ?? '').startsWith('zh'));
  const file = await simulateToFile(services, { ...made, out: path.join(folder, 'result.json') }, print);
  try {
    for (const [kind, params] of [
      ['import', { files: [{ path: file, name: 'result.json' }], timeZone: null }],
      ['labels', {}],
    ] as const) {
      const reporter = new Reporter(print);
      reporter.finish(await runAndWait(services, kind, params, (run) => reporter.show(run)));
    }
  } finally {
    await rm(file, { force: true });
  }
  const pages = await createDemoPages(services.store.db);
  print(`  pages: ${pages.join(', ')}`);
  print(DEMO_READY);
}
