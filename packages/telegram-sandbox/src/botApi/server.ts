import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, reasonOf } from './apiError';
import type { FailureSpec } from './failures';
import { FailurePlan } from './failures';
import type { ApiState } from './methods';
import { METHODS } from './methods';
import { readParams } from './params';
import type { ApiAnswer, BotMessage, BotSelf, BotUpdate, CallParams, UpdateContent } from './types';
import { UpdateQueue } from './updateQueue';
import type { ChatSetup } from './world';
import { World } from './world';

export interface BotApiOptions {
  /** The bot's token; calls with another are answered with 401. */
  token: string;
  bot?: Partial<BotSelf>;
  /** 0 (the default) takes a free port. Only the loopback interface is listened on. */
  port?: number;
  /** Number of the first update. */
  firstUpdateId?: number;
  /** Milliseconds since 1970, for dates of sent messages and calls. */
  now?: () => number;
}

/** A call that has been received; `status` is null until it is answered. */
export interface RecordedCall {
  method: string;
  params: CallParams;
  /** Milliseconds since 1970. */
  at: number;
  status: number | null;
}

/** A Bot API server for tests. */
export interface BotApiSandbox {
  /** To be used as `apiRoot`. */
  url: string;
  bot: BotSelf;
  /** Numbers and queues an update unless its kind is filtered out (see `dropped`); returns its `update_id`. */
  push(content: UpdateContent): number;
  /** Queues an update as it is: own number, no filter. */
  pushRaw(update: BotUpdate): void;
  /** Updates that no offset has confirmed. */
  pending(): BotUpdate[];
  /** Updates that `allowed_updates` kept out. */
  readonly dropped: readonly BotUpdate[];
  readonly calls: readonly RecordedCall[];
  /** Messages sent by the bot. */
  readonly sent: readonly BotMessage[];
  /** Makes the next calls fail before they have any effect. */
  failNext(failure: FailureSpec): void;
  setChat(setup: ChatSetup): void;
  /** Ends waiting polls and connections. */
  close(): Promise<void>;
}

const DEFAULT_BOT: BotSelf = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: 'Sandbox',
  username: 'sandbox_bot',
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: false,
};

/** Starts a Bot API server on the loopback interface. */
export async function startBotApi(options: BotApiOptions): Promise<BotApiSandbox> {
  const now = options.now ?? Date.now;
  const bot: BotSelf = { ...DEFAULT_BOT, ...options.bot };
  const queue = new UpdateQueue(options.firstUpdateId ?? 100_000_001);
  const state: ApiState = { bot, queue, world: new World(bot), webhook: { url: '' }, sent: [], now };
  const failures = new FailurePlan();
  const calls: RecordedCall[] = [];
  const server = createServer((request, response) => {
    void respond(request, response, { token: options.token, state, failures, calls });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bot,
    push(content) {
      state.world.learn(content);
      return queue.push(content);
    },
    pushRaw: (update) => queue.append(update),
    pending: () => queue.pending(),
    dropped: queue.dropped,
    calls,
    sent: state.sent,
    failNext: (failure) => failures.add(failure),
    setChat: (setup) => state.world.setChat(setup),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Context {
  token: string;
  state: ApiState;
  failures: FailurePlan;
  calls: RecordedCall[];
}

async function respond(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const [, token, method] = /^\/bot([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
  const call: RecordedCall = { method: method ?? url.pathname, params: {}, at: context.state.now(), status: null };
  const answer = (status: number, body: ApiAnswer | object | string): void => {
    call.status = status;
    response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  try {
    call.params = await readParams(request, url.searchParams);
    context.calls.push(call);
    const failure = context.failures.take(call.method);
    if (failure) {
      answer(failure.status, failure.body);
      return;
    }
    if (token === undefined || decodeURIComponent(token) !== context.token) {
      throw new ApiError(token === undefined ? 404 : 401, reasonOf(token === undefined ? 404 : 401));
    }
    const run = METHODS.get(call.method.toLowerCase());
    if (!run) {
      throw new ApiError(404, reasonOf(404));
    }
    answer(200, { ok: true, result: await run(context.state, call.params, gone.signal) });
  } catch (error) {
    if (!response.destroyed) {
      const { code, message, parameters } = error instanceof ApiError ? error : new ApiError(500, reasonOf(500));
      answer(code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) });
    }
  }
}
