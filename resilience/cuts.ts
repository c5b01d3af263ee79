import { createConnection } from 'mariadb';
import { Client } from 'pg';
import type { Dialect } from '../packages/host/src/testing/databases';

/** Ends all connections to a database, as a restart of its server would. @returns how many were open */
export async function cutConnections(dialect: Dialect, options: Record<string, unknown>): Promise<number> {
  const { host, port, username, password, database } = options as Record<string, string> & { port: number };
  if (dialect === 'postgres') {
    const client = new Client({ host, port, user: username, password, database: 'postgres' });
    await client.connect();
    const { rowCount } = await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
      [database],
    );
    await client.end();
    return rowCount ?? 0;
  }
  if (dialect === 'mariadb') {
    const connection = await createConnection({ host, port, user: username, password });
    const rows = (await connection.query('SELECT ID FROM information_schema.PROCESSLIST WHERE DB = ?', [
      database,
    ])) as Array<{ ID: number | bigint }>;
    for (const { ID } of rows) await connection.query(`KILL ${Number(ID)}`).catch(() => undefined);
    await connection.end();
    return rows.length;
  }
  return 0;
}
