import os from 'node:os';

import { buildPlugin } from './build.mjs';
import { CHECKS } from './checks.mjs';
import { stopCommands, tool } from './commands.mjs';
import { reachableDialects } from './databases.mjs';
import { installDependencies } from './dependencies.mjs';
import { memoryFolder } from './memoryFolder.mjs';
import { Problem } from './steps.mjs';
import { importTypeScript } from './typescript.mjs';

const results = [];

/** Runs every check and every test, goes on after a failure, and ends with a summary and Jest's own counts. */
export async function test() {
  const memory = memoryFolder();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      stopCommands();
      memory.remove();
      process.exit(130);
    });
  }
  try {
    const { dialects, missing } = await requireDatabases();
    await stage('dependencies', async () => ({ ok: true, note: await installDependencies(() => {}) }));
    const chromium = await requireChromium();
    await inLanes(2, Object.entries(CHECKS), ([name, check]) => stage(name, check));
    await stage('build', async () => ({ ok: true, note: await buildPlugin() }));
    const inProcess = await jest(
      'unit, browser parts and server tests',
      ['--selectProjects', 'unit', 'client', ...dialects.map(serverProject), '--maxWorkers', String(workers())],
      { TEST_DIALECT: dialects.join(), ...memory.variables },
    );
    // both wait for processes of their own most of the time
    const whole = await jest(
      'a worker that is killed again and again, and the running product in Chromium',
      ['--selectProjects', 'resilience', 'e2e', '--maxWorkers', String(workers())],
      { TEST_DIALECT: dialects.join(), CHROMIUM_PATH: chromium, ...memory.variables },
    );
    summarise({ dialects, missing, counts: [...inProcess, ...whole] });
  } catch (error) {
    stopCommands();
    memory.remove();
    console.error(error instanceof Problem ? error.message : error.stack);
    process.exit(1);
  }
  memory.remove();
}

/** One more than there are cores: a test waits for its database now and then. */
const workers = () => os.availableParallelism() + 1;

const serverProject = (dialect) => `server (${dialect})`;

/** The databases that answer; with CI=true all must. Asked first: what is missing should be said before an hour is lost, not after. */
async function requireDatabases() {
  const { dialects, missing } = await reachableDialects();
  if (missing.length > 0 && process.env.CI === 'true') {
    throw new Problem(
      `With CI=true the server tests run on every database, but nothing answers for ${missing.join(' and ')}.`,
    );
  }
  return { dialects, missing };
}

async function requireChromium() {
  const { chromiumAdvice, findChromium } = await importTypeScript('e2e/support/chromium.ts');
  const chromium = findChromium();
  if (!chromium) throw new Problem(chromiumAdvice());
  return chromium;
}

/** Works through a list with so many items at a time. */
async function inLanes(lanes, items, work) {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function stage(name, work) {
  const began = Date.now();
  let outcome;
  try {
    outcome = await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    outcome = { ok: false, output: error.message };
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  results.push({ name, ok: outcome.ok, seconds });
  console.log(`${outcome.ok ? 'ok    ' : 'FAILED'} ${name}${outcome.note ? `: ${outcome.note}` : ''} (${seconds} s)`);
  if (!outcome.ok) console.log(outcome.output.trim());
}

/** Runs Jest with its report on the terminal; the answer is the block of counts it ends with. */
async function jest(name, args, variables) {
  let counts = [];
  console.log(`\n--- ${name}`);
  await stage(name, async () => {
    const env = { ...process.env, ...variables, FORCE_COLOR: '0', NO_COLOR: '1' };
    const { code, output } = await tool('jest/bin/jest.js', ['--no-color', ...args], { print: true, env });
    counts = output.split('\n').filter((line) => /^(Test Suites|Tests|Snapshots|Time):/.test(line));
    if (!counts.some((line) => line.startsWith('Tests:'))) counts.push('Tests:       none were run');
    return { ok: code === 0, output: 'See the report above.' };
  });
  return [`\n${name}`, ...counts];
}

function summarise({ dialects, missing, counts }) {
  console.log('\nSummary');
  for (const { name, ok, seconds } of results) console.log(`  ${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  console.log(`  server tests ran on: ${dialects.join(', ')}`);
  console.log(missing.length > 0 ? `  LEFT OUT, not reachable: ${missing.join(', ')}` : '  no database was left out');
  const failed = results.filter(({ ok }) => !ok).length;
  console.log(failed > 0 ? `  ${failed} of ${results.length} stages failed` : `  all ${results.length} stages passed`);
  console.log(counts.join('\n'));
  process.exitCode = failed > 0 ? 1 : 0;
}
