import fs from 'node:fs';
import path from 'node:path';

import { buildPlugin } from './build.mjs';
import { stopCommands } from './commands.mjs';
import { installDependencies } from './dependencies.mjs';
import { root } from './paths.mjs';
import { isPortFree } from './ports.mjs';
import { Problem, Steps } from './steps.mjs';
import { importHost } from './typescript.mjs';

/** Everything `npm start` does. Each step looks at what is there and does the rest, so it may be interrupted anywhere and begun again. */
export async function start() {
  let stopHosts = async () => {};
  const interrupted = async () => {
    console.log('\nStopping …');
    stopCommands();
    await stopHosts();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void interrupted());

  try {
    const steps = new Steps(8);
    await steps.run('Checking the port', checkPort);
    await steps.run('Dependencies', installDependencies);
    await steps.run('Building the plugin', buildPlugin);

    const { Host, ProcessTree } = await importHost();
    stopHosts = () => ProcessTree.stopAll();
    process.once('exit', () => ProcessTree.killAll());
    const host = new Host({ root, name: process.env.COMMUNITY_HOST ?? 'host' });

    await steps.run('Installing NocoBase', async () => {
      host.prepare();
      return (await host.install()) ? 'installed' : 'already installed';
    });
    await steps.run('Enabling the plugin', () => host.enablePlugin());
    await steps.run('Filling in the demonstration', () => fillDemonstration(host));
    let server;
    await steps.run('Starting the server', () => {
      server = host.start();
    });
    await steps.run('Waiting for its first answer', async () => {
      await server.ready();
      return 'ready';
    });
    greet(host);
    const code = await server.exit;
    console.error(`The server ended by itself:\n${server.output.trim()}`);
    process.exitCode = code || 1;
  } catch (error) {
    stopCommands();
    await stopHosts();
    console.error(`\n${error instanceof Problem || error.name === 'HostCommandError' ? error.message : error.stack}`);
    process.exit(1);
  }
}

async function checkPort() {
  const chosen = process.env.APP_PORT ?? portOfEnvironmentFile() ?? '13000';
  const port = Number(chosen);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Problem(`APP_PORT is "${chosen}"; it must be a number from 1 to 65535.`);
  if (!(await isPortFree(port))) {
    throw new Problem(
      `Port ${port} is in use, perhaps by an earlier start. Stop what listens there, or choose another port: write APP_PORT=${port + 1} into the file .env.`,
    );
  }
  return `${port} is free`;
}

function portOfEnvironmentFile() {
  const file = path.join(root, '.env');
  if (!fs.existsSync(file)) return undefined;
  return /^\s*APP_PORT\s*=\s*["']?([^"'\s#]*)/m.exec(fs.readFileSync(file, 'utf8'))?.[1];
}

/** The demonstration ends today; a start on a later day adds the days between. */
async function fillDemonstration(host) {
  const today = new Date().toISOString().slice(0, 10);
  if (host.journal.demonstration === today) return `filled up to ${today}`;
  await host.run('community', 'demo');
  host.record({ demonstration: today });
  return `filled up to ${today}`;
}

function greet(host) {
  const address = `http://localhost:${host.port}`;
  console.log(`
NocoBase with the Telegram community plugin is running.

  Address   ${address}
  Sign in   ${host.login.account} / ${host.login.password}

Look at the pages of "Community" in the menu: who takes part where (the heatmap), who is in which lifecycle stage (coloured tags), and what happened.
The bot, imports, the schedule and recent runs are under Settings → Telegram community: ${address}/admin/settings/telegram-community

Ctrl-C stops it; "npm start" goes on from here.
`);
}
