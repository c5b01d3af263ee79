import type { IncomingMessage, ServerResponse } from 'node:http';
import { isNumbered } from '../numbered';
import { BodyRefusedError, readBody } from './boundedBody';
import { BusyError, type Commits } from './commits';
import type { Doorkeeper } from './doorkeeper';
import { TokenBuckets } from './tokenBuckets';

/** What the action needs of a request's context. */
interface WebhookContext {
  req: IncomingMessage;
  res: ServerResponse;
  path: string;
  method: string;
  request: { body?: unknown };
  state: Record<string, unknown>;
  action: { params: Record<string, unknown> };
  withoutDataWrapping?: boolean;
  status: number;
  body: unknown;
  set(header: string, value: string): void;
}

export interface WebhookOptions {
  doorkeeper: Doorkeeper;
  commits: Commits;
  /** Milliseconds. */
  now: () => number;
}

type Next = () => Promise<unknown>;

/** Bytes, and milliseconds to send them in. Telegram's updates have a few thousand bytes. */
const LIMITS = { size: 1024 * 1024, time: 20_000 };
/** Far beyond what Telegram delivers to one bot, but not beyond what a database can take. */
const DELIVERIES = { capacity: 2_000, perSecond: 500 };
/** Wrong secrets of one address. */
const STRANGERS = { capacity: 20, perSecond: 0.2 };
/** Seconds. */
const TRY_AGAIN = { paused: 60, failed: 5 };
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const KEPT = 'communityWebhookBody';

/**
 * Middleware in front of the host's body parser: leaves the body of this path to the action, which reads it only when the
 * sender is known, and no further than it may. So nothing of an update gets into a log either.
 */
export function keepWebhookBody(path: string) {
  return async (context: unknown, next: Next): Promise<void> => {
    const ctx = context as WebhookContext;
    if (ctx.path === path) {
      ctx.request.body = {};
      ctx.state[KEPT] = true;
    }
    await next();
  };
}

/**
 * `communityWebhooks:receive?connection=ID`: takes an update from Telegram. 200 only when it is committed; Telegram sends
 * again what is answered otherwise. A wrong secret, an unknown connection and one without a webhook are answered alike.
 */
export function webhookActions({ doorkeeper, commits, now }: WebhookOptions) {
  const deliveries = new TokenBuckets(DELIVERIES, now);
  const strangers = new TokenBuckets(STRANGERS, now);

  return {
    async receive(context: unknown): Promise<void> {
      const ctx = context as WebhookContext;
      ctx.withoutDataWrapping = true;
      if (ctx.method !== 'POST' || !ctx.state[KEPT]) return answer(ctx, 404, 'NOT_FOUND');
      const id = Number(ctx.action.params.connection);
      const secret = String(ctx.req.headers[SECRET_HEADER] ?? '');
      try {
        const mode = await doorkeeper.admit(Number.isSafeInteger(id) ? id : 0, secret);
        if (!mode) {
          // the socket's own address: what a header says of it can be made up. Whoever knows the secret never gets here,
          // so a proxy that all share keeps nobody out
          const wait = strangers.take(ctx.req.socket.remoteAddress ?? '');
          return wait ? answer(ctx, 429, 'TOO_MANY_REQUESTS', wait) : answer(ctx, 403, 'FORBIDDEN');
        }
        const wait = deliveries.take(String(id));
        if (wait) return answer(ctx, 429, 'TOO_MANY_REQUESTS', wait);
        if (mode === 'paused') return answer(ctx, 503, 'PAUSED', TRY_AGAIN.paused);
        const text = await readBody(ctx.req, LIMITS);
        const update = parsed(text);
        if (!isNumbered(update)) return answer(ctx, 400, 'NOT_AN_UPDATE');
        await commits.add(id, update, text.length);
        ctx.status = 200;
        ctx.body = { ok: true };
      } catch (error) {
        if (error instanceof BodyRefusedError) return answer(ctx, error.status, error.code);
        // whatever it was: it is not stored, so Telegram must keep it
        answer(ctx, 503, error instanceof BusyError ? 'BUSY' : 'NOT_STORED', TRY_AGAIN.failed);
      }
    },
  };
}

function answer(ctx: WebhookContext, status: number, code: string, retryAfter?: number): void {
  ctx.status = status;
  ctx.body = { errors: [{ code, message: code }] };
  if (retryAfter) ctx.set('Retry-After', String(retryAfter));
  // a body that was not read to its end must not be taken for the next request
  if (!ctx.req.complete) ctx.set('Connection', 'close');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
