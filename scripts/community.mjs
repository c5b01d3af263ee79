/** `npm run community -- <verb> …`: the plugin's commands in the host of `npm start`. */
import fs from 'node:fs';
import path from 'node:path';

import { root } from './lib/paths.mjs';
import { importHost } from './lib/typescript.mjs';

const { ChatterFilter, Host, HostCommandError, ProcessTree } = await importHost();
const name = process.env.COMMUNITY_HOST ?? 'host';
const output = new ChatterFilter((line) => console.log(line));
const host = new Host({ root, name, onOutput: (text) => output.write(text) });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void ProcessTree.stopAll().then(() => process.exit(130)));
}

if (!host.journal.plugin) {
  console.error('There is no NocoBase here yet: run "npm start" first.');
  process.exit(1);
}
try {
  const [verb = '--help', ...rest] = process.argv.slice(2);
  await host.run('community', verb, ...rest.map(fromWhereThePersonStands));
} catch (error) {
  if (!(error instanceof HostCommandError)) throw error;
  process.exitCode = error.exitCode;
} finally {
  output.end();
}

/** The host runs in its own directory: names of files are made absolute before it sees them. */
function fromWhereThePersonStands(argument, index, all) {
  if (argument.startsWith('-')) return argument;
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  return all[index - 1] === '--out' || fs.existsSync(file) ? file : argument;
}
