import { Telegram, TelegramError } from 'telegraf';
import { BotApiError } from './botApiError';

export const DEFAULT_API_ROOT = 'https://api.telegram.org';
const DEFAULT_TIMEOUT = 15_000;

/** What `getMe` answers, as far as we use it. */
export interface BotSelf {
  id: number;
  username?: string;
  can_read_all_group_messages?: boolean;
}

/** What `getWebhookInfo` answers, as far as we use it; also of a bot that polls. Instants in seconds. */
export interface WebhookInfo {
  url?: string;
  pending_update_count?: number;
  last_error_date?: number;
  last_error_message?: string;
  /** Absent = what Telegram sends unless asked otherwise. */
  allowed_updates?: string[];
}

/** What `getChatMember` answers, as far as we use it. */
export interface ChatMember {
  status?: string;
  /** Of someone restricted: whether they are in the chat. */
  is_member?: boolean;
  user?: Record<string, unknown>;
}

export interface CallOptions {
  /** Ends the call; the error's code is ABORTED then. */
  signal?: AbortSignal;
  /** Milliseconds after which a silent connection is given up. */
  timeout?: number;
}

interface Methods {
  getMe: { payload: Record<string, never>; result: BotSelf };
  getWebhookInfo: { payload: Record<string, never>; result: WebhookInfo };
  setWebhook: {
    payload: {
      url: string;
      secret_token: string;
      allowed_updates: readonly string[];
      max_connections: number;
      drop_pending_updates: boolean;
    };
    result: boolean;
  };
  deleteWebhook: { payload: { drop_pending_updates: boolean }; result: boolean };
  getChatMemberCount: { payload: { chat_id: string }; result: number };
  getChatMember: { payload: { chat_id: string; user_id: number }; result: ChatMember };
  getUpdates: {
    payload: { offset?: number; limit: number; timeout: number; allowed_updates: readonly string[] };
    result: unknown;
  };
}

/** Calls one bot's methods through telegraf's client, with typed errors and without its transport. */
export class BotApi {
  private readonly client: Telegram;
  private readonly address: string;

  constructor(
    private readonly token: string,
    apiRoot: string = DEFAULT_API_ROOT,
  ) {
    this.address = apiRoot;
    // without the slash a path in the address would be dropped
    this.client = new Telegram(token, { apiRoot: apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/` });
  }

  /** @throws BotApiError */
  async call<M extends keyof Methods>(
    method: M,
    payload: Methods[M]['payload'],
    { signal, timeout = DEFAULT_TIMEOUT }: CallOptions = {},
  ): Promise<Methods[M]['result']> {
    const abort = new AbortController();
    const cancel = (): void => abort.abort();
    const watchdog = setTimeout(cancel, timeout);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      const call = this.client.callApi.bind(this.client) as unknown as LooseCall;
      return (await call(method, payload, { signal: abort.signal })) as Methods[M]['result'];
    } catch (error) {
      if (signal?.aborted) throw new BotApiError('ABORTED');
      if (abort.signal.aborted) throw this.unreachable('no answer in time');
      throw this.typed(error);
    } finally {
      clearTimeout(watchdog);
      signal?.removeEventListener('abort', cancel);
    }
  }

  private typed(error: unknown): BotApiError {
    if (error instanceof TelegramError) return this.refused(error);
    const { type, code } = error as { type?: unknown; code?: unknown };
    if (type === 'invalid-json') return new BotApiError('BAD_ANSWER', { address: this.address });
    // the error's own message contains the address that was called, and with it the token
    return this.unreachable(typeof code === 'string' ? code : 'no connection');
  }

  private refused(error: TelegramError): BotApiError {
    const { address } = this;
    const status = Number(error.code);
    const description = String(error.description ?? '');
    const reason = description.replaceAll(this.token, '…').slice(0, 200);
    if (status === 401) return new BotApiError('UNAUTHORIZED');
    if (status === 404) return new BotApiError('NOT_FOUND', { address });
    if (status === 409) return new BotApiError(/webhook/i.test(description) ? 'WEBHOOK_SET' : 'CONFLICT');
    if (status === 429) return new BotApiError('RATE_LIMITED', { seconds: Number(error.parameters?.retry_after) || 1 });
    if (status === 403) return new BotApiError('FORBIDDEN', { reason });
    if (status >= 500) return new BotApiError('SERVER_ERROR', { address, status });
    if (status >= 400) return new BotApiError('BAD_REQUEST', { reason, ...moveOf(error) });
    return new BotApiError('BAD_ANSWER', { address });
  }

  private unreachable(reason: string): BotApiError {
    return new BotApiError('UNREACHABLE', { address: this.address, reason });
  }
}

/** Where the chat of a refused call has moved; see `followMove`. */
function moveOf({ parameters }: TelegramError): { movedTo?: string } {
  const to: unknown = parameters?.migrate_to_chat_id;
  return typeof to === 'number' && Number.isSafeInteger(to) && to < 0 ? { movedTo: String(to) } : {};
}

/** telegraf types methods of its own Bot API version only. */
type LooseCall = (method: string, payload: unknown, options: { signal: AbortSignal }) => Promise<unknown>;
