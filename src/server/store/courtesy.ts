import type { Sequelize } from 'sequelize';

/** How long the host must have been quiet before the next of our transactions begins, and how long we wait for that. */
const QUIET_MS = 20;
const PATIENCE_MS = 400;
/** How long we wait for a transaction of the host that is open: it would fail if ours committed first. */
const OPEN_PATIENCE_MS = 10_000;
const LOOK_MS = 5;

const WRITES = /^\s*(insert|update|delete|replace|create|alter|drop)\b/i;

interface Patched {
  transaction(options?: unknown, work?: unknown): Promise<unknown>;
  query(sql: unknown, options?: { transaction?: unknown }): Promise<unknown>;
}

/**
 * Lets the host's writes and our bulk writes take turns on SQLite. Left to themselves they collide: a transaction of the
 * host that has read something fails with SQLITE_BUSY when one of ours commits before it writes, and waiting in SQLite's
 * own busy handler misses the short gaps between ours.
 *
 * The host's transactions and single writes wait for the transaction of ours that is running, never for each other, so
 * transactions within transactions cannot lock themselves out. Ours wait until the host is quiet, but not for ever.
 */
export class Courtesy {
  private hostActive = 0;
  private hostSeenAt = Number.NEGATIVE_INFINITY;
  private ours: Promise<unknown> | null = null;

  constructor(
    sequelize: Sequelize,
    /** Milliseconds of a steady clock. */
    private readonly now: () => number,
  ) {
    const target = sequelize as unknown as Patched;
    const transaction = target.transaction.bind(sequelize);
    const query = target.query.bind(sequelize);
    target.transaction = async (options?: unknown, work?: unknown) => {
      await this.enter();
      if (typeof options === 'function' || typeof work === 'function') {
        return transaction(options, work).finally(() => this.leave());
      }
      return this.leaveAtEnd(transaction(options));
    };
    target.query = async (sql, options) => {
      const text = typeof sql === 'string' ? sql : ((sql as { query?: string })?.query ?? '');
      if (options?.transaction || !WRITES.test(text)) return query(sql, options);
      await this.enter();
      return query(sql, options).finally(() => this.leave());
    };
  }

  /** Runs one of our transactions when the host is quiet. One at a time: the caller sees to that. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const began = this.now();
    const busy = (): boolean => {
      const waited = this.now() - began;
      if (this.hostActive > 0) return waited < OPEN_PATIENCE_MS;
      return waited < PATIENCE_MS && this.now() - this.hostSeenAt < QUIET_MS;
    };
    while (busy()) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const turn = work();
    this.ours = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.ours = null;
    }
  }

  private async enter(): Promise<void> {
    // counted before the wait: else the next of ours, which may be queued already, would begin first again and again
    this.hostActive += 1;
    while (this.ours) await this.ours;
  }

  private leave(): void {
    this.hostActive -= 1;
    this.hostSeenAt = this.now();
  }

  /** A transaction that the host commits or rolls back itself ends with its clean-up. */
  private async leaveAtEnd(begun: Promise<unknown>): Promise<unknown> {
    try {
      const transaction = (await begun) as { cleanup(): unknown };
      const cleanup = transaction.cleanup.bind(transaction);
      let left = false;
      transaction.cleanup = () => {
        if (!left) this.leave();
        left = true;
        return cleanup();
      };
      return transaction;
    } catch (error) {
      this.leave();
      throw error;
    }
  }
}
