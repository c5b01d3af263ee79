import type { Leases } from './leases';
import type { RunLedger } from './ledger';
import { RunCancelled, runError, type Run, type RunContext, type RunHandler, type RunKind } from './run';

const POLL_MS = 1500;
const RENEW_MS = 10_000;
const REPORT_MS = 800;

export interface WorkerOptions {
  ledger: RunLedger;
  leases: Leases;
  handlers: Record<RunKind, RunHandler>;
  now: () => number;
  log: { info(message: string): void; error(message: string): void };
}

export interface LaneOptions extends WorkerOptions {
  /** Claim of the process that works off these runs. */
  lease: string;
  /** What is worked off here, one after the other. */
  kinds: readonly RunKind[];
}

/** Works off queued runs of some kinds one after the other; in a cluster one process at a time. */
export class RunLane {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private stopping = false;
  private abort: AbortController | null = null;
  private current: number | null = null;
  /** When the claim was last taken or renewed; 0 = this process does not have it. */
  private renewedAt = 0;
  private pass: Promise<boolean> | null = null;

  constructor(private readonly options: LaneOptions) {}

  start(): void {
    this.stopping = false;
    this.schedule(0);
  }

  /** Waits for the step at hand; the run is cut off and goes on in the next process. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.abort?.abort();
    await this.working;
    this.renewedAt = 0;
    await this.options.leases.release(this.options.lease);
  }

  /** Ends a run that goes on in this process; one in another process notices by itself within seconds. */
  cancel(id: number): void {
    if (this.current === id) this.abort?.abort();
  }

  /** Looks at the queue at once. */
  wake(): void {
    if (!this.stopping && this.timer) this.schedule(0);
  }

  /**
   * Works off everything that is queued now, if this process gets the claim. A call during another one joins it.
   *
   * @returns whether this process has the claim
   */
  workOff(): Promise<boolean> {
    this.pass ??= this.workOffQueue().finally(() => (this.pass = null));
    return this.pass;
  }

  private async workOffQueue(): Promise<boolean> {
    const { leases, ledger, now, lease, kinds } = this.options;
    // an idle look is one read; the claim is renewed now and then, which also tells others that somebody is there
    const renewed = now() - this.renewedAt < RENEW_MS;
    if (renewed && !(await ledger.oldestQueued(kinds))) return true;
    if (!(await leases.acquire(lease))) {
      this.renewedAt = 0;
      return false;
    }
    if (!this.renewedAt) await ledger.requeueRunning(kinds, now());
    this.renewedAt = now();
    for (;;) {
      const run = await ledger.oldestQueued(kinds);
      if (!run || this.stopping) return true;
      await this.execute(run);
    }
  }

  private schedule(delay: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.working = this.workOff()
        .then(() => undefined)
        .catch((error: unknown) => this.options.log.error(`community runs: ${String(error)}`))
        .then(() => {
          if (!this.stopping) this.schedule(POLL_MS);
        });
    }, delay);
    this.timer.unref?.();
  }

  private async execute(run: Run): Promise<void> {
    const { ledger, leases, handlers, now, log, lease } = this.options;
    const abort = new AbortController();
    this.abort = abort;
    this.current = run.id;
    const startedAt = now();
    await ledger.patch(run.id, {
      state: 'running',
      startedAt,
      claimedBy: leases.owner,
      heartbeatAt: startedAt,
      progress: 0,
      error: null,
    });
    const renew = setInterval(() => {
      leases.acquire(lease).catch((error: unknown) => log.error(`community runs: ${String(error)}`));
    }, RENEW_MS);
    try {
      const outcome = await handlers[run.kind](this.context(run, startedAt, abort.signal));
      await ledger.patch(run.id, {
        state: 'succeeded',
        progress: 1,
        step: null,
        counts: outcome.counts,
        notes: outcome.notes ?? [],
        ...(outcome.result === undefined ? {} : { result: outcome.result }),
        watermark: outcome.watermark ?? null,
        dueAt: outcome.dueAt ?? null,
        finishedAt: now(),
      });
    } catch (error) {
      if (this.stopping) {
        await ledger.requeue(run.id, now());
        return;
      }
      const cancelled = error instanceof RunCancelled || abort.signal.aborted;
      if (!cancelled) log.error(`community run ${run.id} (${run.kind}) failed: ${String(error)}`);
      await ledger.patch(run.id, {
        state: cancelled ? 'cancelled' : 'failed',
        finishedAt: now(),
        error: runError(cancelled ? new RunCancelled() : error),
      });
    } finally {
      clearInterval(renew);
      this.abort = null;
      this.current = null;
    }
  }

  private context(run: Run, startedAt: number, signal: AbortSignal): RunContext {
    const { ledger, now } = this.options;
    let lastReport = 0;
    return {
      run,
      startedAt,
      signal,
      report: async (progress, step, counts) => {
        if (signal.aborted) throw new RunCancelled();
        const at = now();
        if (at - lastReport < REPORT_MS) return;
        lastReport = at;
        if (await ledger.isCancelRequested(run.id)) {
          this.cancel(run.id);
          throw new RunCancelled();
        }
        await ledger.progress(run.id, { progress, step, heartbeatAt: at, ...(counts ? { counts } : {}) });
      },
    };
  }
}
