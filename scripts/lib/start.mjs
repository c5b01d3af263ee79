import fs from 'node:fs';
import path from 'node:path';

import { buildPlugin } from './build.mjs';
import { Claim } from './claim.mjs';
import { stopCommands } from './commands.mjs';
import { installDependencies } from './dependencies.mjs';
import { root } from './paths.mjs';
import { isPortFree } from './ports.mjs';
import { Problem, Steps } from './steps.mjs';
import { importHost } from './typescript.mjs';

/** Errors of the host that say what is wrong. */
const EXPECTED = ['HostCommandError', 'HostStartError'];

/** Of what a command prints, how far it is. */
const PROGRESS = /^\d+ % /;

const name = process.env.COMMUNITY_HOST ?? 'host';

/** Everything `npm start` does. Each step looks at what is there and does the rest, so it may be interrupted anywhere and begun again. */
export async function start() {
  const launch = new Launch();
  try {
    const steps = new Steps(7);
    await steps.run('Checking the port', () => launch.claimPort());
    await steps.run('Dependencies', installDependencies);
    await steps.run('Building the plugin', buildPlugin);
    const host = await launch.host();
    await steps.run('Installing NocoBase', async () => {
      host.prepare();
      return (await host.install()) ? 'installed' : 'already installed';
    });
    await steps.run('Enabling the plugin', () => host.enablePlugin());
    await steps.run('Filling in the demonstration', (say) => {
      say('NocoBase is loading');
      launch.listener = (line) => PROGRESS.test(line) && say(line);
      return fillDemonstration(host);
    });
    await steps.run('Starting the server', async () => {
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
  #claim = new Claim(path.join(root, 'storage', name));
  #processes;
  #server;
  #stopping = false;
  #ready = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void this.#interrupt());
    process.once('exit', () => this.#processes?.killAll());
  }

  async claimPort() {
    const port = chosenPort();
    this.#claim.take(port);
    if (!(await isPortFree(port))) {
      throw new Problem(
        `Port ${port} is in use by another program. Stop what listens there, or choose another port: write APP_PORT=${port + 1} into the file .env.`,
      );
    }
    return port;
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
      onProcess: (child) => this.#claim.note({ child }),
    });
  }

  async serve(host) {
    this.#server = host.start();
    await this.#server.ready();
    this.#ready = true;
    this.#claim.note({ ready: true });
  }

  /** Lasts as long as the server. */
  async served() {
    const code = await this.#server.exit;
    if (!this.#stopping) throw new Problem(`The server ended by itself with code ${code}:\n${this.#server.output}`);
  }

  async fail(error) {
    if (this.#stopping) return;
    await this.#stop();
    const expected = error instanceof Problem || EXPECTED.includes(error.name);
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
    this.#claim.release();
  }
}

function chosenPort() {
  const chosen = process.env.APP_PORT ?? environmentFileValue('APP_PORT') ?? '13000';
  const port = Number(chosen);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Problem(`APP_PORT is "${chosen}"; it must be a number from 1 to 65535.`);
}

function environmentFileValue(variable) {
  const file = path.join(root, '.env');
  if (!fs.existsSync(file)) return undefined;
  const line = new RegExp(`^\\s*(?:export\\s+)?${variable}\\s*=\\s*["']?([^"'\\s#]+)`, 'm');
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
