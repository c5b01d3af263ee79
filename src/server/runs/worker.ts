import { RunLane, type WorkerOptions } from './lane';
import type { RunKind } from './run';

/** Claim of the process that works off the queue. */
export const RUNS_LEASE = 'runs';
const BACKTESTS_LEASE = 'backtests';

/** What changes the community's data: one after the other. */
const CHANGING: readonly RunKind[] = ['import', 'labels', 'facts', 'mapping', 'segments'];

/**
 * Works off queued runs, in a cluster one process at a time. Backtests touch nothing but a table of their own and may take
 * minutes: they go on beside the others, which need not wait for them.
 */
export class RunWorker {
  private readonly lanes: readonly [runs: RunLane, backtests: RunLane];

  constructor(options: WorkerOptions) {
    this.lanes = [
      new RunLane({ ...options, lease: RUNS_LEASE, kinds: CHANGING }),
      new RunLane({ ...options, lease: BACKTESTS_LEASE, kinds: ['backtest'] }),
    ];
  }

  start(): void {
    for (const lane of this.lanes) lane.start();
  }

  /** Waits for the steps at hand; runs are cut off and go on in the next process. */
  async stop(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.stop()));
  }

  /** Ends a run that goes on in this process; one in another process notices by itself within seconds. */
  cancel(id: number): void {
    for (const lane of this.lanes) lane.cancel(id);
  }

  /** Looks at the queue at once. */
  wake(): void {
    for (const lane of this.lanes) lane.wake();
  }

  /**
   * Works off everything that is queued now, if this process gets the claim. A call during another one joins it.
   *
   * @returns whether this process has the claim on runs that change the community's data
   */
  async workOff(): Promise<boolean> {
    const [mine] = await Promise.all(this.lanes.map((lane) => lane.workOff()));
    return mine;
  }
}
