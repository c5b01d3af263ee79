import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { command } from './commands.mjs';
import { root } from './paths.mjs';
import { Problem } from './steps.mjs';

const SOURCES = ['package.json', 'build', 'src', 'packages/community-model/src', 'packages/telegram-sandbox/src'];
const RESULTS = ['dist/server/index.js', 'dist/client/index.js', 'dist/client-v2/index.js'];
/** Made of dist/, so no source of it. */
const PACKED = path.join(root, 'build', 'out');
const MARKER = path.join(root, 'node_modules', '.cache', 'community-crm', 'built');

/** Builds the plugin into dist/ unless dist/ was built from these very sources. */
export async function buildPlugin() {
  const sources = hashOfSources();
  const built = fs.existsSync(MARKER) && fs.readFileSync(MARKER, 'utf8') === sources;
  if (built && RESULTS.every((file) => fs.existsSync(path.join(root, file)))) return 'up to date';
  fs.rmSync(MARKER, { force: true });
  const { code, output } = await command(process.execPath, [path.join(root, 'build', 'build.mjs')]);
  if (code !== 0) throw new Problem(`The build failed:\n${output.trim()}`);
  fs.mkdirSync(path.dirname(MARKER), { recursive: true });
  fs.writeFileSync(MARKER, sources);
  return 'built';
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of files(path.join(root, source)))
      hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

function files(at) {
  if (!fs.existsSync(at)) return [];
  if (fs.statSync(at).isFile()) return [at];
  return fs
    .readdirSync(at)
    .sort()
    .filter((name) => name !== '__tests__' && path.join(at, name) !== PACKED)
    .flatMap((name) => files(path.join(at, name)));
}
