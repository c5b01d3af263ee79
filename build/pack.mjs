// Packs dist/ and the root files into build/out/*.tgz, the file that operators install. Run build.mjs first.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { dist, pkg, root } from './paths.mjs';

const out = path.join(root, 'build/out');
const stage = path.join(out, 'stage');

/** Parts of package.json that only concern this repository; an installation must not act on them. */
const REPOSITORY_ONLY = ['devDependencies', 'workspaces', 'overrides', 'scripts'];

/** Every lane must be there: a plugin without its legacy browser file breaks the host's whole administration. */
const REQUIRED = [
  'client/index.js',
  'client-v2/index.js',
  'server/index.js',
  'locale/en-US.json',
  'externalVersion.js',
];

function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return execFileSync(command, [...first, ...args], {
    cwd: stage,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: !cli && process.platform === 'win32',
  });
}

const missing = REQUIRED.filter((file) => !fs.existsSync(path.join(dist, file)));
if (missing.length > 0) {
  console.error(`Not built yet: dist/${missing.join(', dist/')}. Run "npm run build" first.`);
  process.exit(1);
}

const startedAt = performance.now();
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(stage, { recursive: true });
for (const name of pkg.files) {
  if (fs.existsSync(path.join(root, name)))
    fs.cpSync(path.join(root, name), path.join(stage, name), { recursive: true });
}
const manifest = Object.fromEntries(Object.entries(pkg).filter(([key]) => !REPOSITORY_ONLY.includes(key)));
fs.writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
const [report] = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', out]));
fs.rmSync(stage, { recursive: true, force: true });

const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(
  `build/out/${report.filename}: ${(report.size / 1024).toFixed(0)} KB, ${report.entryCount} files, ${seconds} s.`,
);
