import type { Application } from '@nocobase/server';
import path from 'node:path';
import type { ClassifyResult, RefreshResult, SegmentChangeContext, StageChangeContext } from '../../common/workflow';
import type { PackedSink } from '../intake/sink';
import type { Claims, ConnectionSync, Connections, Lease } from '../intake/telegram';
import type { RunLedger } from '../runs';
import type { Store, WriteGate } from '../store';
import { workflowEngine } from './engine';
import { CLASSIFYING, REFRESHING, RunJobs, type RunJobsOptions } from './nodes/classifyJobs';
import type { GapReader, RosterReconciler } from './nodes/hooks';
import { takeFiles, type FileManager } from './nodes/importFile';
import { SyncJobs } from './nodes/syncJobs';
import { Courier } from './triggers/courier';
import { noting } from './triggers/noting';
import { TriggerQueue } from './triggers/queue';
import { SEGMENT_WORKFLOWS, segmentBatch, segmentChanges } from './triggers/segmentChangedContext';
import { stageBatch, stageChanges } from './triggers/stageChangedContext';
import { ChangeCourier } from './triggers/changeCourier';
import { ChangePositions } from './triggers/changePositions';
import { ChangeWorkflows } from './triggers/changeWorkflows';
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
    noting: (sink: PackedSink): PackedSink => noting(sink, { queue, workflows, now, onNoted: () => courier.wake() }),
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
}: Shared & { lease: () => Lease }): ChangeCourier<StageChangeContext> {
  const positions = new ChangePositions(store, gate);
  const workflows = new ChangeWorkflows(app.db, positions, now);
  return new ChangeCourier({
    ...{ store, positions, workflows, lease, now, log, engine: () => workflowEngine(app) },
    changes: {
      source: 'communityStageChanges',
      prefix: 'community-stage',
      contexts: (ids, appends) => stageChanges(store, ids, appends),
      batch: stageBatch,
    },
  });
}

/** What starts workflows when members entered or left segments. */
export function createSegmentCourier({
  app,
  store,
  gate,
  now,
  log,
  lease,
}: Shared & { lease: () => Lease }): ChangeCourier<SegmentChangeContext> {
  const positions = new ChangePositions(store, gate, 'communitySegmentChanges');
  const workflows = new ChangeWorkflows(app.db, positions, now, SEGMENT_WORKFLOWS);
  return new ChangeCourier({
    ...{ store, positions, workflows, lease, now, log, engine: () => workflowEngine(app) },
    changes: {
      source: 'communitySegmentChanges',
      prefix: 'community-segment',
      contexts: (ids, appends) => segmentChanges(store, ids, appends),
      batch: segmentBatch,
    },
  });
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
}: { app: Application } & Omit<RunJobsOptions<ClassifyResult>, 'db' | 'engine' | 'work'>): RunJobs<ClassifyResult> {
  return new RunJobs({ ...rest, db: app.db, engine: () => workflowEngine(app), work: CLASSIFYING });
}

/** What the node "refresh segment" does. */
export function createRefreshJobs({
  app,
  ...rest
}: { app: Application } & Omit<RunJobsOptions<RefreshResult>, 'db' | 'engine' | 'work'>): RunJobs<RefreshResult> {
  return new RunJobs({ ...rest, db: app.db, engine: () => workflowEngine(app), work: REFRESHING });
}
