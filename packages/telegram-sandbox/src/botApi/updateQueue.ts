import { ApiError, CONFLICT_POLLING } from './apiError';
import type { BotUpdate, UpdateContent } from './types';

/** What a poller asks for. */
export interface PollRequest {
  /** 0 = from the first unconfirmed update; negative = the last so many, the rest forgotten. */
  offset: number;
  limit: number;
  timeoutMs: number;
}

interface Poller {
  request: PollRequest;
  resolve(updates: BotUpdate[]): void;
  reject(error: ApiError): void;
  timer: NodeJS.Timeout;
}

/** Kinds that are delivered only when asked for by name. */
export const NOT_BY_DEFAULT: readonly string[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** Updates wait here until a later offset confirms them; until then every poll gets them again. */
export class UpdateQueue {
  /** What the filter kept out, in order of arrival. */
  readonly dropped: BotUpdate[] = [];
  private waiting: BotUpdate[] = [];
  private nextId: number;
  private allowed: string[] = [];
  private poller: Poller | null = null;

  constructor(firstId: number) {
    this.nextId = firstId;
  }

  /** Kinds asked for by name; empty = all but {@link NOT_BY_DEFAULT}. Governs updates that come later. */
  get allowedUpdates(): readonly string[] {
    return this.allowed;
  }

  allow(kinds: readonly string[] | undefined): void {
    if (kinds) {
      this.allowed = [...kinds];
    }
  }

  /** Numbers an update and queues it, unless its kind is filtered out. */
  push(content: UpdateContent): number {
    const update: BotUpdate = { update_id: this.nextId, ...content };
    this.nextId += 1;
    const kinds = Object.keys(content);
    const isAllowed = (kind: string): boolean =>
      this.allowed.length > 0 ? this.allowed.includes(kind) : !NOT_BY_DEFAULT.includes(kind);
    if (kinds.every(isAllowed)) {
      this.append(update);
    } else {
      this.dropped.push(update);
    }
    return update.update_id;
  }

  /** Queues an update as it is: no filter, its own number, however strange. */
  append(update: BotUpdate): void {
    this.waiting.push(update);
    if (Number.isSafeInteger(update.update_id)) {
      this.nextId = Math.max(this.nextId, update.update_id + 1);
    }
    this.answerPoller();
  }

  pending(): BotUpdate[] {
    return [...this.waiting];
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
    if (this.waiting.length > 0 || request.timeoutMs <= 0) {
      return Promise.resolve(this.waiting.slice(0, request.limit));
    }
    if (signal.aborted) {
      return Promise.resolve([]);
    }
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

  private confirm(offset: number): void {
    if (offset > 0) {
      this.waiting = this.waiting.filter((update) => !(update.update_id < offset));
    } else if (offset < 0) {
      this.waiting = this.waiting.slice(offset);
    }
  }

  private answerPoller(): void {
    const { poller } = this;
    if (poller) {
      this.forget(poller);
      poller.resolve(this.waiting.slice(0, poller.request.limit));
    }
  }

  private forget(poller: Poller): void {
    clearTimeout(poller.timer);
    if (this.poller === poller) {
      this.poller = null;
    }
  }
}
