// `node benchmarks/heatmap-paint/run.mjs`: from an answer in memory to the end of the frame in which the heatmap is drawn,
// in headless Chromium, with the product's own components. Prints one JSON line a case: {"name","ms"}, ms = median.
import { rspack } from '@rspack/core';
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const REPEATS = 7;

/** As a block on a page shows it, and with cells so small that all of 1,000 × 200 are on the screen at once. */
const CASES = [
  { name: 'paint 1000x200', rows: 1000, columns: 200, density: 'comfortable', height: 520, colourBy: 'level' },
  { name: 'paint 5000x200', rows: 5000, columns: 200, density: 'comfortable', height: 520, colourBy: 'level' },
  {
    name: 'paint 1000x200, all visible',
    rows: 1000,
    columns: 200,
    density: 'overview',
    height: 4200,
    colourBy: 'score',
  },
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heatmap-paint-'));
try {
  await bundle();
  fs.copyFileSync(path.join(here, 'index.html'), path.join(folder, 'index.html'));
  await measureAll();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function measureAll() {
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
    for (const { name, ...options } of CASES) {
      const times = await page.evaluate((asked) => window.measure(asked), { ...options, repeats: REPEATS });
      console.log(JSON.stringify({ name, ms: Math.round(median(times) * 10) / 10 }));
    }
  } finally {
    await browser.close();
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
    entry: './page.mjs',
    devtool: false,
    output: { path: folder, filename: 'page.js' },
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
