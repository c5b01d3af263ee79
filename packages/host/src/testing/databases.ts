import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createConnection } from 'mariadb';
import { Client } from 'pg';

export type Dialect = 'sqlite' | 'postgres' | 'mariadb';

const RUN_PREFIX = 'ct_run_';

/** Connection options in the form the host's Database takes. */
export interface DatabaseOptions {
  dialect: Dialect;
  storage?: string;
  host?: string;
  port?: number;
  username?: string;
  password?: string;
  database?: string;
  /** Whether tables and columns go by names like `community_members`. */
  underscored?: boolean;
  tablePrefix?: string;
}

/** One server (or folder of files) on which test databases are made. Names are plain identifiers. */
export interface DatabaseServer {
  options(name: string): DatabaseOptions;
  create(name: string): Promise<void>;
  /** Makes `name` with the tables and rows of `template`, which nobody may be connected to. */
  copy(template: string, name: string): Promise<void>;
  /** Ends when everything that was written to a database that nobody uses any more is in the files that `copy` reads. */
  settle(name: string): Promise<void>;
  drop(name: string): Promise<void>;
  list(prefix: string): Promise<string[]>;
}

/** The dialect this test run is about (TEST_DIALECT, SQLite unless it says otherwise). */
export function testDialect(): Dialect {
  const dialect = process.env.TEST_DIALECT ?? 'sqlite';
  if (dialect === 'sqlite' || dialect === 'postgres' || dialect === 'mariadb') return dialect;
  throw new Error(`TEST_DIALECT is "${dialect}"; it must be sqlite, postgres or mariadb`);
}

/** A name no other run uses; it carries the process id, so that leftovers of killed processes can be told. */
export function uniqueName(): string {
  return `${RUN_PREFIX}${process.pid}_${randomBytes(5).toString('hex')}`;
}

/** Drops the test databases of processes that are no more. */
export async function sweep(server: DatabaseServer): Promise<void> {
  for (const name of await server.list(RUN_PREFIX)) {
    if (!isAlive(Number(name.slice(RUN_PREFIX.length).split('_')[0]))) await server.drop(name);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** SQLite's files lie in `folder`; the servers do not need it. */
export function databaseServer(dialect: Dialect, folder: string): DatabaseServer {
  if (dialect === 'postgres') return postgresServer();
  return dialect === 'mariadb' ? mariadbServer() : sqliteFolder(folder);
}

function sqliteFolder(folder: string): DatabaseServer {
  const file = (name: string) => path.join(folder, `${name}.sqlite`);
  return {
    options: (name) => ({ dialect: 'sqlite', storage: file(name) }),
    create: () => Promise.resolve(),
    copy: (template, name) => Promise.resolve(copyFileSync(file(template), file(name))),
    // the last connection to end empties the write-ahead log into the file and removes it
    settle: async (name) => {
      const gone = () => !existsSync(`${file(name)}-wal`);
      for (let waited = 0; !gone() && waited < 30_000; waited += 50)
        await new Promise((resolve) => setTimeout(resolve, 50));
      if (!gone()) throw new Error(`Somebody still uses ${file(name)}`);
    },
    drop: (name) => {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file(name) + suffix, { force: true });
      return Promise.resolve();
    },
    list: (prefix) =>
      Promise.resolve(
        readdirSync(folder)
          .filter((entry) => entry.startsWith(prefix) && entry.endsWith('.sqlite'))
          .map((entry) => entry.slice(0, -'.sqlite'.length)),
      ),
  };
}

function postgresServer(): DatabaseServer {
  const account = {
    host: process.env.TEST_PG_HOST ?? '127.0.0.1',
    port: Number(process.env.TEST_PG_PORT ?? 5432),
    user: process.env.TEST_PG_USER ?? 'postgres',
    password: process.env.TEST_PG_PASSWORD ?? '',
  };
  const run = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new Client({ ...account, database: 'postgres' });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    options: (database) => ({
      dialect: 'postgres',
      host: account.host,
      port: account.port,
      username: account.user,
      password: account.password,
      database,
    }),
    create: async (name) => void (await run(`CREATE DATABASE "${name}"`)),
    copy: async (template, name) => {
      await run(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      // no test pulls the plug of the database server, so no commit need wait for its disk
      await run(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
    },
    settle: () => Promise.resolve(),
    drop: async (name) => void (await run(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)),
    list: async (prefix) => {
      const rows = await run<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
        prefix,
      ]);
      return rows.map((row) => row.datname);
    },
  };
}

function mariadbServer(): DatabaseServer {
  const account = {
    host: process.env.TEST_MARIADB_HOST ?? '127.0.0.1',
    port: Number(process.env.TEST_MARIADB_PORT ?? 3306),
    user: process.env.TEST_MARIADB_USER ?? 'root',
    password: process.env.TEST_MARIADB_PASSWORD ?? '',
  };
  const connected = async <T>(work: (query: (sql: string) => Promise<Array<Record<string, string>>>) => Promise<T>) => {
    const connection = await createConnection(account);
    try {
      return await work((sql) => connection.query(sql));
    } finally {
      await connection.end();
    }
  };
  const create = (name: string) => `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`;
  return {
    options: (database) => ({
      dialect: 'mariadb',
      host: account.host,
      port: account.port,
      username: account.user,
      password: account.password,
      database,
    }),
    create: (name) => connected(async (query) => void (await query(create(name)))),
    copy: (template, name) =>
      connected(async (query) => {
        await query(create(name));
        await query('SET FOREIGN_KEY_CHECKS = 0');
        for (const row of await query(`SHOW TABLES FROM \`${template}\``)) {
          const table = Object.values(row)[0];
          const [shown] = await query(`SHOW CREATE TABLE \`${template}\`.\`${table}\``);
          await query(`USE \`${name}\``);
          await query(shown['Create Table']);
          await query(`INSERT INTO \`${table}\` SELECT * FROM \`${template}\`.\`${table}\``);
        }
      }),
    settle: () => Promise.resolve(),
    drop: (name) => connected(async (query) => void (await query(`DROP DATABASE IF EXISTS \`${name}\``))),
    list: (prefix) =>
      connected(async (query) => {
        const rows = await query(`SHOW DATABASES LIKE '${prefix.replaceAll('_', '\\_')}%'`);
        return rows.map((row) => Object.values(row)[0]);
      }),
  };
}
