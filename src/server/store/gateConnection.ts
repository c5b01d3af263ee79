import { Transaction, type Sequelize } from 'sequelize';

/** Room for all pages that a transaction changes, so that none is written twice; scratch tables in memory. */
const PRAGMAS = ['cache_size = -48000', 'temp_store = MEMORY'];
/** A write-ahead log (here up to 64 MB) that is copied back every few transactions instead of after each. */
const WRITING = ['wal_autocheckpoint = 16000', 'journal_size_limit = 67108864'];
/** Schema of a {@link Bench}: nothing else in it is worth keeping. */
const ON_BENCH = ['bench.journal_mode = OFF', 'bench.synchronous = OFF'];

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

interface Driver {
  OPEN_READWRITE: number;
  OPEN_CREATE: number;
  OPEN_URI: number;
  Database: new (file: string, mode: number, done: (error: Error | null) => void) => Connection;
}

interface Connections {
  connections: Record<string, Connection | undefined>;
  lib: Driver;
  getConnection(options: { uuid: string }): Promise<Connection>;
}

/** Scratch tables that one connection fills and another one reads: a database in memory that both attach for a while. */
export type Bench = string;

let benches = 0;
/** Name of a database in memory that nobody in this process has. */
export const newBench = (): Bench => `/telegram-community-${(benches += 1)}`;

const BESIDE = new WeakSet<Transaction>();
/** Whether statements with this in the place of a transaction stand alone, with their scratch tables on a {@link Bench}. */
export const standsAlone = (place: Transaction): boolean => BESIDE.has(place);

/**
 * Whether several connections see the same data, and may share databases in memory besides: not where the whole database is
 * in memory or encrypted.
 */
export function allowsBenches(sequelize: Sequelize): boolean {
  const { options, config } = sequelize as unknown as {
    options: { storage?: string };
    config: { password?: string | null };
  };
  return !/^(:memory:)?$/.test(options.storage ?? '') && !config.password;
}

/**
 * An SQLite connection of our write transactions. Sequelize opens one for each transaction, which costs more than a
 * small transaction itself: the schema is read and the page cache filled anew. This one stays open until the database is
 * closed or something goes wrong with it.
 *
 * One piece of work at a time: the caller sees to that.
 */
export class GateConnection {
  private opened = false;
  /** Whether commits wait until the disk has them, as they do on a new connection. */
  private lasting = true;

  /** @param name by which Sequelize finds an open SQLite connection */
  constructor(
    private readonly sequelize: Sequelize,
    private readonly name: string,
    private readonly bench?: Bench,
  ) {
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
   * @param bench whose scratch tables `work` reads
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>, lasting: boolean, bench?: Bench): Promise<T> {
    // IMMEDIATE takes the write lock at once: a lock upgrade in the middle could fail with SQLITE_BUSY
    const transaction = new Transaction(this.sequelize, { type: Transaction.TYPES.IMMEDIATE });
    const environment = this.environmentOf(transaction);
    try {
      const connection = await this.open();
      await this.wait(connection, lasting);
      // neither can be said within a transaction; for reading alone, so that the transaction takes no lock of it
      if (bench) await tell(connection, `ATTACH '${address(bench)}&mode=ro' AS bench`);
      await environment.prepareEnvironment(false);
      const result = await work(transaction);
      await transaction.commit();
      if (bench) await tell(connection, 'DETACH bench');
      return result;
    } catch (error) {
      await this.undo(transaction, environment, bench !== undefined);
      throw error;
    }
  }

  /**
   * Runs statements on this connection, each by itself: they may read what is committed and fill scratch tables on its bench.
   *
   * @param work is given what statements take for a transaction
   */
  async aside<T>(work: (place: Transaction) => Promise<T>): Promise<T> {
    const place = new Transaction(this.sequelize, {});
    this.environmentOf(place).connection = await this.open();
    BESIDE.add(place);
    return work(place);
  }

  private environmentOf(transaction: Transaction): Environment {
    const environment = transaction as unknown as Environment;
    environment.id = environment.name = this.name;
    environment.cleanup = () => undefined;
    return environment;
  }

  private async open(): Promise<Connection> {
    const { bench } = this;
    const connection = await this.connect();
    if (this.opened) return connection;
    if (bench) await tell(connection, `ATTACH '${address(bench)}' AS bench`);
    for (const pragma of [...PRAGMAS, ...(bench ? ON_BENCH : WRITING)]) await tell(connection, `PRAGMA ${pragma}`);
    this.opened = true;
    return connection;
  }

  /** As Sequelize does, except that databases in memory can be attached. */
  private async connect(): Promise<Connection> {
    const { manager, name, sequelize } = this;
    const known = manager.connections[name];
    if (known) return known;
    if (!allowsBenches(sequelize)) return manager.getConnection({ uuid: name });
    const { lib } = manager;
    const { options } = sequelize as unknown as { options: { storage: string; foreignKeys?: boolean } };
    const connection = await new Promise<Connection>((resolve, reject) => {
      const mode = lib.OPEN_READWRITE | lib.OPEN_CREATE | lib.OPEN_URI;
      const opened = new lib.Database(options.storage, mode, (error) => (error ? reject(error) : resolve(opened)));
    });
    if (options.foreignKeys !== false) await tell(connection, 'PRAGMA foreign_keys = ON');
    return (manager.connections[name] = connection);
  }

  /** Cannot be said within a transaction. */
  private async wait(connection: Connection, lasting: boolean): Promise<void> {
    if (lasting === this.lasting) return;
    // in a write-ahead log, NORMAL loses the last commits when the machine crashes, and nothing else
    await tell(connection, `PRAGMA synchronous = ${lasting ? 'FULL' : 'NORMAL'}`);
    this.lasting = lasting;
  }

  private get manager(): Connections {
    return (this.sequelize as unknown as { connectionManager: Connections }).connectionManager;
  }

  private async undo(
    transaction: Transaction,
    { connection, finished }: Environment,
    hasBench: boolean,
  ): Promise<void> {
    const undone =
      connection !== undefined &&
      !finished &&
      (await transaction.rollback().then(
        () => true,
        () => false,
      ));
    // in which state the connection is nobody knows
    if (!undone || hasBench) await this.close();
  }

  private async close(): Promise<void> {
    const { connections } = this.manager;
    const connection = connections[this.name];
    connections[this.name] = undefined;
    this.opened = false;
    this.lasting = true;
    if (connection) await new Promise<void>((resolve) => connection.close(() => resolve()));
  }
}

function tell(connection: Connection, statement: string): Promise<void> {
  return new Promise((resolve, reject) => connection.exec(statement, (error) => (error ? reject(error) : resolve())));
}

const address = (bench: Bench): string => `file:${bench}?vfs=memdb`;
