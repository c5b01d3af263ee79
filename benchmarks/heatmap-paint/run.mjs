// `node benchmarks/heatmap-paint/run.mjs`: from an answer in memory to the end of the frame in which the heatmap is drawn,
// in headless Chromium, with the product's own components; moves of the pointer; memory; and @ant-design/plots beside it.
// Prints one JSON line a row of the table. BENCH_PAINT_ROWS makes the largest matrix smaller than 5,000 rows.
import { rspack } from '@rspack/core';
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const REPEATS = 7;

const COLUMNS = 200;
const LARGEST = Number(process.env.BENCH_PAINT_ROWS ?? 5000);
const MOVES = 60;
const PAINT_MS = 200;
const FRAME_MS = 16;
const MOST_BYTES = 100e6;

const BLOCK = { columns: COLUMNS, density: 'comfortable', height: 520, colourBy: 'level' };
const cells = (rows) => `${(rows * COLUMNS).toLocaleString('en')} cells`;

/** As a block on a page shows it, and with all cells on the screen at once. */
const CASES = [
  { name: 'first paint', rows: Math.min(1000, LARGEST), ...BLOCK },
  { name: 'first paint', rows: LARGEST, ...BLOCK },
  { name: 'zooming out to everything', rows: LARGEST, ...BLOCK, colourBy: 'score', fit: true },
];

/** Rows that the other library is given: each time several times as many, until it takes too long. */
const PLOTS_ROWS = [50, 250, 1000, 5000].filter((rows) => rows <= LARGEST);
const PLOTS_LIMIT_MS = 60_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heatmap-paint-'));
try {
  await bundle();
  for (const name of ['index.html', 'plots.html']) fs.copyFileSync(path.join(here, name), path.join(folder, name));
  await measureAll();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function report(row) {
  console.log(JSON.stringify({ row: { suite: 'paint', baseline: '-', ...row } }));
}

async function measureAll() {
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--enable-precise-memory-info', '--js-flags=--expose-gc'],
    ],
  });
  try {
    const open = async (name) => {
      const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
      page.on('pageerror', (error) => console.error(error.message));
      await page.goto(pathToFileURL(path.join(folder, `${name}.html`)).href);
      return page;
    };
    const page = await open('index');
    const painted = new Map();
    for (const { name, ...options } of CASES) {
      const ms = median(await page.evaluate((asked) => window.measure(asked), { ...options, repeats: REPEATS }));
      if (name === 'first paint') painted.set(options.rows, ms);
      report({
        what: `${name}, ${cells(options.rows)}`,
        figure: `${Math.round(ms)} ms`,
        goal: `≤ ${PAINT_MS} ms`,
        ok: ms <= PAINT_MS,
      });
    }
    for (const fit of [false, true]) {
      // rows thinner than a pixel are drawn by their highest level, which is nearly always the same
      const asked = { rows: LARGEST, ...BLOCK, fit, moves: MOVES, ...(fit && { colourBy: 'score' }) };
      const times = await page.evaluate((given) => window.measureHover(given), asked);
      const worst = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
      report({
        what: `moving the pointer, ${cells(LARGEST)}${fit ? ', all of them shown' : ''} (95th percentile)`,
        figure: `${worst.toFixed(1)} ms`,
        baseline: `median ${median(times).toFixed(1)} ms`,
        goal: `≤ ${FRAME_MS} ms`,
        ok: worst <= FRAME_MS,
      });
    }
    const memory = await page.evaluate((asked) => window.measureMemory(asked), { rows: LARGEST, ...BLOCK });
    const bytes = Object.values(memory).reduce((sum, value) => sum + value, 0);
    const mega = (value) => `${(value / 1e6).toFixed(0)} MB`;
    report({
      what: `memory, ${cells(LARGEST)}`,
      figure: mega(bytes),
      baseline: Object.entries(memory)
        .map(([name, value]) => `${name} ${mega(value)}`)
        .join(', '),
      goal: `≤ ${mega(MOST_BYTES)}`,
      ok: bytes <= MOST_BYTES,
    });
    await page.close();
    await beside(open, painted);
  } finally {
    await browser.close();
  }
}

/** The other library, with ever more cells; said when it gave up. */
async function beside(open, painted) {
  for (const rows of PLOTS_ROWS) {
    const page = await open('plots');
    let failure = null;
    page.on('pageerror', ({ message }) => (failure ??= message));
    const late = new Promise((resolve) => setTimeout(() => resolve(null), PLOTS_LIMIT_MS));
    const asked = page.evaluate((given) => window.measurePlots(given), { rows, columns: COLUMNS }).catch(() => null);
    const ms = await Promise.race([asked, late]);
    const own = painted.get(rows);
    report({
      what: `@ant-design/plots, ${cells(rows)}`,
      figure:
        failure !== null
          ? `failed: ${failure}`
          : ms === null
            ? `not within ${PLOTS_LIMIT_MS / 1000} s`
            : `${Math.round(ms)} ms`,
      baseline: own === undefined ? '-' : `ours ${Math.round(own)} ms`,
      ratio: failure === null && ms !== null && own !== undefined ? `${(ms / own).toFixed(0)}×` : undefined,
    });
    // a page that is still at work cannot be asked to close
    void page.close().catch(() => undefined);
    if (ms === null || failure !== null) break;
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function browserPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = names.map((name) => `/usr/bin/${name}`).find((file) => fs.existsSync(file));
  const file = process.env.CHROMIUM_PATH ?? found;
  if (!file) throw new Error('Chromium was not found. Set CHROMIUM_PATH to its executable.');
  return file;
}

function bundle() {
  const compiler = rspack({
    mode: 'production',
    context: here,
    target: ['web', 'es2020'],
    entry: { page: './page.mjs', plots: './plots.mjs' },
    devtool: false,
    output: { path: folder, filename: '[name].js' },
    resolve: {
      extensions: ['.tsx', '.ts', '.mjs', '.js'],
      alias: { '@nocobase/flow-engine': path.join(here, 'host.mjs') },
    },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              target: 'es2020',
              transform: { react: { runtime: 'classic' } },
            },
          },
        },
      ],
    },
    performance: { hints: false },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const failure = error ?? (stats.hasErrors() ? new Error(stats.toString('errors-only')) : null);
      compiler.close(() => (failure ? reject(failure) : resolve()));
    });
  });
}
