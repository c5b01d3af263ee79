import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BotApiSandbox, BotUpdate } from '../index';

export const TOKEN = '123456:sandbox-token';

export interface Answer {
  status: number;
  body: { ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: object };
}

/** Calls a method of the sandbox. */
export async function call(api: BotApiSandbox, method: string, params: object = {}): Promise<Answer> {
  const response = await fetch(`${api.url}/bot${TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** The result, or the description of the error. */
export async function result(api: BotApiSandbox, method: string, params: object = {}): Promise<unknown> {
  const { body } = await call(api, method, params);
  return body.ok ? body.result : body.description;
}

export async function poll(api: BotApiSandbox, params: object = {}): Promise<number[]> {
  return ((await result(api, 'getUpdates', params)) as BotUpdate[]).map(({ update_id }) => update_id);
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 5000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not come about');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface Hook {
  url: string;
  got: Array<{ update: BotUpdate; headers: IncomingHttpHeaders; at: number }>;
  /** How the next posts are answered; 200 otherwise. A function decides itself. */
  answers: Array<number | { status: number; retryAfter: number }>;
  /** Milliseconds until an answer. */
  delay: number;
  mostAtOnce: number;
  close(): Promise<void>;
}

/** An address that a webhook can be set to. */
export async function startHook(): Promise<Hook> {
  let open = 0;
  const hook: Hook = { url: '', got: [], answers: [], delay: 0, mostAtOnce: 0, close: async () => undefined };
  const server = createServer((request, response) => {
    open += 1;
    hook.mostAtOnce = Math.max(hook.mostAtOnce, open);
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      hook.got.push({ update: JSON.parse(body) as BotUpdate, headers: request.headers, at: performance.now() });
      const answer = hook.answers.shift() ?? 200;
      const { status, retryAfter } = typeof answer === 'number' ? { status: answer, retryAfter: 0 } : answer;
      setTimeout(() => {
        open -= 1;
        response.writeHead(status, retryAfter ? { 'retry-after': String(retryAfter) } : {}).end();
      }, hook.delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  hook.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return hook;
}
