import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { boot } from './application';
import { databaseServer, sweep } from './databases';
import type { Dialect } from './databases';

/** Everything that can change what an installation leaves in the database. */
const INSTALLED_FROM = ['src/server', 'src/common', 'packages/community-model/src', 'packages/host/src/testing'];

/** A template older than this lock is being made by a process that died. */
const STALE_LOCK_MS = 600_000;

/** A run that began before the sources changed may still copy the old template for this long. */
const IN_USE_MS = 600_000;

/**
 * The name of an installed database of this plugin list, to be copied; made at the first call. Several worker processes may ask at once:
 * one makes it, the others wait. A change in the sources makes a new one and drops its predecessor.
 */
export async function templateDatabase(dialect: Dialect, plugins: readonly string[], folder: string): Promise<string> {
  const root = rootFolder();
  const family = `ct_tpl_${hash([root, dialect, ...plugins], 8)}_`;
  const name = family + hash(sources(root), 12);
  mkdirSync(folder, { recursive: true });
  const done = path.join(folder, `${name}.done`);
  const lock = path.join(folder, `${family}lock`);
  while (!existsSync(done)) {
    if (!tryLock(lock)) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    try {
      if (!existsSync(done)) await makeTemplate(dialect, plugins, folder, { family, name });
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return name;
}

/** Where templates are remembered between runs. */
export function templateFolder(): string {
  return path.join(os.tmpdir(), `community-test-templates-${hash([rootFolder()], 8)}`);
}

interface Names {
  family: string;
  name: string;
}

async function makeTemplate(dialect: Dialect, plugins: readonly string[], folder: string, { family, name }: Names) {
  const server = databaseServer(dialect, folder);
  await sweep(server);
  for (const old of await server.list(family)) {
    const marker = path.join(folder, `${old}.done`);
    if (ageOf(marker) < IN_USE_MS) continue;
    await server.drop(old);
    rmSync(marker, { force: true });
  }
  await server.create(name);
  const home = { options: server.options(name), discard: () => server.drop(name) };
  try {
    const app = await boot({ plugins, home, install: true });
    await app.close({ keepDatabase: true });
    await server.settle(name);
    writeFileSync(path.join(folder, `${name}.done`), '');
  } catch (error) {
    await home.discard();
    throw error;
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = ageOf(lock);
    if (age > STALE_LOCK_MS && age < Infinity) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** Milliseconds since the file was written; Infinity when there is none. */
function ageOf(file: string): number {
  const state = statSync(file, { throwIfNoEntry: false });
  return state ? Date.now() - state.mtimeMs : Infinity;
}

function rootFolder(): string {
  const root = process.env.COMMUNITY_TEST_ROOT;
  if (!root) throw new Error('The server tests run in the Jest environment of packages/host/src/testing');
  return root;
}

function sources(root: string): string[] {
  const contents: string[] = [];
  for (const folder of INSTALLED_FROM) {
    const at = path.join(root, folder);
    if (!existsSync(at)) continue;
    for (const file of readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(ts|json)$/.test(file) && !file.endsWith('.test.ts')) {
        contents.push(file, readFileSync(path.join(at, file), 'utf8'));
      }
    }
  }
  return contents;
}

function hash(parts: string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
}
