import type { Lease } from './poller';

/** Claims in the database; a claim that is not renewed in time falls to others. */
export interface Claims {
  acquire(key: string): Promise<boolean>;
  release(key: string): Promise<void>;
}

/** Much less than a claim lasts. */
const RENEW_EVERY = 8_000;

/** Keeps claims renewed as long as somebody asks for them. */
export class LeaseKeeper {
  private readonly leases = new Map<string, { held: boolean; timer: NodeJS.Timeout }>();

  constructor(private readonly claims: Claims) {}

  lease(key: string): Lease {
    if (!this.leases.has(key)) {
      const timer = setInterval(() => void this.renew(key), RENEW_EVERY);
      timer.unref();
      this.leases.set(key, { held: false, timer });
      void this.renew(key);
    }
    return { held: () => this.leases.get(key)?.held ?? false };
  }

  /** Gives everything up, so that another process can go on at once. */
  async stop(): Promise<void> {
    const keys = [...this.leases].map(([key, { timer }]) => {
      clearInterval(timer);
      return key;
    });
    this.leases.clear();
    for (const key of keys) await this.claims.release(key).catch(() => undefined);
  }

  private async renew(key: string): Promise<void> {
    const held = await this.claims.acquire(key).catch(() => false);
    const lease = this.leases.get(key);
    if (lease) lease.held = held;
  }
}
