import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Answer, Question, WorkerOptions } from './protocol';

export const ROOT = path.resolve(__dirname, '..');
const BUNDLE = path.join(ROOT, 'storage/resilience/worker.cjs');

/** Tokens are sealed with this key in every process of one scenario. */
export const secretKey = (): string => randomBytes(32).toString('hex');

/** A running worker. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly gone: Promise<number | null>;
  private waiting: Array<{ resolve(answer: Answer): void; reject(error: Error): void }> = [];
  /** Ends when the host has started. */
  readonly ready: Promise<Answer>;
  private dead = false;

  constructor(options: WorkerOptions, key: string) {
    this.child = fork(BUNDLE, {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        APP_AES_SECRET_KEY: key,
        UV_THREADPOOL_SIZE: '32',
        RESILIENCE_WORKER: JSON.stringify(options),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.ready = this.next();
    // who is killed while it starts is missed by nobody
    this.ready.catch(() => undefined);
    this.child.on('message', (answer: Answer) => {
      const first = this.waiting.shift();
      if (answer.error) first?.reject(new Error(answer.error));
      else first?.resolve(answer);
    });
    this.gone = new Promise((resolve) => {
      this.child.once('exit', (code) => {
        this.dead = true;
        for (const { reject } of this.waiting.splice(0)) reject(new Error(`The worker ended (${String(code)}).`));
        resolve(code);
      });
    });
  }

  ask(question: Question): Promise<Answer> {
    if (this.dead) return Promise.reject(new Error('The worker has ended.'));
    const answer = this.next();
    this.child.send(question);
    return answer;
  }

  /** Ends it the hard way, as a power cut would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  async stop(): Promise<void> {
    if (!this.dead) this.child.send('stop' satisfies Question);
    const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    await this.gone;
    clearTimeout(late);
  }

  private next(): Promise<Answer> {
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
}
