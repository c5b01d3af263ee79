import type { Application } from '@nocobase/server';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ActivityWriter, joinGroups } from './activities';
import { readKinds, readProfile, Settings } from './configuration';
import { Facts } from './facts';
import { createLive } from './live';
import { importHandler, labelsHandler, Leases, RunLedger, RunWorker, Schedule } from './runs';
import { Store, WriteGate } from './store';

/** The steps of the pipeline, put together. The only place besides `plugin.ts` that reads the clock. */
export type Services = ReturnType<typeof createServices>;

export function createServices(app: Application) {
  const now = () => Date.now();
  const store = new Store(app.db);
  const gate = new WriteGate(app.db);
  const settings = new Settings(store);
  const zone = () => settings.zone();
  const facts = new Facts({
    store,
    gate,
    zone,
    kinds: () => readKinds(store),
    sessionGapMinutes: async () => (await readProfile(store)).sessionGapMinutes,
  });
  const writer = new ActivityWriter({ store, gate, zone, now });
  const ledger = new RunLedger(store, gate);
  const leases = new Leases(store, gate, randomUUID(), now);
  const log = {
    info: (message: string) => app.logger.info(message),
    error: (message: string) => app.logger.error(message),
  };
  const folder = path.join(process.env.STORAGE_PATH ?? path.resolve('storage'), 'telegram-community');
  const worker = new RunWorker({
    ledger,
    leases,
    now,
    log,
    handlers: {
      labels: labelsHandler({ store, gate, settings, facts, ledger }),
      facts: async ({ report }) => ({
        counts: { touches: await facts.drain((done, total) => report(done / Math.max(1, total), 'facts')) },
      }),
      import: importHandler({
        settings,
        sink: writer,
        facts,
        ledger,
        now,
        joinGroups: (from, to) => joinGroups({ store, gate, platform: 'telegram' }, from, to),
        folder: path.join(folder, 'staging'),
      }),
    },
  });
  const schedule = new Schedule({
    cron: app.cronJobManager,
    settings,
    leases,
    ledger,
    wake: () => worker.wake(),
    log,
  });
  const live = createLive({ app, store, gate, settings, sink: writer, facts, leases, now, log });
  return { now, store, gate, settings, facts, writer, ledger, leases, worker, schedule, live, log, folder };
}
