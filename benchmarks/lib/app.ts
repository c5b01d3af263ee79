import { Database } from '@nocobase/database';
import { Application, type ApplicationOptions } from '@nocobase/server';
import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Services } from '../../src/server/services';

const PLUGIN = '@community-crm/plugin-telegram-community';
const PLUGINS = [
  'error-handler',
  'field-sort',
  'system-settings',
  'users',
  'auth',
  'acl',
  'ui-schema-storage',
  'data-source-main',
  'data-source-manager',
  'workflow',
  PLUGIN,
];

/** A running application on a fresh database, with the built plugin in it. */
export interface BenchApp {
  app: Application;
  services: Services;
  url: string;
  token: string;
  close(): Promise<void>;
}

const root = process.env.BENCH_ROOT ?? process.cwd();

/** Points the plugin's name at what was built. */
function provideBuiltPlugin(): void {
  const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request: string, ...rest: unknown[]) {
    return request === PLUGIN ? path.join(root, 'dist/server/index.js') : resolve.call(this, request, ...rest);
  };
}

/** Where the host looks for the package.json of a plugin: its own packages, and ours. */
function layNodeModules(folder: string): string {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, PLUGIN), { recursive: true });
  symlinkSync(path.join(root, 'node_modules/@nocobase'), path.join(modules, '@nocobase'), 'junction');
  writeFileSync(path.join(modules, PLUGIN, 'package.json'), JSON.stringify({ name: PLUGIN, version: '0.0.0' }));
  return modules;
}

function databaseOptions(folder: string): Record<string, unknown> & { drop?: string } {
  const dialect = process.env.BENCH_DIALECT ?? 'sqlite';
  if (dialect === 'sqlite') return { dialect, storage: path.join(folder, 'bench.sqlite') };
  const name = 'community_bench';
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
  Object.assign(process.env, {
    APP_ENV: 'test',
    APP_KEY: 'bench',
    API_BASE_PATH: '/api/',
    TZ: 'UTC',
    DB_TIMEZONE: '+00:00',
    NODE_MODULES_PATH: layNodeModules(folder),
    STORAGE_PATH: folder,
    PLUGIN_STORAGE_PATH: path.join(folder, 'plugins'),
    LOCAL_STORAGE_DEST: path.join(folder, 'uploads'),
    LOGGER_BASE_PATH: path.join(folder, 'logs'),
    LOGGER_TRANSPORT: 'file',
    LOGGER_LEVEL: 'error',
    CACHE_DEFAULT_STORE: 'memory',
    CACHE_MEMORY_MAX: '2000',
    INIT_ROOT_EMAIL: 'admin@nocobase.com',
    INIT_ROOT_PASSWORD: 'admin123',
    INIT_ROOT_NICKNAME: 'Super Admin',
    INIT_ROOT_USERNAME: 'nocobase',
    INIT_APP_LANG: 'en-US',
  });
  provideBuiltPlugin();
  const database = databaseOptions(folder);
  await freshDatabase(database);
  class QuietApp extends Application {
    protected override createDatabase(options: ApplicationOptions): Database {
      return new Database({
        ...(options.database as object),
        logging: false,
        logger: this.logger,
        migrator: { context: { app: this } },
      } as ConstructorParameters<typeof Database>[0]);
    }
  }
  const app = new QuietApp({
    name: 'main',
    acl: true,
    registerActions: true,
    resourcer: { prefix: '/api' },
    logger: { system: { transports: ['file'] }, request: { transports: ['file'] } },
    plugins: PLUGINS,
    database,
  } as unknown as ApplicationOptions);
  app.setMaxListeners(100);
  await app.runCommandThrowError('install', '-f');
  await app.runCommandThrowError('start');
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
