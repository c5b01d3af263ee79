import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withoutChatter } from './chatter';
import { hostVariables, processEnvironment } from './environment';
import type { Variables } from './environment';
import { readJournal, writeJournal } from './journal';
import type { Journal } from './journal';
import { hostLayout } from './layout';
import type { HostLayout } from './layout';
import { placePlugin, pluginName } from './plugin';
import { prepareDirectory } from './prepare';
import { ProcessTree } from './processes';
import { RunningHost } from './running';
import type { Login } from './running';

export interface HostOptions {
  /** The checkout. */
  root: string;
  /** Folder under storage/; `host` is the one of `npm start`. */
  name?: string;
  /** Environment variables that outweigh .env. */
  variables?: Variables;
  /** Gets the output of the host's command line as it comes. */
  onOutput?: (text: string) => void;
  /** Told of each process that the host's command line is, by its id. */
  onProcess?: (pid: number) => void;
}

/** A command of the host that ended with an error; `output` is the end of what it wrote. */
export class HostCommandError extends Error {
  constructor(
    readonly command: string,
    readonly exitCode: number,
    readonly output: string,
  ) {
    super(`"nocobase ${command}" ended with code ${exitCode}:\n${withoutChatter(output)}`);
    this.name = 'HostCommandError';
  }
}

/** One NocoBase working directory: prepares it, installs into it, runs commands in it and starts its server. */
export class Host {
  readonly layout: HostLayout;
  readonly variables: Variables;

  constructor(private readonly options: HostOptions) {
    this.layout = hostLayout(options.root, options.name);
    this.variables = hostVariables(this.layout, options.variables);
  }

  get port(): number {
    return Number(this.variables.APP_PORT);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** E-mail and password of the root user. */
  get login(): Login {
    return { account: this.variables.INIT_ROOT_EMAIL, password: this.variables.INIT_ROOT_PASSWORD };
  }

  get journal(): Journal {
    return readJournal(this.layout);
  }

  record(done: Journal): void {
    writeJournal(this.layout, done);
  }

  /** Makes the working directory. */
  prepare(): void {
    prepareDirectory(this.layout, this.variables);
  }

  /**
   * Installs an empty NocoBase, unless that was done. What an interrupted installation, or an interrupted first enabling of the plugin, left in the
   * embedded database is thrown away first.
   */
  async install(): Promise<boolean> {
    const { installed, enabling } = this.journal;
    const whole = !this.embedded || (existsSync(this.layout.database) && !enabling);
    if (installed && whole) return false;
    if (this.embedded) this.dropDatabase();
    await this.run('install');
    this.record({ installed: this.version(), enabling: undefined, plugin: undefined, demonstration: undefined });
    return true;
  }

  /** Puts the built plugin into the host; enables it the first time and upgrades the database when its server code changed. */
  async enablePlugin(): Promise<'enabled' | 'upgraded' | 'unchanged'> {
    const fingerprint = placePlugin(this.layout);
    const before = this.journal.plugin;
    if (before === fingerprint) return 'unchanged';
    if (before) {
      await this.run('upgrade', '--skip-code-update');
    } else {
      this.record({ enabling: true });
      await this.run('pm', 'enable', pluginName(this.layout.root));
    }
    this.record({ enabling: undefined, plugin: fingerprint });
    return before ? 'upgraded' : 'enabled';
  }

  /** Runs a verb of the host's command line to its end and returns the end of its output. Throws HostCommandError. */
  async run(...args: string[]): Promise<string> {
    const tree = this.spawn(args);
    const code = await tree.exit;
    // The host ends without an error when it does not know a command.
    const unknown = /^error: unknown command/m.test(tree.output);
    if (code !== 0 || unknown) throw new HostCommandError(args.join(' '), code || 1, tree.output);
    return tree.output;
  }

  /** Starts the server and returns at once; `ready()` of the answer waits until it serves. */
  start(): RunningHost {
    return new RunningHost(this.spawn(['start', '--launch-mode', 'node']), this.url, this.login);
  }

  /** Removes the working directory with everything in it. */
  remove(): void {
    rmSync(this.layout.directory, { recursive: true, force: true });
  }

  private spawn(args: readonly string[]): ProcessTree {
    const script = path.join(this.layout.root, 'node_modules', '@nocobase', 'cli-v1', 'bin', 'index.js');
    const env = processEnvironment(this.layout, this.variables);
    const { onOutput, onProcess } = this.options;
    const tree = new ProcessTree(process.execPath, [script, ...args], { cwd: this.layout.directory, env, onOutput });
    if (tree.pid !== undefined) onProcess?.(tree.pid);
    return tree;
  }

  /** Whether the database is the embedded one in the working directory: only that is ever thrown away. */
  private get embedded(): boolean {
    return this.variables.DB_DIALECT === 'sqlite' && !this.variables.DB_STORAGE;
  }

  private dropDatabase(): void {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(this.layout.database + suffix, { force: true });
  }

  private version(): string {
    const file = path.join(this.layout.root, 'node_modules', '@nocobase', 'server', 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
}
