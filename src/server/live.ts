import type { Application } from '@nocobase/server';
import { joinGroups, noteGroupStatus } from './activities';
import type { Settings } from './configuration';
import type { Facts } from './facts';
import type { ActivitySink } from './intake/sink';
import { Connections, Inbox, InboxWorker, LeaseKeeper, LiveIntake } from './intake/telegram';
import { fingerprinter } from './intake/text';
import type { Leases } from './runs';
import type { Store, WriteGate } from './store';

export interface LiveOptions {
  app: Application;
  store: Store;
  gate: WriteGate;
  settings: Settings;
  sink: ActivitySink;
  facts: Facts;
  leases: Leases;
  now: () => number;
  log: { info(message: string): void; error(message: string): void };
}

/** The bots: pollers, the inbox, and what follows from an update besides its activities. */
export function createLive({ app, store, gate, settings, sink, facts, leases, now, log }: LiveOptions) {
  const connections = new Connections(app.db, { secrets: app.aesEncryptor, variables: app.environment });
  const inbox = new Inbox(app.db);
  const keeper = new LeaseKeeper(leases);
  const worker = new InboxWorker({
    inbox,
    gate,
    sink,
    now,
    log,
    fingerprint: async () => fingerprinter(await settings.salt()),
    effects: {
      migrated: async (migrations) => {
        for (const { from, to } of migrations) await joinGroups({ store, gate, platform: 'telegram' }, from, to);
      },
      groupStatus: (statuses, transaction) => noteGroupStatus(store, statuses, now(), transaction),
    },
    onWritten: () => {
      facts.drain().catch((error: unknown) => log.error(`community facts: ${String(error)}`));
    },
  });
  const intake = new LiveIntake({
    connections,
    inbox,
    gate,
    now,
    log,
    worker,
    random: Math.random,
    leaseFor: (id) => keeper.lease(`bot:${id}`),
  });
  return { connections, inbox, intake, keeper };
}
