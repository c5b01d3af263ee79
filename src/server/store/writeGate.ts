import type { Database } from '@nocobase/database';
import { Transaction, type TransactionOptions } from 'sequelize';
import { Courtesy } from './courtesy';
import { dialectOf } from './dialect';
import { Statistics } from './statistics';
import { prepareWrite } from './prepareWrite';

/**
 * One write transaction at a time on SQLite, which has a single writer: two of ours waiting for each other's lock would
 * use up the host's threads. Between two of them the host's own writes get their turn. Other databases run the
 * transaction as it is.
 *
 * Keep every transaction under 200 ms; split longer work into several. One gate a database.
 */
export class WriteGate {
  /** How many large writes that do not depend on each other are worth having under way at a time. */
  readonly writers: number;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly courtesy: Courtesy | null;
  private readonly statistics: Statistics | null;
  private readonly options: TransactionOptions;

  constructor(private readonly db: Database) {
    const [dialect, clock] = [dialectOf(db), () => performance.now()];
    this.writers = dialect === 'sqlite' ? 1 : 2;
    this.courtesy = dialect === 'sqlite' ? new Courtesy(db.sequelize, clock) : null;
    this.statistics = dialect === 'postgres' ? new Statistics(db, clock) : null;
    // as PostgreSQL does of itself; otherwise MySQL and MariaDB lock every row that an INSERT … SELECT or an UPDATE reads, and
    // counting facts and writing activities would keep each other waiting
    this.options = dialect === 'mysql' ? { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED } : {};
  }

  /** Commits when `work` resolves, rolls back and rethrows when it rejects. What is committed outlasts a crash. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.enqueue(work, true);
  }

  /**
   * The same without waiting for the disk, for work that is done again from what is stored: updates in the inbox, touches,
   * the files and members of a run. When the machine crashes, the last of such transactions may be gone, each as a whole and
   * none that an outlasting one came after. Nobody else may be told of the work until then.
   */
  runRedoable<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.enqueue(work, false);
  }

  private enqueue<T>(work: (transaction: Transaction) => Promise<T>, lasting: boolean): Promise<T> {
    const { courtesy } = this;
    if (!courtesy) return this.transact(work, lasting);
    const turn = this.tail.then(() => courtesy.run(work, lasting));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Where writers run side by side, the database may end one transaction for another's sake; it has done nothing then, and
   * is run again.
   */
  private async transact<T>(work: (transaction: Transaction) => Promise<T>, lasting: boolean): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.db.sequelize.transaction(this.options, async (transaction) => {
          await prepareWrite(this.db, transaction, lasting);
          return work(transaction);
        });
        await this.statistics?.keep();
        return result;
      } catch (error) {
        if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
      }
    }
  }
}

const ATTEMPTS = 4;
/** MySQL's and MariaDB's number of a deadlock, PostgreSQL's code. */
const DEADLOCKS: readonly unknown[] = [1213, '40P01'];

function isDeadlock(error: unknown): boolean {
  const { parent } = error as { parent?: { errno?: unknown; code?: unknown } };
  return DEADLOCKS.includes(parent?.errno) || DEADLOCKS.includes(parent?.code);
}
