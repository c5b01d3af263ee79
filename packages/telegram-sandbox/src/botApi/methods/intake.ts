import { ApiError, CONFLICT_SET_WEBHOOK, CONFLICT_WEBHOOK } from '../apiError';
import { booleanParam, integerParam, listParam, textParam } from '../params';
import type { CallParams } from '../types';
import type { ApiState, Methods } from './state';

const MAX_POLL_SECONDS = 50;
const MAX_BATCH = 100;
const MAX_CONNECTIONS = 100;
const DEFAULT_CONNECTIONS = 40;
const MAX_SECRET = 256;

/** How updates are fetched and delivered. */
export const INTAKE_METHODS: Methods = { getUpdates, setWebhook, deleteWebhook, getWebhookInfo };

function getUpdates({ queue, webhook, throttle }: ApiState, params: CallParams, signal: AbortSignal): unknown {
  if (webhook) throw new ApiError(409, CONFLICT_WEBHOOK);
  queue.allow(listParam(params, 'allowed_updates'));
  const request = {
    offset: integerParam(params, 'offset', 0),
    limit: integerParam(params, 'limit', MAX_BATCH, 1, MAX_BATCH),
    timeoutMs: integerParam(params, 'timeout', 0, 0, MAX_POLL_SECONDS) * 1000,
  };
  return queue.poll(throttle?.slow(request) ?? request, signal);
}

function setWebhook(state: ApiState, params: CallParams): boolean {
  const url = textParam(params, 'url') ?? '';
  if (url === '') return deleteWebhook(state, params);
  const secretToken = textParam(params, 'secret_token') ?? '';
  if (!URL.canParse(url)) throw new ApiError(400, 'Bad Request: invalid webhook URL specified');
  if (secretToken.length > MAX_SECRET) throw new ApiError(400, 'Bad Request: secret token is too long');
  if (!/^[\w-]*$/.test(secretToken)) {
    throw new ApiError(400, 'Bad Request: secret token contains unallowed characters');
  }
  state.queue.allow(listParam(params, 'allowed_updates'));
  if (booleanParam(params, 'drop_pending_updates')) state.queue.clear();
  state.webhook?.close();
  state.webhook = state.startWebhook({
    url,
    secretToken: secretToken || undefined,
    maxConnections: integerParam(params, 'max_connections', DEFAULT_CONNECTIONS, 1, MAX_CONNECTIONS),
  });
  state.queue.stopPoller(new ApiError(409, CONFLICT_SET_WEBHOOK));
  state.webhook.wake();
  return true;
}

function deleteWebhook(state: ApiState, params: CallParams): boolean {
  if (booleanParam(params, 'drop_pending_updates')) state.queue.clear();
  state.webhook?.close();
  state.webhook = null;
  return true;
}

function getWebhookInfo({ webhook, queue }: ApiState): unknown {
  const allowed = queue.allowedUpdates;
  const { lastError, setup } = webhook ?? {};
  return {
    url: setup?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.pending().length,
    ...(lastError ? { last_error_date: lastError.date, last_error_message: lastError.message } : {}),
    ...(setup ? { max_connections: setup.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(allowed.length > 0 ? { allowed_updates: allowed } : {}),
  };
}
