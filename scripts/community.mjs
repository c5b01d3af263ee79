/** `npm run community -- <verb> …`: the plugin's commands in the host of `npm start`. */
import fs from 'node:fs';
import path from 'node:path';

import { isInstalled } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { importHost } from './lib/typescript.mjs';

const FILE_OPTIONS = ['--out', '--orders'];

if (!isInstalled()) refuse();
const { ChatterFilter, Host, HostCommandError, ProcessTree } = await importHost();
const name = process.env.COMMUNITY_HOST ?? 'host';
const output = new ChatterFilter((line) => console.log(line));
const host = new Host({ root, name, onOutput: (text) => output.write(text) });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void ProcessTree.stopAll().then(() => process.exit(130)));
}

if (!host.journal.plugin) refuse();
try {
  const [verb = '--help', ...rest] = process.argv.slice(2);
  await host.run('community', verb, ...rest.map(fromWhereThePersonStands));
} catch (error) {
  if (!(error instanceof HostCommandError)) throw error;
  process.exitCode = error.exitCode;
} finally {
  output.end();
}

function refuse() {
  console.error('There is no NocoBase here yet: run "npm start" first.');
  process.exit(1);
}

/** The host runs in its own directory: names of files are made absolute before it sees them. */
function fromWhereThePersonStands(argument, index, all) {
  const before = all[index - 1] ?? '';
  if (argument.startsWith('-')) return argument;
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  // a mapping may be a preset's name instead
  if (before === '--mapping') return fs.existsSync(file) ? file : argument;
  return !before.startsWith('--') || FILE_OPTIONS.includes(before) ? file : argument;
}
