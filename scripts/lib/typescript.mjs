import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from './paths.mjs';

/**
 * Imports a TypeScript module of the checkout in plain Node: bundled into the cache of node_modules and loaded from there. What it imports from
 * node_modules stays there. Needs the dependencies to be installed.
 */
export async function importTypeScript(entry) {
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const [{ text }] = result.outputFiles;
  const name = `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.mjs`;
  const file = path.join(root, 'node_modules', '.cache', 'community-crm', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return import(pathToFileURL(file).href);
}

export const importHost = () => importTypeScript('packages/host/src/index.ts');
