import type { Application } from '@nocobase/server';
import { eraseTexts, joinGroups } from './activities';
import type { Settings } from './configuration';
import { inboxEffects } from './inboxEffects';
import { CoverageKeeper, endGaps } from './intake/coverage';
import type { PackedSink } from './intake/sink';
import {
  Commits,
  Connections,
  ConnectionSync,
  Doorkeeper,
  Farewells,
  hostAddress,
  Inbox,
  InboxWorker,
  knownGroups,
  LeaseKeeper,
  LiveIntake,
  Precedence,
  UnreadUpdates,
  WebhookRegistrar,
  webhookUrl,
} from './intake/telegram';
import { fingerprinter } from './intake/text';
import type { Leases } from './runs';
import type { Store, WriteGate } from './store';

export interface LiveOptions {
  app: Application;
  store: Store;
  gate: WriteGate;
  settings: Settings;
  sink: PackedSink;
  leases: Leases;
  /** Has facts counted before long. */
  countSoon: () => void;
  now: () => number;
  log: { info(message: string): void; error(message: string): void };
}

/** Rows removed by one transaction. */
const PRUNE_BATCH = 500;

/** The bots: pollers, the inbox, and what follows from an update besides its activities. */
export function createLive({ app, store, gate, settings, sink, leases, countSoon, now, log }: LiveOptions) {
  const secrets = app.aesEncryptor;
  const tokens = { secrets, variables: app.environment };
  const connections = new Connections(app.db, tokens);
  const remembered = (key: string) => ({
    read: () => settings.recall(key),
    write: (value: unknown) => settings.remember(key, value),
  });
  const inbox = new Inbox(store);
  const keeper = new LeaseKeeper(leases, now);
  // one process works for a bot: it fetches, keeps the webhook, and reads what was received
  const leaseFor = (connectionId: number) => keeper.lease(`bot:${connectionId}`);
  const precedence = new Precedence(() => performance.now());
  const worker = new InboxWorker({
    inbox,
    precedence,
    gate,
    sink,
    now,
    log,
    fingerprint: async () => fingerprinter(await settings.salt()),
    textsSince: () => settings.textsSince(now()),
    botOf: (id) => connections.botId(id),
    leaseFor,
    effects: inboxEffects(store, gate, now),
    onWritten: countSoon,
  });
  const onOtherBot = (id: number) => gate.run((transaction) => endGaps(store, id, now(), transaction));
  const farewells = new Farewells({ db: app.db, gate, connections, keeper: tokens, now, log });
  const doorkeeper = new Doorkeeper({ connections, secrets, now });
  const webhooks = new WebhookRegistrar({
    connections,
    inbox,
    gate,
    secrets,
    farewells,
    onOtherBot,
    onSecret: () => doorkeeper.forget(),
    now,
    log,
    leaseFor,
    farewellLease: () => keeper.lease('webhookFarewells'),
    random: Math.random,
    urlFor: async (id) => {
      const address = (await settings.read()).publicUrl ?? hostAddress(process.env);
      const apiPrefix = app.resourceManager.options.prefix ?? '/api';
      return address && webhookUrl(address, id, { apiPrefix, appName: app.name });
    },
  });
  const unread = new UnreadUpdates(app.db, gate);
  /** Erases texts and forgets updates that are not to be kept any longer. */
  const tidy = async (): Promise<void> => {
    await eraseTexts({ store, gate, textsSince: () => settings.textsSince(now()), memory: remembered('textsStored') });
    await unread.prune(now(), PRUNE_BATCH);
  };
  /** Lets updates be read that a former version could not. */
  const requeue = () => unread.requeue(remembered('kindsRead'));
  const intake = new LiveIntake({
    connections,
    inbox,
    precedence,
    gate,
    now,
    log,
    worker,
    webhooks,
    random: Math.random,
    leaseFor,
    onOtherBot,
    tidy,
  });
  const coverage = new CoverageKeeper({
    store,
    gate,
    now,
    connections,
    sink,
    log,
    leaseFor,
    onMoved: (move) => joinGroups({ store, gate, platform: 'telegram', now }, move),
    checksPerMinute: async () => (await settings.read()).checksPerMinute,
    onWritten: countSoon,
  });
  const commits = new Commits({ inbox, connections, gate, now, log, onStored: () => intake.wake() });
  const sync = new ConnectionSync({ connections, inbox, intake, now });
  return {
    connections,
    inbox,
    groups: (limit: number) => knownGroups(app.db, limit),
    intake,
    unread,
    tidy,
    requeue,
    sync,
    keeper,
    worker,
    farewells,
    webhooks,
    doorkeeper,
    commits,
    coverage,
  };
}
