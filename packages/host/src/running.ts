import { withoutChatter } from './chatter';
import type { ProcessTree } from './processes';

export interface Login {
  account: string;
  password: string;
}

/** Signs a user in at a running server and returns the token. Throws with the server's answer when it refuses. */
export async function signIn(url: string, login: Login): Promise<string> {
  const answer = await fetch(`${url}/api/auth:signIn`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Authenticator': 'basic' },
    body: JSON.stringify(login),
  });
  const body = (await answer.json()) as { data?: { token?: string } };
  if (!body.data?.token) throw new Error(`The sign-in was refused: ${JSON.stringify(body)}`);
  return body.data.token;
}

/** A server that did not come to serve. */
export class HostStartError extends Error {
  override readonly name = 'HostStartError';
}

/** A server that was started. */
export class RunningHost {
  constructor(
    private readonly tree: ProcessTree,
    readonly url: string,
    private readonly login: Login,
  ) {}

  /** Resolves with the exit code when the server ends. */
  get exit(): Promise<number> {
    return this.tree.exit;
  }

  /** The last of what it said. */
  get output(): string {
    return withoutChatter(this.tree.output);
  }

  /** Waits until the server answers that it is well. Throws HostStartError when it ends before, or after `milliseconds`. */
  async ready(milliseconds = 600_000): Promise<void> {
    const until = Date.now() + milliseconds;
    let ended = false;
    void this.tree.exit.finally(() => (ended = true)).catch(() => undefined);
    while (!(await this.isHealthy())) {
      if (ended) throw new HostStartError(`The server ended before it was ready:\n${this.output}`);
      if (Date.now() > until)
        throw new HostStartError(`The server was not ready within ${milliseconds / 1000} s:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  stop(): Promise<void> {
    return this.tree.stop();
  }

  /** Signs the root user in and returns the token. */
  token(): Promise<string> {
    return signIn(this.url, this.login);
  }

  private async isHealthy(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/api/__health_check`, { signal: AbortSignal.timeout(2000) });
      return answer.ok;
    } catch {
      return false;
    }
  }
}
