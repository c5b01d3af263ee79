import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliveryOf } from './delivery';
import type { FailureSpec } from './failures';
import { FailurePlan } from './failures';
import { InviteLinks } from './inviteLinks';
import type { ApiState } from './methods';
import { respond, type RecordedCall } from './respond';
import { SendLimits } from './sendLimits';
import { PollThrottle } from './throttle';
import type { BotMessage, BotSelf, BotUpdate, UpdateContent } from './types';
import { UpdateQueue } from './updateQueue';
import { WebhookSender } from './webhook';
import type { ChatSetup } from './world';
import { World } from './world';

export type { RecordedCall } from './respond';

export interface BotApiOptions {
  /** The bot's token; calls with another are answered with 401. */
  token: string;
  bot?: Partial<BotSelf>;
  /** 0 (the default) takes a free port. Only the loopback interface is listened on. */
  port?: number;
  /** Number of the first update. */
  firstUpdateId?: number;
  /** Milliseconds since 1970, for everything that has to do with time but the waiting itself. */
  now?: () => number;
  /** 0 to 1. */
  random?: () => number;
  /** Forget updates 24 hours after their event, as Telegram does. Off by default: tests like old dates. */
  expiry?: boolean;
  /** Slow pollers down that repeat an offset. Off by default. */
  throttle?: boolean;
  /** Answer 429 to a bot that sends too much. Off by default. */
  limits?: boolean;
  /** Silence after which update numbers go on at a random place, milliseconds; a week by default. */
  restartAfter?: number;
  /** Milliseconds that a second takes when a refused webhook call is repeated; 1000 by default. */
  webhookSecond?: number;
  /** Milliseconds that a webhook has for its answer; 60,000 by default. */
  webhookAnswerWithin?: number;
}

/** A Bot API server for tests and demonstrations. */
export interface BotApiSandbox {
  /** To be used as `apiRoot`. */
  url: string;
  bot: BotSelf;
  /** Numbers and queues an update unless its kind is filtered out (see `dropped`); returns its `update_id`. */
  push(content: UpdateContent): number;
  /** Queues an update as it is: own number, no filter. */
  pushRaw(update: BotUpdate): void;
  /** Updates that no offset has confirmed and no webhook has taken. */
  pending(): BotUpdate[];
  /** Updates that `allowed_updates` kept out. */
  readonly dropped: readonly BotUpdate[];
  /** Updates that nobody fetched within their time. */
  readonly expired: readonly BotUpdate[];
  readonly calls: readonly RecordedCall[];
  /** Messages sent by the bot and not deleted. */
  readonly sent: readonly BotMessage[];
  /** Makes the next calls fail before they have any effect. */
  failNext(failure: FailureSpec): void;
  setChat(setup: ChatSetup): void;
  /** Ends waiting polls, webhook calls and connections. */
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

const WEEK = 7 * 86_400_000;
const FIRST_MESSAGE_ID = 1_000_000;

/** Starts a Bot API server on the loopback interface. */
export async function startBotApi(options: BotApiOptions): Promise<BotApiSandbox> {
  const state = createState(options);
  const failures = new FailurePlan();
  const calls: RecordedCall[] = [];
  const server = createServer((request, response) => {
    void respond(request, response, { token: options.token, state, failures, calls });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { bot, queue, world } = state;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bot,
    push(content) {
      world.learn(content);
      if (content.callback_query) state.callbacks.add(content.callback_query.id);
      return queue.push(content);
    },
    pushRaw: (update) => queue.append(update),
    pending: () => queue.pending(),
    dropped: queue.dropped,
    expired: queue.expired,
    calls,
    sent: state.sent,
    failNext: (failure) => failures.add(failure),
    setChat: (setup) => world.setChat(setup),
    close: () =>
      new Promise((resolve) => {
        state.webhook?.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createState(options: BotApiOptions): ApiState {
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  const bot: BotSelf = { ...DEFAULT_BOT, ...options.bot };
  const world = new World(bot);
  const queue = new UpdateQueue({
    firstId: options.firstUpdateId ?? 100_000_001,
    now,
    random,
    delivery: (content) => deliveryOf(content, bot, now() / 1000),
    expiry: options.expiry ?? false,
    restartAfter: options.restartAfter ?? WEEK,
  });
  let messages = 0;
  const state: ApiState = {
    bot,
    queue,
    world,
    links: new InviteLinks(world.botUser),
    throttle: options.throttle ? new PollThrottle(now) : null,
    limits: options.limits ? new SendLimits(now) : null,
    webhook: null,
    startWebhook: (setup) =>
      new WebhookSender(setup, {
        queue,
        now,
        random,
        second: options.webhookSecond ?? 1000,
        answerWithin: options.webhookAnswerWithin ?? 60_000,
      }),
    sent: [],
    polls: new Map(),
    callbacks: new Set(),
    push(content) {
      world.learn(content);
      queue.push(content);
    },
    nextMessageId: () => FIRST_MESSAGE_ID + messages++,
    now,
  };
  queue.onQueued = () => state.webhook?.wake();
  return state;
}
