import type { Lease } from './poller';

/** Claims in the database; a claim that is not renewed in time falls to others. */
export interface Claims {
  /** Takes or renews a claim for so many milliseconds. */
  acquire(key: string, duration: number): Promise<boolean>;
  release(key: string): Promise<void>;
}

const DURATION = 30_000;
/** Much less than a claim lasts. */
const RENEW_EVERY = 8_000;
/** We stop trusting a claim this long before it ends for others, whose clocks may be a little ahead. */
const MARGIN = 2_000;
/** A claim that nobody has asked for this long is given up. */
const FORGET_AFTER = 300_000;

interface Kept {
  /** Milliseconds until which the claim is ours. */
  until: number;
  askedAt: number;
  timer: NodeJS.Timeout;
  /** The attempt to take or renew it that is under way, else the last one. */
  attempt: Promise<void>;
  trying: boolean;
}

/** Keeps claims renewed as long as somebody asks for them. */
export class LeaseKeeper {
  private readonly kept = new Map<string, Kept>();
  private stopped = false;

  constructor(
    private readonly claims: Claims,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  lease(key: string): Lease {
    this.ask(key);
    return {
      held: () => this.isHeld(this.ask(key)),
      ready: async () => {
        const kept = this.ask(key);
        await kept?.attempt;
        return this.isHeld(kept);
      },
    };
  }

  /** Gives everything up, so that another process can go on at once. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const [key, kept] of this.kept) {
      this.forget(key, kept);
      await kept.attempt;
      kept.until = 0;
      await this.claims.release(key).catch(() => undefined);
    }
  }

  private ask(key: string): Kept | null {
    const known = this.kept.get(key);
    if (known) known.askedAt = this.now();
    if (known || this.stopped) return known ?? null;
    const timer = setInterval(() => this.keep(key, kept), RENEW_EVERY);
    timer.unref();
    const kept: Kept = { until: 0, askedAt: this.now(), timer, attempt: Promise.resolve(), trying: false };
    this.kept.set(key, kept);
    this.keep(key, kept);
    return kept;
  }

  private keep(key: string, kept: Kept): void {
    // nobody's business any more; it ends by itself
    if (this.now() - kept.askedAt > FORGET_AFTER) this.forget(key, kept);
    else if (!kept.trying) kept.attempt = this.renew(key, kept);
  }

  private async renew(key: string, kept: Kept): Promise<void> {
    const at = this.now();
    kept.trying = true;
    try {
      kept.until = (await this.claims.acquire(key, DURATION)) ? at + DURATION - MARGIN : 0;
    } catch {
      // the database did not answer: what we held we hold until it ends
    }
    kept.trying = false;
  }

  private forget(key: string, kept: Kept): void {
    clearInterval(kept.timer);
    this.kept.delete(key);
  }

  private isHeld(kept: Kept | null): boolean {
    return kept !== null && this.now() < kept.until;
  }
}
