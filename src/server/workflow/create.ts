import type { Application } from '@nocobase/server';
import path from 'node:path';
import type { ActivitySink } from '../intake/sink';
import type { Claims, ConnectionSync, Connections, Lease } from '../intake/telegram';
import type { RunLedger } from '../runs';
import type { Store, WriteGate } from '../store';
import { workflowEngine } from './engine';
import { ClassifyJobs, type ClassifyJobsOptions } from './nodes/classifyJobs';
import type { GapReader, RosterReconciler } from './nodes/hooks';
import { takeFiles, type FileManager } from './nodes/importFile';
import { SyncJobs } from './nodes/syncJobs';
import { Courier } from './triggers/courier';
import { noting } from './triggers/noting';
import { TriggerQueue } from './triggers/queue';
import { StageCourier } from './triggers/stageChangedCourier';
import { StagePositions } from './triggers/stageChangedPositions';
import { StageWorkflows } from './triggers/stageChangedWorkflows';
import { ActivityWorkflows } from './triggers/workflows';

interface Shared {
  app: Application;
  store: Store;
  gate: WriteGate;
  now: () => number;
  log: { error(message: string): void };
}

/** What starts workflows when activities are received. */
export function createTriggers({ app, store, gate, now, log, lease }: Shared & { lease: () => Lease }) {
  const queue = new TriggerQueue(store);
  const workflows = new ActivityWorkflows(app.db, now);
  const courier = new Courier({ store, gate, queue, workflows, lease, now, log, engine: () => workflowEngine(app) });
  return {
    queue,
    courier,
    /** A sink whose new activities start workflows. */
    noting: (sink: ActivitySink): ActivitySink =>
      noting(sink, { queue, workflows, now, onNoted: () => courier.wake() }),
  };
}

/** What starts workflows when members changed stage. */
export function createStageCourier({
  app,
  store,
  gate,
  now,
  log,
  lease,
}: Shared & { lease: () => Lease }): StageCourier {
  const positions = new StagePositions(store, gate);
  const workflows = new StageWorkflows(app.db, positions, now);
  return new StageCourier({ store, positions, workflows, lease, now, log, engine: () => workflowEngine(app) });
}

export interface SyncServices extends Shared {
  connections: Connections;
  sync: ConnectionSync;
  claims: Claims;
  ledger: RunLedger;
  wakeRuns: () => void;
  /** Folder where uploads wait for their import. */
  uploads: string;
  roster?: RosterReconciler;
  gaps?: GapReader;
}

/** What the node "Telegram sync" does. */
export function createSyncs({ app, uploads, ...rest }: SyncServices): SyncJobs {
  const storage = process.env.STORAGE_PATH ?? path.resolve('storage');
  return new SyncJobs({
    ...rest,
    db: app.db,
    engine: () => workflowEngine(app),
    takeFiles: (value) =>
      takeFiles(value, {
        db: app.db,
        fileManager: () => app.pm.get('file-manager') as unknown as FileManager | undefined,
        folder: uploads,
        storage,
      }),
  });
}

/** What the node "score and classify" does. */
export function createClassifyJobs({
  app,
  ...rest
}: { app: Application } & Omit<ClassifyJobsOptions, 'db' | 'engine'>): ClassifyJobs {
  return new ClassifyJobs({ ...rest, db: app.db, engine: () => workflowEngine(app) });
}
