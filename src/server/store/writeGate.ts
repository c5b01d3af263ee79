import type { Database } from '@nocobase/database';
import { Transaction, type Sequelize, type TransactionOptions } from 'sequelize';
import { Courtesy } from './courtesy';
import { dialectOf } from './dialect';
import { allowsBenches, GateConnection, newBench, type Bench } from './gateConnection';
import { Statistics } from './statistics';
import { prepareWrite } from './prepareWrite';
import { Resting } from './resting';

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
  /** How many of {@link runInTwo}. */
  readonly pairs: number;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly courtesy: Courtesy | null;
  private readonly connection: GateConnection | null;
  private readonly beside: Resting<ReadingPlace> | null;
  private readonly statistics: Statistics | null;
  private readonly options: TransactionOptions;

  constructor(private readonly db: Database) {
    const [dialect, clock] = [dialectOf(db), () => performance.now()];
    this.writers = dialect === 'sqlite' ? 1 : 2;
    const { sequelize } = db;
    this.courtesy = dialect === 'sqlite' ? new Courtesy(sequelize, clock) : null;
    this.connection = dialect === 'sqlite' ? new GateConnection(sequelize, CONNECTION) : null;
    const beside = dialect === 'sqlite' && allowsBenches(sequelize);
    this.beside = beside ? new Resting(PAIRS, (i) => new ReadingPlace(sequelize, i)) : null;
    this.pairs = beside ? PAIRS : this.writers;
    this.statistics = dialect === 'postgres' ? new Statistics(db, clock) : null;
    // as PostgreSQL does of itself; otherwise MySQL and MariaDB lock every row that an INSERT … SELECT or an UPDATE reads, and
    // counting facts and writing activities would keep each other waiting
    this.options = dialect === 'mysql' ? { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED } : {};
  }

  /** Commits when `work` resolves, rolls back and rethrows when it rejects. What is committed outlasts a crash. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.enqueue(work, true);
  }

  /** The same within a transaction that is open already, which commits it; where there is none, as above. */
  runWithin<T>(open: Transaction | undefined, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return open ? work(open) : this.run(work);
  }

  /**
   * The same without waiting for the disk, for work that is done again from what is stored: updates in the inbox, touches,
   * the files and members of a run. When the machine crashes, the last of such transactions may be gone, each as a whole and
   * none that an outlasting one came after. Nobody else may be told of the work until then.
   */
  runRedoable<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.enqueue(work, false);
  }

  /**
   * Work that can be done again (as in {@link runRedoable}) in two parts: one that reads and fills scratch tables, and one that
   * writes. On SQLite the first is done beside other writes and without holding anybody up, so what it has read may have
   * changed when the second begins; elsewhere both are one transaction.
   */
  async runInTwo<P, T>(
    read: (place: Transaction) => Promise<P>,
    write: (transaction: Transaction, prepared: P) => Promise<T>,
  ): Promise<T> {
    const { beside } = this;
    if (!beside) return this.runRedoable(async (transaction) => write(transaction, await read(transaction)));
    const place = await beside.take();
    try {
      const prepared = await place.connection.aside(read);
      return await this.enqueue((transaction) => write(transaction, prepared), false, place.bench);
    } finally {
      beside.give(place);
    }
  }

  private enqueue<T>(work: (transaction: Transaction) => Promise<T>, lasting: boolean, bench?: Bench): Promise<T> {
    const { courtesy, connection } = this;
    if (!courtesy || !connection) return this.transact(work, lasting);
    const turn = this.tail.then(() => courtesy.run(() => connection.run(work, lasting, bench)));
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

/** Name of the SQLite connection of our transactions. */
const CONNECTION = 'telegram-community';
/** Where the first parts of work in two are done: one reads while what another has read is written. */
const PAIRS = 2;

class ReadingPlace {
  readonly bench: Bench = newBench();
  readonly connection: GateConnection;

  constructor(sequelize: Sequelize, number: number) {
    this.connection = new GateConnection(sequelize, `${CONNECTION}-${number}`, this.bench);
  }
}

const ATTEMPTS = 4;
/** MySQL's and MariaDB's number of a deadlock, PostgreSQL's code. */
const DEADLOCKS: readonly unknown[] = [1213, '40P01'];

function isDeadlock(error: unknown): boolean {
  const { parent } = error as { parent?: { errno?: unknown; code?: unknown } };
  return DEADLOCKS.includes(parent?.errno) || DEADLOCKS.includes(parent?.code);
}
