import { ApiError, CONFLICT_POLLING } from './apiError';
import type { Delivery } from './delivery';
import { kindOf } from './delivery';
import type { BotUpdate, UpdateContent } from './types';

/** What a poller asks for. */
export interface PollRequest {
  /** 0 = from the first unconfirmed update; negative = the last so many, the rest forgotten. */
  offset: number;
  limit: number;
  timeoutMs: number;
}

export interface UpdateQueueOptions {
  firstId: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  delivery(content: UpdateContent): Delivery;
  /** Whether updates are forgotten when their time is over. */
  expiry: boolean;
  /** Silence after which the numbers go on at a random place, milliseconds. */
  restartAfter: number;
}

/** An update that waits. */
export interface QueuedUpdate extends Delivery {
  update: BotUpdate;
}

interface Poller {
  request: PollRequest;
  resolve(updates: BotUpdate[]): void;
  reject(error: ApiError): void;
  timer: NodeJS.Timeout;
}

/** Kinds that are delivered only when asked for by name. */
export const NOT_BY_DEFAULT: readonly string[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** An offset that lies further ahead than this is answered as if there were none. */
const FUTURE = 10;
const HIGHEST_RANDOM_ID = 2 ** 30;

/** Updates wait here until a later offset confirms them; until then every poll gets them again. */
export class UpdateQueue {
  /** What the filter kept out, in order of arrival. */
  readonly dropped: BotUpdate[] = [];
  /** What nobody fetched in time. */
  readonly expired: BotUpdate[] = [];
  /** Called when something was queued. */
  onQueued: () => void = () => undefined;
  private waiting: QueuedUpdate[] = [];
  private nextId: number;
  private lastAt: number | null = null;
  private allowed: string[] = [];
  private poller: Poller | null = null;

  constructor(private readonly options: UpdateQueueOptions) {
    this.nextId = options.firstId;
  }

  /** Kinds asked for by name; empty = all but {@link NOT_BY_DEFAULT}. Governs updates that come later. */
  get allowedUpdates(): readonly string[] {
    return this.allowed;
  }

  allow(kinds: readonly string[] | undefined): void {
    if (kinds) this.allowed = [...kinds];
  }

  /** Numbers an update and queues it, unless its kind is filtered out. */
  push(content: UpdateContent): number {
    this.restartAfterSilence();
    const update: BotUpdate = { update_id: this.nextId, ...content };
    this.nextId += 1;
    const kind = kindOf(content);
    if (this.allowed.length > 0 ? this.allowed.includes(kind) : !NOT_BY_DEFAULT.includes(kind)) this.append(update);
    else this.dropped.push(update);
    return update.update_id;
  }

  /** Queues an update as it is: no filter, its own number, however strange. */
  append(update: BotUpdate): void {
    const { delivery, now } = this.options;
    this.waiting.push({ update, ...delivery(update) });
    this.lastAt = now();
    if (Number.isSafeInteger(update.update_id)) this.nextId = Math.max(this.nextId, update.update_id + 1);
    this.answerPoller();
    this.onQueued();
  }

  pending(): BotUpdate[] {
    return this.queued().map(({ update }) => update);
  }

  /** What waits, with the queues of a webhook. */
  queued(): QueuedUpdate[] {
    if (this.options.expiry) {
      const now = this.options.now() / 1000;
      this.expired.push(...this.waiting.filter(({ expiresAt }) => expiresAt <= now).map(({ update }) => update));
      this.waiting = this.waiting.filter(({ expiresAt }) => expiresAt > now);
    }
    return [...this.waiting];
  }

  /** Whether an update's time is over by then, seconds since 1970; never, unless updates are forgotten. */
  isOver({ expiresAt }: Delivery, at: number): boolean {
    return this.options.expiry && at > expiresAt;
  }

  /** A webhook has taken it, or has refused it for too long. */
  remove(entry: QueuedUpdate): void {
    this.waiting = this.waiting.filter((other) => other.update !== entry.update);
  }

  clear(): void {
    this.waiting = [];
  }

  /**
   * Answers at once when something waits, else as soon as something comes, else with nothing when time is up.
   * A poller that already waits is sent away with 409.
   */
  poll(request: PollRequest, signal: AbortSignal): Promise<BotUpdate[]> {
    this.stopPoller(new ApiError(409, CONFLICT_POLLING));
    this.confirm(request.offset);
    if (this.waiting.length > 0 || request.timeoutMs <= 0) return Promise.resolve(this.first(request.limit));
    if (signal.aborted) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.answerPoller(), request.timeoutMs);
      const poller: Poller = { request, resolve, reject, timer };
      this.poller = poller;
      signal.addEventListener('abort', () => this.forget(poller), { once: true });
    });
  }

  /** Ends a waiting poll with an error. */
  stopPoller(error: ApiError): void {
    const { poller } = this;
    if (poller) {
      this.forget(poller);
      poller.reject(error);
    }
  }

  private first(limit: number): BotUpdate[] {
    return this.pending().slice(0, limit);
  }

  private confirm(offset: number): void {
    this.queued();
    if (offset > 0 && offset <= this.nextId + FUTURE) {
      this.waiting = this.waiting.filter(({ update }) => !(update.update_id < offset));
    } else if (offset < 0) {
      this.waiting = this.waiting.slice(offset);
    }
  }

  private restartAfterSilence(): void {
    const { now, random, restartAfter } = this.options;
    if (this.lastAt === null || now() - this.lastAt < restartAfter || this.waiting.length > 0) return;
    this.nextId = 1 + Math.floor(random() * HIGHEST_RANDOM_ID);
    this.lastAt = now();
  }

  private answerPoller(): void {
    const { poller } = this;
    if (poller) {
      this.forget(poller);
      poller.resolve(this.first(poller.request.limit));
    }
  }

  private forget(poller: Poller): void {
    clearTimeout(poller.timer);
    if (this.poller === poller) this.poller = null;
  }
}
