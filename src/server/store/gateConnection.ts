import { Transaction, type Sequelize } from 'sequelize';

/**
 * For the connection of our transactions: room for all pages that they change, so that none is written twice,
 * a write-ahead log (here up to 64 MB) that is copied back every few transactions instead of after each, and scratch
 * tables in memory.
 */
const PRAGMAS = [
  'cache_size = -48000',
  'wal_autocheckpoint = 16000',
  'journal_size_limit = 67108864',
  'temp_store = MEMORY',
];

/** Sequelize finds an open SQLite connection by this name. */
const NAME = 'telegram-community';

/** Parts of sequelize that its types leave out. */
interface Environment {
  id: string;
  name: string;
  finished?: string;
  connection: unknown;
  prepareEnvironment(useCls: boolean): Promise<void>;
  cleanup(): void;
}

interface Connection {
  close(done: () => void): void;
  exec(statement: string, done: (error: Error | null) => void): void;
}

interface Connections {
  connections: Record<string, Connection | undefined>;
}

/**
 * The SQLite connection of all our write transactions. Sequelize opens one for each transaction, which costs more than a
 * small transaction itself: the schema is read and the page cache filled anew. This one stays open until the database is
 * closed or something goes wrong with it.
 *
 * One transaction at a time: the caller sees to that.
 */
export class GateConnection {
  private opened = false;
  /** Whether commits wait until the disk has them, as they do on a new connection. */
  private lasting = true;

  constructor(private readonly sequelize: Sequelize) {
    const target = sequelize as unknown as { close(): Promise<void> };
    const close = target.close.bind(sequelize);
    target.close = async () => {
      await this.close();
      return close();
    };
  }

  /**
   * Commits when `work` resolves, rolls back and rethrows when it rejects.
   *
   * @param lasting whether the commit waits until the disk has it
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>, lasting: boolean): Promise<T> {
    // IMMEDIATE takes the write lock at once: a lock upgrade in the middle could fail with SQLITE_BUSY
    const transaction = new Transaction(this.sequelize, { type: Transaction.TYPES.IMMEDIATE });
    const environment = transaction as unknown as Environment;
    environment.id = environment.name = NAME;
    environment.cleanup = () => undefined;
    try {
      await this.wait(lasting);
      await environment.prepareEnvironment(false);
      await this.tune(transaction);
      const result = await work(transaction);
      await transaction.commit();
      return result;
    } catch (error) {
      await this.undo(transaction, environment);
      throw error;
    }
  }

  private async tune(transaction: Transaction): Promise<void> {
    if (this.opened) return;
    for (const pragma of PRAGMAS) await this.sequelize.query(`PRAGMA ${pragma}`, { transaction });
    this.opened = true;
  }

  /** Cannot be said within a transaction. The first one opens the connection, and waits. */
  private async wait(lasting: boolean): Promise<void> {
    const connection = this.opened && lasting !== this.lasting ? this.connections[NAME] : undefined;
    if (!connection) return;
    // in a write-ahead log, NORMAL loses the last commits when the machine crashes, and nothing else
    await new Promise<void>((resolve, reject) =>
      connection.exec(`PRAGMA synchronous = ${lasting ? 'FULL' : 'NORMAL'}`, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    this.lasting = lasting;
  }

  private get connections(): Connections['connections'] {
    return (this.sequelize as unknown as { connectionManager: Connections }).connectionManager.connections;
  }

  private async undo(transaction: Transaction, { connection, finished }: Environment): Promise<void> {
    const undone =
      connection !== undefined &&
      !finished &&
      (await transaction.rollback().then(
        () => true,
        () => false,
      ));
    // in which state the connection is nobody knows
    if (!undone) await this.close();
  }

  private async close(): Promise<void> {
    const { connections } = this;
    const connection = connections[NAME];
    connections[NAME] = undefined;
    this.opened = false;
    this.lasting = true;
    if (connection) await new Promise<void>((resolve) => connection.close(() => resolve()));
  }
}
