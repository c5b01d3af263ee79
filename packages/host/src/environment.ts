import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { HostLayout } from './layout';

export type Variables = Record<string, string>;

/** Settings of a development host; the checkout's `.env` and the process's environment override each of them. */
const DEFAULTS: Variables = {
  APP_ENV: 'production',
  APP_PORT: '13000',
  APP_LAUNCH_MODE: 'node',
  DB_DIALECT: 'sqlite',
  TZ: 'UTC',
  DB_TIMEZONE: '+00:00',
  INIT_ROOT_EMAIL: 'admin@nocobase.com',
  INIT_ROOT_PASSWORD: 'admin123',
  INIT_ROOT_NICKNAME: 'Super Admin',
  INIT_ROOT_USERNAME: 'nocobase',
  INIT_APP_LANG: 'en-US',
  LOGGER_LEVEL: 'info',
  LOGGER_TRANSPORT: 'file',
  DISABLE_PKG_DOWNLOAD: 'true',
};

/** Reads `NAME=value` lines; comments, blank lines and quotes around a value as in every .env file. */
export function parseVariables(text: string): Variables {
  const variables: Variables = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, raw] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (!name) continue;
    const [, quoted] = /^(?:"(.*)"|'(.*)')$/.exec(raw)?.filter((part) => part !== undefined) ?? [];
    variables[name] = quoted ?? raw.replace(/\s+#.*$/, '');
  }
  return variables;
}

export function formatVariables(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${/[\s#"']/.test(value) ? JSON.stringify(value) : value}\n`)
    .join('');
}

/**
 * The variables the host runs with: defaults, then the checkout's .env, then what this process was given of the same names, then `overrides`.
 * The host's key is made once and kept, else every sign-in would end with the process and stored tokens could not be read again.
 */
export function hostVariables(layout: HostLayout, overrides: Variables = {}, outer = process.env): Variables {
  const own = readVariables(path.join(layout.directory, '.env'));
  const checkout = readVariables(path.join(layout.root, '.env'));
  const variables: Variables = { APP_KEY: own.APP_KEY ?? randomBytes(24).toString('hex'), ...DEFAULTS, ...checkout };
  for (const name of Object.keys(variables)) variables[name] = outer[name] ?? variables[name];
  return { ...variables, ...overrides };
}

/** The environment of a child process that runs the host's command line. */
export function processEnvironment(layout: HostLayout, variables: Variables, outer = process.env): NodeJS.ProcessEnv {
  const binaries = path.join(layout.root, 'node_modules', '.bin');
  const search = Object.keys(outer).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...withoutJest(outer),
    ...variables,
    [search]: [binaries, path.dirname(process.execPath), outer[search] ?? ''].join(path.delimiter),
    NODE_ENV: 'production',
    NODE_MODULES_PATH: layout.packages,
    NODE_PATH: layout.packages,
    STORAGE_PATH: layout.storage,
    // One SQLite writer waits in a libuv thread; with the default four, waiting writers starve the one that holds the lock.
    UV_THREADPOOL_SIZE: outer.UV_THREADPOOL_SIZE ?? '32',
    // glibc would keep freed memory of up to sixteen arenas: some hundred megabytes during an import.
    MALLOC_ARENA_MAX: outer.MALLOC_ARENA_MAX ?? '2',
  };
}

/** A host started from a test must not take itself for a test, nor write where the test's own host does. */
function withoutJest(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(outer).filter(([name]) => !/^(JEST_|npm_|DB_|INIT_|VITEST)/.test(name));
  return Object.fromEntries(kept.filter(([name]) => !OWN.has(name)));
}

const OWN = new Set([
  'APP_KEY',
  'APP_ENV',
  'APP_ENV_PATH',
  'API_BASE_PATH',
  'PLUGIN_STORAGE_PATH',
  'NODE_OPTIONS',
  'PORT',
]);

function readVariables(file: string): Variables {
  return existsSync(file) ? parseVariables(readFileSync(file, 'utf8')) : {};
}
