import type { Transaction } from 'sequelize';
import { upsert, type Store, type WriteGate } from '../store';

/** How long a lease lasts without renewal, milliseconds. */
export const LEASE_MS = 30_000;

/**
 * Claims in the database for what must happen in one place at a time, whether the processes share a cache or not. A
 * process that dies simply stops renewing; where it can be seen that it is gone, its claims are taken at once.
 */
export class Leases {
  constructor(
    private readonly store: Store,
    private readonly gate: WriteGate,
    /** Identity of this process. */
    readonly owner: string,
    private readonly now: () => number,
    /** Whether another owner is known to be gone. */
    private readonly isGone: (owner: string) => boolean = () => false,
  ) {}

  /** Takes or renews the lease. @returns whether this process holds it now */
  async acquire(key: string, duration = LEASE_MS): Promise<boolean> {
    const taken = await this.take(key, duration);
    if (taken !== null) return taken;
    // in a transaction of its own: MySQL and MariaDB would lock the row twice, and two processes would wait for each other
    await this.gate.run((transaction) =>
      this.store.execute(
        upsert(this.store.dialect, {
          table: '{communityLeases}',
          columns: ['key', 'expiresAt'],
          select: `SELECT ${this.store.text('$key')} AS "key", 0 AS "expiresAt"`,
          key: ['key'],
        }),
        { bind: { key }, transaction },
      ),
    );
    return (await this.take(key, duration)) ?? false;
  }

  /** @returns whether this process holds the lease now; null = it has never been taken by anybody */
  private take(key: string, duration: number): Promise<boolean | null> {
    const now = this.now();
    return this.gate.run(async (transaction) => {
      const bind = { key, owner: this.owner, until: now + duration, now };
      const changed = await this.store.change(
        'UPDATE {communityLeases} SET "owner" = $owner, "expiresAt" = $until WHERE "key" = $key AND ("owner" = $owner OR "owner" IS NULL OR "expiresAt" < $now)',
        { bind, transaction },
      );
      return changed > 0 || this.inherit(bind, transaction);
    });
  }

  /** Takes the lease of a process that is gone. @returns null when there is no such lease */
  private async inherit(
    bind: { key: string; owner: string; until: number },
    transaction: Transaction,
  ): Promise<boolean | null> {
    const [row] = await this.store.select<{ owner: string | null }>(
      'SELECT l."owner" FROM {communityLeases} AS l WHERE l."key" = $key',
      { bind, transaction },
    );
    if (!row) return null;
    // renewed twice within a millisecond: MariaDB counts rows that change, and this one did not
    if (row.owner === this.owner) return true;
    if (!row.owner || !this.isGone(row.owner)) return false;
    const changed = await this.store.change(
      'UPDATE {communityLeases} SET "owner" = $owner, "expiresAt" = $until WHERE "key" = $key AND "owner" = $former',
      { bind: { ...bind, former: row.owner }, transaction },
    );
    return changed > 0;
  }

  async release(key: string): Promise<void> {
    await this.gate.run((transaction) =>
      this.store.execute(
        'UPDATE {communityLeases} SET "owner" = NULL, "expiresAt" = 0 WHERE "key" = $key AND "owner" = $owner',
        {
          bind: { key, owner: this.owner },
          transaction,
        },
      ),
    );
  }

  /** Whether another living process holds the lease. */
  async heldElsewhere(key: string): Promise<boolean> {
    const [row] = await this.store.select<{ owner: string | null; expiresAt: number | string }>(
      'SELECT l."owner", l."expiresAt" FROM {communityLeases} AS l WHERE l."key" = $key',
      { bind: { key } },
    );
    if (!row?.owner || row.owner === this.owner || this.isGone(row.owner)) return false;
    return Number(row.expiresAt) >= this.now();
  }
}
