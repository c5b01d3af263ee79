import { bootStandalone, PLUGIN } from '@community-crm/host/standalone';
import type { Application } from '@nocobase/server';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Services } from '../../src/server/services';

/** A running application on a fresh database, with the built plugin in it. */
export interface BenchApp {
  app: Application;
  services: Services;
  url: string;
  token: string;
  close(): Promise<void>;
}

const root = process.env.BENCH_ROOT ?? process.cwd();

function databaseOptions(folder: string): Record<string, unknown> & { drop?: string } {
  const dialect = process.env.BENCH_DIALECT ?? 'sqlite';
  if (dialect === 'sqlite') return { dialect, storage: path.join(folder, 'bench.sqlite') };
  const name = process.env.BENCH_DATABASE ?? 'community_bench';
  return dialect === 'postgres'
    ? { dialect, host: '127.0.0.1', port: 5432, username: 'postgres', password: '', database: name }
    : { dialect, host: '127.0.0.1', port: 3306, username: 'root', password: '', database: name };
}

async function freshDatabase(options: Record<string, unknown>): Promise<void> {
  if (options.dialect === 'postgres') {
    const { Client } = await import('pg');
    const client = new Client({ host: '127.0.0.1', user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS "${String(options.database)}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${String(options.database)}"`);
    await client.end();
  } else if (options.dialect === 'mariadb') {
    const { createConnection } = await import('mariadb');
    const connection = await createConnection({ host: '127.0.0.1', user: 'root' });
    await connection.query(`DROP DATABASE IF EXISTS ${String(options.database)}`);
    await connection.query(`CREATE DATABASE ${String(options.database)} CHARACTER SET utf8mb4`);
    await connection.end();
  }
}

/** Boots the host the way its own command line does, with the few plugins that ours needs. */
export async function startBenchApp(): Promise<BenchApp> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'community-bench-'));
  const database = databaseOptions(folder);
  await freshDatabase(database);
  const app = await bootStandalone({ root, folder, database, install: true });
  const { services } = app.pm.get(PLUGIN) as unknown as { services: Services };
  const server: Server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const response = await fetch(`${url}/auth:signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-authenticator': 'basic' },
    body: JSON.stringify({ account: 'admin@nocobase.com', password: 'admin123' }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  return {
    app,
    services,
    url,
    token: data.token,
    async close() {
      server.closeAllConnections();
      server.close();
      await app.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A request as the signed-in root user; throws on an error status. */
export async function request({ url, token }: BenchApp, target: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${url}/${target}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'x-authenticator': 'basic', 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${target}: ${response.status} ${await response.text()}`);
  return response.json();
}
