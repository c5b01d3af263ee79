import type { Database } from '@nocobase/database';
import { Transaction } from 'sequelize';
import { Courtesy } from './courtesy';
import { dialectOf } from './dialect';

/**
 * For the connection of each of our transactions: room for all pages that it changes, so that none is written twice, and
 * a write-ahead log (here up to 64 MB) that is copied back every few transactions instead of after each.
 */
const PRAGMAS = ['cache_size = -48000', 'wal_autocheckpoint = 16000', 'journal_size_limit = 67108864'];

/**
 * One write transaction at a time on SQLite, which has a single writer: two of ours waiting for each other's lock would
 * use up the host's threads. Between two of them the host's own writes get their turn. Other databases run the
 * transaction as it is.
 *
 * Keep every transaction under 200 ms; split longer work into several. One gate a database.
 */
export class WriteGate {
  private tail: Promise<unknown> = Promise.resolve();
  private readonly courtesy: Courtesy | null;

  constructor(private readonly db: Database) {
    this.courtesy = dialectOf(db) === 'sqlite' ? new Courtesy(db.sequelize, () => performance.now()) : null;
  }

  /** Commits when `work` resolves, rolls back and rethrows when it rejects. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { courtesy } = this;
    if (!courtesy) return this.db.sequelize.transaction(work);
    // IMMEDIATE takes the write lock at once: a lock upgrade in the middle could fail with SQLITE_BUSY
    const turn = this.tail.then(() =>
      courtesy.run({ type: Transaction.TYPES.IMMEDIATE }, async (transaction) => {
        for (const pragma of PRAGMAS) await this.db.sequelize.query(`PRAGMA ${pragma}`, { transaction });
        return work(transaction);
      }),
    );
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}
