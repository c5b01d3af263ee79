import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** The last part of what a child process wrote, to be shown when it fails. */
const TAIL_LENGTH = 4000;

export interface SpawnOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Gets every piece of output as it comes. */
  onOutput?: (text: string) => void;
}

/** A child process with everything it starts: the host's command line starts the host through a shell. */
export class ProcessTree {
  private static readonly living = new Set<ProcessTree>();
  private readonly child: ChildProcess;
  private tail = '';

  /** Resolves with the exit code when the process and its output have ended. */
  readonly exit: Promise<number>;

  constructor(command: string, args: readonly string[], { cwd, env, onOutput }: SpawnOptions) {
    // A group of its own, so that it can be stopped with its descendants.
    const detached = process.platform !== 'win32';
    this.child = spawn(command, args, { cwd, env, detached, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.tail = (this.tail + text).slice(-TAIL_LENGTH);
        onOutput?.(text);
      });
    }
    ProcessTree.living.add(this);
    this.exit = new Promise<number>((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
    }).finally(() => ProcessTree.living.delete(this));
    this.exit.catch(() => undefined);
  }

  /** The system's number of the process, and of the group of all that it starts; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The last characters of its output. */
  get output(): string {
    return this.tail;
  }

  /** Asks the whole tree to end, and ends it by force after `patience` milliseconds. */
  async stop(patience = 10_000): Promise<void> {
    if (!ProcessTree.living.has(this)) return;
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), patience);
    await this.exit.catch(() => undefined);
    clearTimeout(timer);
  }

  /** Stops every tree that still runs: what a launcher does when it is interrupted. */
  static async stopAll(patience?: number): Promise<void> {
    await Promise.all([...ProcessTree.living].map((tree) => tree.stop(patience)));
  }

  /** As `stopAll`, at once and without waiting: for the `exit` event of a process. */
  static killAll(): void {
    for (const tree of ProcessTree.living) tree.signal('SIGKILL');
  }

  private signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
