import { ApiError, CONFLICT_WEBHOOK } from './apiError';
import { booleanParam, integerParam, listParam, textParam } from './params';
import type { BotMessage, BotSelf, CallParams } from './types';
import type { UpdateQueue } from './updateQueue';
import type { World } from './world';

/** What the methods work on. */
export interface ApiState {
  bot: BotSelf;
  queue: UpdateQueue;
  world: World;
  webhook: { url: string; secretToken?: string };
  /** Messages that the bot has sent. */
  sent: BotMessage[];
  /** Milliseconds since 1970. */
  now(): number;
}

type Method = (state: ApiState, params: CallParams, signal: AbortSignal) => unknown;

const MAX_POLL_SECONDS = 50;
const MAX_BATCH = 100;
const MAX_TEXT = 4096;

/** The methods by lower-case name: Telegram does not mind the case. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries<Method>({
    getMe: ({ bot }) => bot,
    getUpdates,
    setWebhook,
    deleteWebhook,
    getWebhookInfo,
    getChat: ({ world }, params) => world.chat(textParam(params, 'chat_id')),
    getChatMember: ({ world }, params) =>
      world.member(textParam(params, 'chat_id'), integerParam(params, 'user_id', Number.NaN)),
    getChatMemberCount: ({ world }, params) => world.memberCount(textParam(params, 'chat_id')),
    getChatAdministrators: ({ world }, params) => world.administrators(textParam(params, 'chat_id')),
    sendMessage,
  }).map(([name, method]) => [name.toLowerCase(), method]),
);

function getUpdates({ queue, webhook }: ApiState, params: CallParams, signal: AbortSignal): unknown {
  if (webhook.url) {
    throw new ApiError(409, CONFLICT_WEBHOOK);
  }
  queue.allow(listParam(params, 'allowed_updates'));
  const request = {
    offset: integerParam(params, 'offset', 0),
    limit: integerParam(params, 'limit', MAX_BATCH, 1, MAX_BATCH),
    timeoutMs: integerParam(params, 'timeout', 0, 0, MAX_POLL_SECONDS) * 1000,
  };
  return queue.poll(request, signal);
}

/** Remembers the address; the sandbox does not call it. */
function setWebhook(state: ApiState, params: CallParams): boolean {
  state.queue.allow(listParam(params, 'allowed_updates'));
  if (booleanParam(params, 'drop_pending_updates')) {
    state.queue.clear();
  }
  state.webhook = { url: textParam(params, 'url') ?? '', secretToken: textParam(params, 'secret_token') };
  if (state.webhook.url) {
    state.queue.stopPoller(new ApiError(409, 'Conflict: terminated by setWebhook request'));
  }
  return true;
}

function deleteWebhook(state: ApiState, params: CallParams): boolean {
  if (booleanParam(params, 'drop_pending_updates')) {
    state.queue.clear();
  }
  state.webhook = { url: '' };
  return true;
}

function getWebhookInfo({ webhook, queue }: ApiState): unknown {
  const allowed = queue.allowedUpdates;
  return {
    url: webhook.url,
    has_custom_certificate: false,
    pending_update_count: queue.pending().length,
    ...(allowed.length > 0 ? { allowed_updates: allowed } : {}),
  };
}

function sendMessage({ bot, world, sent, now }: ApiState, params: CallParams): BotMessage {
  const chat = world.chatToWriteTo(textParam(params, 'chat_id'));
  const text = textParam(params, 'text')?.trim() ?? '';
  if (text === '') {
    throw new ApiError(400, 'Bad Request: message text is empty');
  }
  if (text.length > MAX_TEXT) {
    throw new ApiError(400, 'Bad Request: message is too long');
  }
  const { id, is_bot, first_name, username } = bot;
  const message: BotMessage = {
    message_id: 1_000_000 + sent.length,
    from: { id, is_bot, first_name, username },
    chat,
    date: Math.floor(now() / 1000),
    text,
  };
  sent.push(message);
  return message;
}
