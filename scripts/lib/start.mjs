import fs from 'node:fs';
import path from 'node:path';

import { buildPlugin } from './build.mjs';
import { stopCommands } from './commands.mjs';
import { installDependencies } from './dependencies.mjs';
import { root } from './paths.mjs';
import { canConnect, isPortFree } from './ports.mjs';
import { Problem, Steps } from './steps.mjs';
import { importHost } from './typescript.mjs';

const name = process.env.COMMUNITY_HOST ?? 'host';

/** Says which process serves this host, and where; so that a second start finds the first. */
const runningFile = path.join(root, 'storage', name, 'running.json');

/** Everything `npm start` does. Each step looks at what is there and does the rest, so it may be interrupted anywhere and begun again. */
export async function start() {
  const launch = new Launch();
  try {
    const steps = new Steps(7);
    const port = await steps.run('Checking the port', checkPort);
    await steps.run('Dependencies', installDependencies);
    await steps.run('Building the plugin', buildPlugin);
    const host = await launch.host();
    await steps.run('Installing NocoBase', async () => {
      host.prepare();
      return (await host.install()) ? 'installed' : 'already installed';
    });
    await steps.run('Enabling the plugin', () => host.enablePlugin());
    await steps.run('Filling in the demonstration', (say) => {
      launch.listener = say;
      return fillDemonstration(host);
    });
    await steps.run('Starting the server', async () => {
      fs.writeFileSync(runningFile, JSON.stringify({ pid: process.pid, port }));
      await launch.serve(host);
      return 'ready';
    });
    greet(host);
    await launch.served();
  } catch (error) {
    await launch.fail(error);
  }
}

/** What runs on behalf of this process, and its end: by Ctrl-C, by an error, or because the server ended. */
class Launch {
  /** Gets each line that the host's command line writes. */
  listener = () => {};
  #processes;
  #server;
  #stopping = false;
  #ready = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void this.#interrupt());
    process.once('exit', () => this.#processes?.killAll());
  }

  async host() {
    const { ChatterFilter, Host, ProcessTree } = await importHost();
    this.#processes = ProcessTree;
    const output = new ChatterFilter((line) => this.listener(line.trim()));
    const live = process.env.COMMUNITY_DEMO_LIVE ?? environmentFileValue('COMMUNITY_DEMO_LIVE') ?? 'on';
    return new Host({
      root,
      name,
      variables: { COMMUNITY_DEMO_LIVE: live },
      onOutput: (text) => output.write(text),
    });
  }

  async serve(host) {
    this.#server = host.start();
    await this.#server.ready();
    this.#ready = true;
  }

  /** Lasts as long as the server. */
  async served() {
    const code = await this.#server.exit;
    if (!this.#stopping) throw new Problem(`The server ended by itself with code ${code}:\n${this.#server.output}`);
  }

  async fail(error) {
    if (this.#stopping) return;
    await this.#stop();
    const expected = error instanceof Problem || error.name === 'HostCommandError';
    console.error(`\n${expected ? error.message : error.stack}`);
    process.exit(1);
  }

  async #interrupt() {
    // Asked twice: whoever asks does not want to wait.
    if (this.#stopping) process.exit(130);
    console.log('\nStopping …');
    await this.#stop();
    process.exit(this.#ready ? 0 : 130);
  }

  async #stop() {
    this.#stopping = true;
    stopCommands();
    await this.#processes?.stopAll();
    if (this.#server) fs.rmSync(runningFile, { force: true });
  }
}

async function checkPort() {
  const running = await runningServer();
  if (running)
    throw new Problem(`It is running already, at http://localhost:${running.port} (process ${running.pid}).`);
  const chosen = process.env.APP_PORT ?? environmentFileValue('APP_PORT') ?? '13000';
  const port = Number(chosen);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`APP_PORT is "${chosen}"; it must be a number from 1 to 65535.`);
  }
  if (!(await isPortFree(port))) {
    throw new Problem(
      `Port ${port} is in use by another program. Stop what listens there, or choose another port: write APP_PORT=${port + 1} into the file .env.`,
    );
  }
  return port;
}

async function runningServer() {
  try {
    const { pid, port } = JSON.parse(fs.readFileSync(runningFile, 'utf8'));
    process.kill(pid, 0);
    return (await canConnect(port)) ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

function environmentFileValue(variable) {
  const file = path.join(root, '.env');
  if (!fs.existsSync(file)) return undefined;
  const line = new RegExp(`^\\s*${variable}\\s*=\\s*["']?([^"'\\s#]+)`, 'm');
  return line.exec(fs.readFileSync(file, 'utf8'))?.[1];
}

/** The demonstration ends today; a start on a later day adds the days between. */
async function fillDemonstration(host) {
  const today = new Date().toISOString().slice(0, 10);
  if (host.journal.demonstration === today) return `filled up to ${today}`;
  await host.run('community', 'demo');
  host.record({ demonstration: today });
  return `now filled up to ${today}`;
}

const LIVE = `
The made-up community goes on: a few updates a minute arrive by a made-up bot. COMMUNITY_DEMO_LIVE=off in .env stops that.
`;

function greet(host) {
  const address = `http://localhost:${host.port}`;
  console.log(`
NocoBase with the Telegram community plugin is running at ${address}

  Sign in    ${host.login.account} / ${host.login.password}

  Community  ${address}/admin/community_overview_page
             who takes part where: the heatmap of members and groups, and the latest changes of stage
  Members    ${address}/admin/community_members_page
             everybody with the lifecycle stage as a coloured tag, and how much they do in each group
  Groups     ${address}/admin/community_groups_page
             the groups, and what happened lately
  Settings   ${address}/admin/settings/telegram-community
             connect a bot, import a history, the schedule, recent runs
${host.variables.COMMUNITY_DEMO_LIVE === 'on' ? LIVE : ''}
Ctrl-C stops it; "npm start" goes on from here.
`);
}
