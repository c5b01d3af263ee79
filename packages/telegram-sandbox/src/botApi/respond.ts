import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, reasonOf } from './apiError';
import type { FailurePlan } from './failures';
import type { ApiState } from './methods';
import { METHODS } from './methods';
import { readParams } from './params';
import type { ApiAnswer, CallParams } from './types';

/** A call that has been received; `status` is null until it is answered. */
export interface RecordedCall {
  method: string;
  params: CallParams;
  /** Milliseconds since 1970. */
  at: number;
  status: number | null;
}

export interface RespondContext {
  token: string;
  state: ApiState;
  failures: FailurePlan;
  calls: RecordedCall[];
}

/** Answers one HTTP request as Telegram's server would. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  context: RespondContext,
): Promise<void> {
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
    if (!run) throw new ApiError(404, reasonOf(404));
    answer(200, { ok: true, result: await run(context.state, call.params, gone.signal) });
  } catch (error) {
    if (!response.destroyed) {
      const { code, message, parameters } = error instanceof ApiError ? error : new ApiError(500, reasonOf(500));
      answer(code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) });
    }
  }
}
