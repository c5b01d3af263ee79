import type { Database, Model } from '@nocobase/database';
import { CLASSIFY_NODE, REFRESH_NODE, type ClassifyResult, type RefreshResult } from '../../../common/workflow';
import { pause, type Claims } from '../../intake/telegram';
import type { Run, RunKind, RunLedger } from '../../runs';
import { ClassifyError, type CLASSIFY_MESSAGES } from './classifyError';

/** The host's states of a node's run. */
const PENDING = 0;
const RESOLVED = 1;
const FAILED = -1;

/** What is kept of a run that a workflow waits for, on the host's job row. */
export interface ClassifyState {
  runId: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  timeoutMinutes: number;
}

/** How a wait ended. */
export interface RunSettled<R> {
  status: number;
  result: R | { code: string; message: string };
}

/** What a node has a background run do. */
export interface RunWork<R> {
  /** Type of the node. */
  node: string;
  run: RunKind;
  /** Beginning of the claims. */
  claim: string;
  timeout: keyof typeof CLASSIFY_MESSAGES;
  failed: keyof typeof CLASSIFY_MESSAGES;
  resultOf(run: Run): R;
}

export interface RunJobsOptions<R> {
  work: RunWork<R>;
  db: Database;
  ledger: Pick<RunLedger, 'enqueue' | 'find'>;
  wakeRuns(): void;
  claims: Claims;
  /** Goes on with the workflow; undefined while the host has none. */
  engine: () => { resume(job: unknown): Promise<void> } | undefined;
  now: () => number;
  log: { error(message: string): void };
}

const LOOK_EVERY = 500;
/** How often one looks while nothing is known to wait: another process may have begun something, and then died. */
const IDLE = 10_000;
/** A claim is held while one workflow is told to go on. */
const CLAIM = 30_000;
/** A node that ended long before its workflow went on was forgotten by a process that died in between. */
const FORGOTTEN_AFTER = 30_000;
const MINUTE = 60_000;

/**
 * Workflows that wait for a background run. All there is to know is on the host's job row and on the run's, so
 * any process that does background work goes on with it after a restart.
 */
export class RunJobs<R> {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  /** Looked for often until then, on the clock of `performance`; the job is written some time after its node woke us. */
  private awakeUntil = 0;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: RunJobsOptions<R>) {}

  start(): void {
    this.timer = setInterval(() => this.isTime() && this.look(), LOOK_EVERY);
    this.timer.unref();
    this.look();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.working;
  }

  /** Something waits. */
  wake(): void {
    this.awakeUntil = performance.now() + IDLE;
    this.options.wakeRuns();
  }

  /** Queues a run, or joins the one that waits already. */
  async begin(timeoutMinutes: number, params: Record<string, unknown> = {}): Promise<ClassifyState> {
    const { ledger, now, work } = this.options;
    return { runId: await ledger.enqueue(work.run, params), startedAt: now(), timeoutMinutes };
  }

  /** For workflows that must not wait in the background. @throws when `signal` ends it */
  async wait(state: ClassifyState, signal: AbortSignal): Promise<RunSettled<R>> {
    for (;;) {
      this.options.wakeRuns();
      const settled = await this.settled(state);
      if (settled) return settled;
      await pause(LOOK_EVERY, signal);
      signal.throwIfAborted();
    }
  }

  private isTime(): boolean {
    const at = performance.now();
    return at < this.awakeUntil || at - this.lookedAt >= IDLE;
  }

  private look(): void {
    this.lookedAt = performance.now();
    this.working ??= this.find()
      .catch((error: unknown) => this.options.log.error(`${this.options.work.node}: ${String(error)}`))
      .finally(() => (this.working = null));
  }

  private async find(): Promise<void> {
    const { engine, db, now } = this.options;
    if (!engine() || !db.hasCollection('jobs')) return;
    const rows: Model[] = await this.jobs.find({
      filter: { 'node.type': this.options.work.node, 'execution.status': 0 },
    });
    if (rows.length) this.awakeUntil = performance.now() + IDLE;
    for (const job of rows) {
      if (job.get('status') === PENDING) await this.settle(job);
      else if (now() - new Date(job.get('updatedAt') as Date).getTime() > FORGOTTEN_AFTER) await this.remind(job);
    }
  }

  private async settle(job: Model): Promise<void> {
    const { claims, engine } = this.options;
    const state = job.get('meta') as ClassifyState | null;
    const settled = state && (await this.settled(state));
    if (!settled) return;
    const claim = `${this.options.work.claim}:${job.get('id')}`;
    if (!(await claims.acquire(claim, CLAIM))) return;
    try {
      // somebody may have been faster, or have cancelled the workflow
      const filter = { id: job.get('id'), status: PENDING, 'execution.status': 0 };
      const waiting: Model | null = await this.jobs.findOne({ filter });
      if (!waiting) return;
      waiting.set(settled);
      await engine()?.resume(waiting);
    } finally {
      await claims.release(claim);
    }
  }

  /** Null while the run is not at its end. */
  private async settled({ runId, startedAt, timeoutMinutes }: ClassifyState): Promise<RunSettled<R> | null> {
    const { ledger, work } = this.options;
    const run = await ledger.find(runId);
    if (run?.state === 'succeeded') return { status: RESOLVED, result: work.resultOf(run) };
    const isOpen = run?.state === 'queued' || run?.state === 'running';
    if (isOpen && this.options.now() < startedAt + timeoutMinutes * MINUTE) return null;
    const { code, message } = isOpen
      ? new ClassifyError(work.timeout, { minutes: timeoutMinutes })
      : new ClassifyError(work.failed, { reason: reasonOf(run) });
    return { status: FAILED, result: { code, message } };
  }

  /** The node has ended, but nothing came after it although the workflow goes on. */
  private async remind(job: Model): Promise<void> {
    if ((await this.jobs.count({ filter: { upstreamId: job.get('id') } })) > 0) return;
    await this.options.engine()?.resume(job);
  }

  private get jobs() {
    return this.options.db.getRepository('jobs');
  }
}

const ENTERED = 'entered.';

function resultOf({ id, counts }: Run): ClassifyResult {
  const entered = Object.entries(counts)
    .filter(([name]) => name.startsWith(ENTERED))
    .map(([name, n]) => [name.slice(ENTERED.length), n]);
  return {
    runId: id,
    // who begins the lifecycle just now comes to a stage like others
    changed: (counts.stageChanges ?? 0) + (counts.newcomers ?? 0),
    placed: counts.placed ?? 0,
    examined: counts.examined ?? 0,
    entered: Object.fromEntries(entered) as Record<string, number>,
  };
}

/** Scores and stages are brought up to now. */
export const CLASSIFYING: RunWork<ClassifyResult> = {
  node: CLASSIFY_NODE,
  run: 'labels',
  claim: 'workflowClassify',
  timeout: 'CLASSIFY_TIMEOUT',
  failed: 'CLASSIFY_FAILED',
  resultOf,
};

/** Some segments are. */
export const REFRESHING: RunWork<RefreshResult> = {
  node: REFRESH_NODE,
  run: 'segments',
  claim: 'workflowRefresh',
  timeout: 'REFRESH_TIMEOUT',
  failed: 'REFRESH_FAILED',
  resultOf: ({ id, counts: { segments = 0, entered = 0, left = 0, failed = 0 } }) => ({
    ...{ runId: id, segments, entered, left, failed },
  }),
};

const reasonOf = (run: Run | null): string => run?.error?.message ?? (run ? `It was ${run.state}.` : 'It is gone.');
