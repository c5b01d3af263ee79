import type { Application } from '@nocobase/server';
import { hostname } from 'node:os';
import path from 'node:path';
import { ActivityWriter, joinGroups } from './activities';
import { readKinds, readProfile, Settings } from './configuration';
import { fillGaps, openGaps, rosterOf } from './intake/coverage';
import { isLiveDemoWanted, LiveDemo } from './demo/liveDemo';
import { Facts, Pacer, processClock } from './facts';
import { SettlingSink } from './intake/foreign';
import { createLive } from './live';
import { createMappings } from './mappings';
import {
  backtestHandler,
  ClusterTurn,
  FACTS_LEASE,
  importHandler,
  LABELS_LEASE,
  labelsHandler,
  Leases,
  LiveLabels,
  mappingHandler,
  Nightly,
  Owner,
  processNeighbourhood,
  RunLedger,
  RunWorker,
  Schedule,
  segmentsHandler,
  SegmentSchedule,
} from './runs';
import { Store, WriteGate } from './store';
import {
  createClassifyJobs,
  createRefreshJobs,
  createSegmentCourier,
  createStageCourier,
  createSyncs,
  createTriggers,
  ofHistory,
  originNow,
  packedOfHistory,
} from './workflow';

/** The steps of the pipeline, put together. The only place besides `plugin.ts` that reads the clock. */
export type Services = ReturnType<typeof createServices>;

export function createServices(app: Application) {
  const now = () => Date.now();
  const store = new Store(app.db);
  const gate = new WriteGate(app.db);
  const settings = new Settings(store, gate);
  const zone = () => settings.zone();
  const log = {
    info: (message: string) => app.logger.info(message),
    error: (message: string) => app.logger.error(message),
  };
  const owner = new Owner(processNeighbourhood(hostname()));
  const leases = new Leases(store, gate, owner.name, now, (other) => owner.isGone(other));
  const turn = new ClusterTurn(LABELS_LEASE, leases, log);
  const counters = new ClusterTurn(FACTS_LEASE, leases, log);
  const facts = new Facts({
    ...{ store, gate, zone, now, clock: processClock.now },
    kinds: () => readKinds(store),
    sessionGapMinutes: async () => (await readProfile(store)).sessionGapMinutes,
    alone: (work) => counters.run(work),
    onSettled: () => liveLabels.soon(),
  });
  const writer = new ActivityWriter({ store, gate, zone, now, isHistory: () => originNow() === 'import' });
  const counting = new Pacer({
    work: () => facts.drain(),
    clock: processClock,
    onError: (error) => log.error(`community facts: ${String(error)}`),
  });
  const triggers = createTriggers({ app, store, gate, now, log, lease: () => live.keeper.lease('activityTrigger') });
  const sink = triggers.noting(writer);
  const foreign = new SettlingSink({ store, gate, sink, now });
  const ledger = new RunLedger(store, gate);
  const liveLabels = new LiveLabels({ store, gate, settings, turn, now, log, onChanged: () => stageCourier.wake() });
  const folder = path.join(process.env.STORAGE_PATH ?? path.resolve('storage'), 'telegram-community');
  const mapped = createMappings({
    app,
    store,
    gate,
    settings,
    sink: ofHistory(foreign),
    liveSink: foreign,
    ledger,
    now,
    log,
  });
  const worker = new RunWorker({
    ledger,
    leases,
    now,
    log,
    handlers: {
      labels: labelsHandler({
        ...{ store, gate, settings, facts, ledger, turn, now },
        onPause: () => liveLabels.look(),
        onMissedDay: () => liveLabels.welcome(),
        onChanged: () => stageCourier.wake(),
        onSegments: () => segmentCourier.wake(),
      }),
      segments: segmentsHandler({
        ...{ store, gate, settings, facts, turn, now },
        onChanged: () => segmentCourier.wake(),
      }),
      facts: async ({ report }) => ({
        counts: { touches: await facts.drain((done, total) => report(done / Math.max(1, total), 'facts')) },
      }),
      backtest: backtestHandler({ store, gate, settings }),
      mapping: mappingHandler({ store, mappings: mapped.mappings, engine: mapped.engine, facts, ledger, now }),
      import: importHandler({
        settings,
        dialect: store.dialect,
        sink: packedOfHistory(sink),
        tableSink: ofHistory(foreign),
        kinds: async () => {
          const { rows, utterances } = await readKinds(store);
          return { keys: rows.map(({ key }) => key), utterances };
        },
        ...{ facts, ledger, now, clock: processClock.now },
        fillGaps: (chats, span) =>
          gate.run(async (transaction) => {
            await fillGaps(store, 'telegram', chats, { ...span, now: now() }, transaction);
          }),
        joinGroups: (from, to) => joinGroups({ store, gate, platform: 'telegram', now }, { from, to }),
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
    now,
    log,
  });
  const nightly = new Nightly({
    cron: app.cronJobManager,
    leases,
    log,
    timeZone: async () => (await settings.read()).timeZone,
    enqueue: async () => {
      await mapped.reconcile();
      worker.wake();
    },
  });
  const segmentSchedule = new SegmentSchedule({
    cron: app.cronJobManager,
    ...{ store, leases, ledger, now, log },
    timeZone: async () => (await settings.read()).timeZone,
    wake: () => worker.wake(),
  });
  const live = createLive({
    app,
    store,
    gate,
    settings,
    sink,
    leases,
    countSoon: () => counting.ask(),
    now,
    log,
  });
  const syncs = createSyncs({
    app,
    store,
    gate,
    connections: live.connections,
    sync: live.sync,
    claims: leases,
    ledger,
    wakeRuns: () => worker.wake(),
    uploads: path.join(folder, 'uploads'),
    roster: rosterOf(live),
    gaps: { gaps: (ids) => openGaps(store, ids) },
    now,
    log,
  });
  const stageCourier = createStageCourier({
    app,
    store,
    gate,
    now,
    log,
    lease: () => live.keeper.lease('stageTrigger'),
  });
  const segmentCourier = createSegmentCourier({
    ...{ app, store, gate, now, log },
    lease: () => live.keeper.lease('segmentTrigger'),
  });
  const jobs = { app, ledger, wakeRuns: () => worker.wake(), claims: leases, now, log };
  const classifyJobs = createClassifyJobs(jobs);
  const refreshJobs = createRefreshJobs(jobs);
  const labelWork = {
    start() {
      segmentSchedule.arm();
      segmentCourier.start();
      refreshJobs.start();
    },
    async stop() {
      segmentSchedule.disarm();
      await segmentCourier.stop();
      await refreshJobs.stop();
    },
  };
  const demo = new LiveDemo({
    db: app.db,
    settings,
    secrets: app.aesEncryptor,
    ledger,
    wakeRuns: () => worker.wake(),
    sync: () => live.intake.sync(),
    wanted: isLiveDemoWanted(process.env),
    chinese: (process.env.INIT_APP_LANG ?? '').startsWith('zh'),
    now,
    log,
  });
  return {
    now,
    store,
    gate,
    settings,
    facts,
    counting,
    writer,
    foreign,
    mapped,
    nightly,
    ledger,
    leases,
    liveLabels,
    turn,
    owner,
    worker,
    schedule,
    live,
    triggers,
    syncs,
    stageCourier,
    segmentCourier,
    classifyJobs,
    refreshJobs,
    labelWork,
    demo,
    log,
    folder,
  };
}
