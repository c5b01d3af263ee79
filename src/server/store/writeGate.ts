import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { Courtesy } from './courtesy';
import { dialectOf } from './dialect';
import { Statistics } from './statistics';
import { withoutJit } from './withoutJit';

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
  private readonly statistics: Statistics | null;

  constructor(private readonly db: Database) {
    const [dialect, clock] = [dialectOf(db), () => performance.now()];
    this.courtesy = dialect === 'sqlite' ? new Courtesy(db.sequelize, clock) : null;
    this.statistics = dialect === 'postgres' ? new Statistics(db, clock) : null;
  }

  /** Commits when `work` resolves, rolls back and rethrows when it rejects. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { courtesy } = this;
    if (!courtesy) return this.transact(work);
    const turn = this.tail.then(() => courtesy.run(work));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const result = await this.db.sequelize.transaction(async (transaction) => {
      await withoutJit(this.db, transaction);
      return work(transaction);
    });
    await this.statistics?.keep();
    return result;
  }
}
