import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { HostLayout } from './layout';
import { link } from './prepare';

interface Manifest {
  name: string;
  files?: string[];
}

/** Name of the plugin that the checkout is. */
export function pluginName(root: string): string {
  return manifest(root).name;
}

/**
 * Puts the built plugin where the host finds it, just the files that would be published: a copy, so that the host never sees the checkout's own
 * node_modules through it. Returns a fingerprint of its server half, which tells whether the database needs an upgrade.
 */
export function placePlugin(layout: HostLayout): string {
  const { name, files = [] } = manifest(layout.root);
  const target = path.join(layout.storage, 'plugins', name);
  if (!existsSync(path.join(layout.root, 'dist', 'server', 'index.js'))) {
    throw new Error('The plugin is not built: dist/server/index.js is missing. Run "npm run build".');
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const entry of ['package.json', ...files]) {
    const source = path.join(layout.root, entry);
    if (existsSync(source)) cpSync(source, path.join(target, entry), { recursive: true });
  }
  link(target, path.join(layout.packages, name));
  return fingerprint(path.join(target, 'dist', 'server'));
}

/** Hash of the contents of a folder. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, entry);
    if (statSync(file).isFile()) hash.update(entry).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function manifest(root: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
}
