import fs from 'node:fs';
import path from 'node:path';

import { npm } from './commands.mjs';
import { root } from './paths.mjs';
import { Problem } from './steps.mjs';

/** Installs what package-lock.json asks for and node_modules lacks. Needs nothing installed. */
export async function installDependencies(say) {
  if (isInstalled()) return 'already there';
  const timer = setInterval(() => say(progress()), 2000);
  try {
    const { code, output } = await npm(['install']);
    if (code !== 0) throw new Problem(`"npm install" failed:\n${output.trim()}`);
  } finally {
    clearInterval(timer);
  }
  if (!isInstalled())
    throw new Problem('"npm install" ended well, yet packages are missing. Remove node_modules and start again.');
  return 'installed';
}

/** npm is silent until its end: count the packages that have arrived. */
function progress() {
  const wanted = Object.keys(readPackages(path.join(root, 'package-lock.json')) ?? {}).filter((at) => at !== '');
  const arrived = wanted.filter((at) => fs.existsSync(path.join(root, at, 'package.json'))).length;
  return `${arrived} of ${wanted.length} packages`;
}

/** Compares what npm noted at the end of its last complete installation with what the lockfile asks for. */
export function isInstalled() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([at, entry]) => {
    if (at === '' || entry.optional || entry.link || !at.startsWith('node_modules/')) return true;
    return present[at]?.version === entry.version;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
