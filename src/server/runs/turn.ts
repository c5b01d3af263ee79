import { LEASE_MS, type Leases } from './leases';

/** Claim of the process that gives labels to members, be it in a run or as things happen. */
export const LABELS_LEASE = 'labels';
/** Claim of the process that counts facts: what one has read before another wrote would be written over what is newer. */
export const FACTS_LEASE = 'facts';

const RENEW_MS = 10_000;
const LOOK_MS = 250;

/** Lets work of one kind be done in one place at a time: within the process by a queue, across the cluster by a claim. */
export class ClusterTurn {
  private tail: Promise<unknown> = Promise.resolve();

  /** @param lease the claim */
  constructor(
    private readonly lease: string,
    private readonly leases: Pick<Leases, 'acquire' | 'release'>,
    private readonly log: { error(message: string): void },
  ) {}

  /**
   * Does the work when nobody else does.
   *
   * @param onWait called while another process does; ends the wait by throwing
   */
  run<T>(work: () => Promise<T>, onWait?: () => Promise<void> | void): Promise<T> {
    return this.queue(async () => {
      while (!(await this.leases.acquire(this.lease, LEASE_MS))) {
        await onWait?.();
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      return this.holding(work);
    });
  }

  /** Does the work unless another process is at it. @returns whether it was done */
  offer(work: () => Promise<void>): Promise<boolean> {
    return this.queue(async () => {
      if (!(await this.leases.acquire(this.lease, LEASE_MS))) return false;
      await this.holding(work);
      return true;
    });
  }

  private queue<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async holding<T>(work: () => Promise<T>): Promise<T> {
    const renew = setInterval(() => {
      this.leases
        .acquire(this.lease, LEASE_MS)
        .catch((error: unknown) => this.log.error(`community ${this.lease}: ${String(error)}`));
    }, RENEW_MS);
    try {
      return await work();
    } finally {
      clearInterval(renew);
      await this.leases.release(this.lease);
    }
  }
}
