import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './process';

/** Builds the plugin's server part and the worker's program. */
export async function buildWorker(): Promise<void> {
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'build/build.mjs'), 'server'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The server part could not be built: ${stderr}`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['resilience/worker.ts'],
    outfile: 'storage/resilience/worker.cjs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    alias: {
      '@community-crm/host/standalone': path.join(ROOT, 'packages/host/standalone.ts'),
      '@community-crm/community-model': path.join(ROOT, 'packages/community-model/src/index.ts'),
      '@community-crm/telegram-sandbox': path.join(ROOT, 'packages/telegram-sandbox/src/index.ts'),
    },
    logLevel: 'warning',
  });
}
