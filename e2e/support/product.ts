import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { freePort, signIn } from '@community-crm/host';
import { Api } from './api';

export const ROOT = path.resolve(__dirname, '../..');

/** The product as a person starts it: the very script behind `npm start`, with a working directory and a port of its own. */
export class Product {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** What it said at the terminal until it was ready. */
    readonly said: string,
    /** Seconds from the start to the invitation to look. */
    readonly seconds: number,
  ) {}

  /** `name` is the folder under storage/ that the host works in. */
  static async start(name: string, { port }: { port?: number } = {}): Promise<Product> {
    const chosen = port ?? (await freePort());
    // what a test counts must not change while it looks
    const env = { COMMUNITY_DEMO_LIVE: 'off', ...process.env, APP_PORT: String(chosen), COMMUNITY_HOST: name };
    const began = Date.now();
    const child = spawn(process.execPath, [path.join(ROOT, 'scripts/start.mjs')], { cwd: ROOT, env });
    const said = await saysUntil(child, 'Ctrl-C stops it');
    return new Product(child, `http://127.0.0.1:${chosen}`, said, (Date.now() - began) / 1000);
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGINT');
    await ended;
  }

  /** Signs the first user in. */
  async signIn(): Promise<{ token: string; api: Api }> {
    const token = await signIn(this.url, { account: 'admin@nocobase.com', password: 'admin123' });
    return { token, api: new Api(this.url, token) };
  }
}

function saysUntil(child: ChildProcess, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes(words)) resolve(said);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`It ended with code ${String(code)}:\n${said}`)));
  });
}
