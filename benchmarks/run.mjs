// `npm run bench [-- name …]`: runs the suites one after the other, each in a process of its own, and prints a table.
// Every figure is a ratio to a baseline that was measured in the same run. BENCH_DIALECT=sqlite|postgres|mariadb.
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const out = path.join(root, 'storage/bench');
const asked = process.argv.slice(2);
const suites = fs
  .readdirSync(path.join(here, 'suites'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !asked.length || asked.includes(name));
const unknown = asked.filter((name) => !suites.includes(name) && name !== 'paint');
if (unknown.length) {
  console.error(`Unknown suite ${unknown.join(', ')}.`);
  process.exit(2);
}

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
run('Building the server', process.execPath, [path.join(root, 'build/build.mjs'), 'server']);
await build({
  absWorkingDir: root,
  entryPoints: suites.map((name) => `benchmarks/suites/${name}.ts`),
  outdir: out,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  alias: {
    '@community-crm/host/standalone': path.join(root, 'packages/host/standalone.ts'),
    '@community-crm/community-model': path.join(root, 'packages/community-model/src/index.ts'),
    '@community-crm/telegram-sandbox': path.join(root, 'packages/telegram-sandbox/src/index.ts'),
  },
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
});

const rows = [];
for (const name of suites) rows.push(...measure(name, [path.join(out, `${name}.cjs`)]));
const paint = path.join(here, 'heatmap-paint/run.mjs');
if (fs.existsSync(paint) && (!asked.length || asked.includes('paint'))) rows.push(...measure('paint', [paint]));
print(rows);
process.exitCode = rows.some((row) => row.ok === false) ? 1 : 0;

function measure(name, args) {
  const result = run(name, process.execPath, ['--expose-gc', ...args], {
    UV_THREADPOOL_SIZE: '32',
    MALLOC_ARENA_MAX: '2',
    BENCH_ROOT: root,
  });
  const lines = result.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line)).map((answer) => answer.row ?? paintRow(answer));
}

/** The paint bench knows one figure a case; all cases share its limit. */
function paintRow({ name, ms }) {
  const limit = 200;
  return {
    suite: 'paint',
    what: name,
    figure: `${Math.round(ms)} ms`,
    baseline: '-',
    goal: `≤ ${limit} ms`,
    ok: ms <= limit,
  };
}

function run(label, command, args, env = {}) {
  const started = Date.now();
  process.stderr.write(`${label} … `);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  if (status !== 0) {
    console.error(stdout.slice(-2000), stderr.slice(-4000));
    process.exit(1);
  }
  return stdout;
}

function print(table) {
  const cells = table.map((row) => [
    row.suite,
    row.what,
    row.figure,
    row.baseline,
    row.ratio ?? '',
    row.goal ?? '',
    row.ok === undefined ? '' : row.ok ? 'met' : 'MISSED',
  ]);
  const all = [['suite', 'what', 'figure', 'baseline', 'ratio', 'goal', ''], ...cells];
  const widths = all[0].map((_, i) => Math.max(...all.map((line) => String(line[i] ?? '').length)));
  for (const line of all) console.log(line.map((cell, i) => String(cell ?? '').padEnd(widths[i])).join('  '));
}
