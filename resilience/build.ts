import { build } from 'esbuild';
import path from 'node:path';
import { ROOT } from './process';

/** Builds the worker's program; the plugin was built before the tests began. */
export async function buildWorker(): Promise<void> {
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
