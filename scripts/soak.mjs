// `npm run soak [-- kills]`: the worker that is killed, far more often, and a million updates through one process. Takes hours.
import { stopCommands, tool } from './lib/commands.mjs';
import { reachableDialects } from './lib/databases.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/paths.mjs';

process.once('SIGINT', () => {
  stopCommands();
  process.exit(130);
});
const { dialects } = await reachableDialects();
const env = { ...process.env, TEST_DIALECT: dialects.join(), RESILIENCE_KILLS: process.argv[2] ?? '600' };
const { code } = await tool('jest/bin/jest.js', ['--selectProjects', 'resilience'], { print: true, env });
const { status } = spawnSync(process.execPath, [path.join(root, 'benchmarks/run.mjs'), 'memory'], {
  stdio: 'inherit',
  env: { ...process.env, BENCH_MEMORY_UPDATES: process.env.BENCH_MEMORY_UPDATES ?? '1000000' },
});
process.exitCode = code || status || 0;
