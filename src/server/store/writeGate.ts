import type { Database } from '@nocobase/database';
import { Transaction } from 'sequelize';
import { dialectOf } from './dialect';

const SQLITE_GAP_MS = 4;

/**
 * One write transaction at a time on SQLite, which has a single writer: two of ours waiting for each other's lock would
 * use up the host's threads. Between two transactions there is a short gap in which the host's own writes get their turn.
 * Other databases run the transaction as it is.
 *
 * Keep every transaction under 200 ms; split longer work into several.
 */
export class WriteGate {
  private tail: Promise<unknown> = Promise.resolve();
  private readonly serial: boolean;

  constructor(private readonly db: Database) {
    this.serial = dialectOf(db) === 'sqlite';
  }

  /** Commits when `work` resolves, rolls back and rethrows when it rejects. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (!this.serial) return this.db.sequelize.transaction(work);
    const turn = this.tail.then(() =>
      // IMMEDIATE takes the write lock at once: a lock upgrade in the middle could fail with SQLITE_BUSY
      this.db.sequelize.transaction({ type: Transaction.TYPES.IMMEDIATE }, work),
    );
    this.tail = turn.then(pause, pause);
    return turn;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SQLITE_GAP_MS));
}
