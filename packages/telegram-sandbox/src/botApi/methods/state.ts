import type { InviteLinks } from '../inviteLinks';
import type { SendLimits } from '../sendLimits';
import type { PollThrottle } from '../throttle';
import type { BotMessage, BotPoll, BotSelf, CallParams, UpdateContent } from '../types';
import type { UpdateQueue } from '../updateQueue';
import type { WebhookSender, WebhookSetup } from '../webhook';
import type { World } from '../world';

/** What the methods work on. */
export interface ApiState {
  bot: BotSelf;
  queue: UpdateQueue;
  world: World;
  links: InviteLinks;
  /** Null when they are switched off. */
  throttle: PollThrottle | null;
  limits: SendLimits | null;
  webhook: WebhookSender | null;
  startWebhook(setup: WebhookSetup): WebhookSender;
  /** Messages that the bot has sent and not deleted. */
  sent: BotMessage[];
  polls: Map<string, BotPoll>;
  /** Ids of callback queries that were pushed and not answered. */
  callbacks: Set<string>;
  /** Queues what the world does in answer to a call. */
  push(content: UpdateContent): void;
  /** Number of the bot's next message. */
  nextMessageId(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

export type Method = (state: ApiState, params: CallParams, signal: AbortSignal) => unknown;

export type Methods = Record<string, Method>;
