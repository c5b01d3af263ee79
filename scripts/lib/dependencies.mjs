import fs from 'node:fs';
import path from 'node:path';

import { npm } from './commands.mjs';
import { root } from './paths.mjs';
import { Problem } from './steps.mjs';

/** Installs what package-lock.json asks for and node_modules lacks. Needs nothing installed. */
export async function installDependencies(say) {
  if (isInstalled()) return 'already there';
  if (wasCutOff()) {
    say('an earlier installation was cut off; beginning anew');
    fs.rmSync(modulesOf(root), { recursive: true, force: true, maxRetries: 5 });
  }
  noteBegin();
  const timer = setInterval(() => say(progress()), 2000);
  try {
    const { code, output } = await npm(['install']);
    if (code !== 0) throw new Problem(`"npm install" failed:\n${output.trim()}`);
  } finally {
    clearInterval(timer);
  }
  fs.rmSync(begunIn(root), { force: true });
  if (!isInstalled())
    throw new Problem('"npm install" ended well, yet packages are missing. Remove node_modules and start again.');
  return 'installed';
}

const modulesOf = (folder) => path.join(folder, 'node_modules');
/** There while npm works, and after it was killed. */
const begunIn = (folder) => path.join(modulesOf(folder), '.community-crm-installing');

function noteBegin() {
  fs.mkdirSync(modulesOf(root), { recursive: true });
  fs.writeFileSync(begunIn(root), '');
}

/** npm is silent until its end: count the packages that have arrived. */
function progress() {
  const wanted = Object.keys(readPackages(path.join(root, 'package-lock.json')) ?? {}).filter((at) => at !== '');
  const arrived = wanted.filter((at) => fs.existsSync(path.join(root, at, 'package.json'))).length;
  return `${arrived} of ${wanted.length} packages`;
}

/**
 * Whether npm was killed at its work. It takes a package for installed whose files have arrived in part, so all of them are
 * fetched again (mostly from its cache). By hand started, it leaves no note, but lacks the one that it writes at its end.
 */
export function wasCutOff(folder = root) {
  if (fs.existsSync(begunIn(folder))) return true;
  const modules = modulesOf(folder);
  if (!fs.existsSync(modules) || fs.existsSync(path.join(modules, '.package-lock.json'))) return false;
  return fs.readdirSync(modules).some((name) => !name.startsWith('.'));
}

/** Compares what npm noted at the end of its last complete installation with what the lockfile asks for. */
export function isInstalled(folder = root) {
  if (fs.existsSync(begunIn(folder))) return false;
  const wanted = readPackages(path.join(folder, 'package-lock.json'));
  const present = readPackages(path.join(modulesOf(folder), '.package-lock.json'));
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
