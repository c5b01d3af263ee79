import { canConnect } from './ports.mjs';

const SERVERS = [
  { dialect: 'postgres', name: 'PostgreSQL', host: process.env.TEST_PG_HOST, port: process.env.TEST_PG_PORT ?? 5432 },
  {
    dialect: 'mariadb',
    name: 'MariaDB',
    host: process.env.TEST_MARIADB_HOST,
    port: process.env.TEST_MARIADB_PORT ?? 3306,
  },
];

/** Dialects the server tests can run on, and the names of those they cannot, each with where it was looked for. */
export async function reachableDialects() {
  const dialects = ['sqlite'];
  const missing = [];
  for (const { dialect, name, host = '127.0.0.1', port } of SERVERS) {
    if (await canConnect(Number(port), host)) dialects.push(dialect);
    else missing.push(`${name} (${host}:${port})`);
  }
  return { dialects, missing };
}
