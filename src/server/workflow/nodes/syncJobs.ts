import type { Database, Model } from '@nocobase/database';
import { SYNC_NODE, type SyncResult } from '../../../common/workflow';
import type { Claims } from '../../intake/telegram';
import type { WriteGate } from '../../store';
import { SyncError } from './syncError';
import { SyncWork, type SyncState, type SyncWorkOptions } from './syncWork';

/** The host's states of a node's run. */
export const PENDING = 0;
export const RESOLVED = 1;
export const FAILED = -1;

/** How a sync ended. */
export interface Settled {
  status: number;
  result: SyncResult | { code: string; message: string };
}

export interface SyncJobsOptions extends SyncWorkOptions {
  db: Database;
  gate: WriteGate;
  claims: Claims;
  /** Goes on with the workflow; undefined while the host has none. */
  engine: () => { resume(job: unknown): Promise<void> } | undefined;
  log: { error(message: string): void };
}

/** A claim that is not renewed falls to others after this long, milliseconds. */
const CLAIM = 30_000;
const RENEW_EVERY = 8_000;
const LOOK_EVERY = 15_000;
/** A node that ended long before its workflow went on was forgotten by a process that died in between. */
const FORGOTTEN_AFTER = 30_000;
const MINUTE = 60_000;

/**
 * Syncs that workflows wait for. What has to be known is on the host's job row, so that a sync goes on after a restart, or
 * in another process of the cluster; a claim in the database keeps it to one of them.
 */
export class SyncJobs {
  private readonly running = new Map<string, AbortController>();
  private readonly work = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: SyncJobsOptions) {}

  /** Whether members can be compared with Telegram's. */
  get comparesRosters(): boolean {
    return this.options.roster !== undefined;
  }

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY);
    this.timer.unref();
    this.look();
  }

  /** What is under way is left as it is, to be gone on with by the next process. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    for (const abort of this.running.values()) abort.abort();
    await Promise.all(this.work);
  }

  /** Takes a job on, unless another process has it. */
  begin(jobId: number | string): void {
    if (!this.timer || this.running.has(String(jobId))) return;
    const abort = new AbortController();
    this.running.set(String(jobId), abort);
    const work = this.claimed(String(jobId), abort)
      .catch((error: unknown) => this.options.log.error(`Telegram sync ${jobId}: ${String(error)}`))
      .finally(() => {
        this.running.delete(String(jobId));
        this.work.delete(work);
      });
    this.work.add(work);
  }

  /** A sync from beginning to end, with its time limit. Never rejects but when `signal` ends it. */
  async perform(state: SyncState, save: (state: SyncState) => Promise<void>, signal: AbortSignal): Promise<Settled> {
    const { config, startedAt } = state;
    const late = new AbortController();
    const left = startedAt + config.timeoutMinutes * MINUTE - this.options.now();
    const timer = setTimeout(() => late.abort(), Math.max(0, left));
    const work = new SyncWork(this.options);
    try {
      return { status: RESOLVED, result: await work.run(state, save, AbortSignal.any([signal, late.signal])) };
    } catch (error) {
      if (signal.aborted) throw error;
      const known = late.signal.aborted
        ? new SyncError('SYNC_TIMEOUT', { minutes: config.timeoutMinutes, step: work.step })
        : error;
      const { code = 'UNEXPECTED', message } = known as { code?: string; message: string };
      return { status: FAILED, result: { code, message } };
    } finally {
      clearTimeout(timer);
    }
  }

  private async claimed(jobId: string, abort: AbortController): Promise<void> {
    const { claims } = this.options;
    const key = `workflowSync:${jobId}`;
    if (!(await claims.acquire(key, CLAIM))) return;
    const renew = setInterval(() => {
      claims.acquire(key, CLAIM).then(
        (mine) => mine || abort.abort(),
        () => undefined,
      );
    }, RENEW_EVERY);
    try {
      await this.execute(jobId, abort);
    } finally {
      clearInterval(renew);
      await claims.release(key);
    }
  }

  private async execute(jobId: string, abort: AbortController): Promise<void> {
    const state = (await this.pending(jobId))?.get('meta') as SyncState | null | undefined;
    if (!state?.config) return;
    const save = async (next: SyncState): Promise<void> => {
      const values = { meta: next };
      await this.options.gate.run(async (transaction) => {
        await this.jobs.update({ filterByTk: jobId, values, hooks: false, transaction });
      });
    };
    // the operator may cancel the workflow meanwhile
    const watch = setInterval(() => {
      this.pending(jobId).then(
        (job) => job ?? abort.abort(),
        () => undefined,
      );
    }, RENEW_EVERY);
    try {
      const settled = await this.perform(state, save, abort.signal);
      const job = await this.pending(jobId);
      if (!job) return;
      job.set(settled);
      await this.options.engine()?.resume(job);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      clearInterval(watch);
    }
  }

  private look(): void {
    const work = this.find()
      .catch((error: unknown) => this.options.log.error(`Telegram sync: ${String(error)}`))
      .finally(() => this.work.delete(work));
    this.work.add(work);
  }

  private async find(): Promise<void> {
    const { engine, now, db } = this.options;
    if (!engine() || !db.hasCollection('jobs')) return;
    const rows: Model[] = await this.jobs.find({ filter: { 'node.type': SYNC_NODE, 'execution.status': 0 } });
    for (const job of rows) {
      if (job.get('status') === PENDING) this.begin(job.get('id') as string);
      else if (now() - new Date(job.get('updatedAt') as Date).getTime() > FORGOTTEN_AFTER) await this.remind(job);
    }
  }

  /** The node has ended, but nothing came after it although the workflow goes on. */
  private async remind(job: Model): Promise<void> {
    if ((await this.jobs.count({ filter: { upstreamId: job.get('id') } })) > 0) return;
    await this.options.engine()?.resume(job);
  }

  private async pending(jobId: string): Promise<Model | null> {
    return this.jobs.findOne({ filter: { id: jobId, status: PENDING, 'execution.status': 0 } });
  }

  private get jobs() {
    return this.options.db.getRepository('jobs');
  }
}
