import type { QueuedUpdate, UpdateQueue } from './updateQueue';

/** What `setWebhook` was given. */
export interface WebhookSetup {
  url: string;
  secretToken?: string;
  maxConnections: number;
}

export interface WebhookOptions {
  queue: UpdateQueue;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  /** Milliseconds that a second of waiting takes; tests need not wait as long as Telegram does. */
  second: number;
  /** Milliseconds after which an answer is given up. */
  answerWithin: number;
}

interface Attempt {
  failures: number;
  /** Seconds. */
  delay: number;
  /** On the clock that waiting goes by, which no test turns. */
  wakeAt: number;
}

const LONGEST_DELAY = 60;
const LONGEST_RETRY_AFTER = 3600;
/** The sandbox never calls out of the machine. */
const LOOPBACK = /^(127(\.\d+){3}|localhost|\[::1\])$/;

/**
 * Posts waiting updates to the address: several at once, but those of one queue one after the other. Any 2xx takes an
 * update; after another answer it comes again, after a delay that doubles up to a minute or two, or that `Retry-After`
 * asks for, until the update's time is over.
 */
export class WebhookSender {
  /** Seconds since 1970 and words of the last failure since the webhook was set. */
  lastError: { date: number; message: string } | null = null;
  private readonly attempts = new Map<object, Attempt>();
  private readonly busy = new Set<string>();
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    readonly setup: WebhookSetup,
    private readonly options: WebhookOptions,
  ) {}

  /** Looks for something to send. */
  wake(): void {
    if (this.stop.signal.aborted) return;
    const { queue } = this.options;
    const now = performance.now();
    const seen = new Set<string>();
    let soonest = Number.POSITIVE_INFINITY;
    for (const entry of queue.queued()) {
      if (seen.has(entry.queue) || this.busy.has(entry.queue)) continue;
      seen.add(entry.queue);
      const wakeAt = this.attempts.get(entry.update)?.wakeAt ?? 0;
      if (wakeAt > now) soonest = Math.min(soonest, wakeAt);
      else if (this.busy.size < this.setup.maxConnections) void this.send(entry);
    }
    this.wakeIn(soonest - now);
  }

  close(): void {
    this.stop.abort();
    if (this.timer) clearTimeout(this.timer);
  }

  private wakeIn(milliseconds: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = Number.isFinite(milliseconds) ? setTimeout(() => this.wake(), Math.max(1, milliseconds)) : null;
    this.timer?.unref();
  }

  private async send(entry: QueuedUpdate): Promise<void> {
    this.busy.add(entry.queue);
    const { error, retryAfter } = await this.post(entry);
    this.busy.delete(entry.queue);
    if (this.stop.signal.aborted) return;
    if (error === null) {
      this.attempts.delete(entry.update);
      this.options.queue.remove(entry);
    } else {
      this.lastError = { date: Math.floor(this.options.now() / 1000), message: error };
      this.postpone(entry, retryAfter);
    }
    this.wake();
  }

  private postpone(entry: QueuedUpdate, asked: number): void {
    const { now, random, second, queue } = this.options;
    const before = this.attempts.get(entry.update) ?? { failures: 0, delay: 1, wakeAt: 0 };
    const retryAfter = Math.min(Math.max(0, asked), LONGEST_RETRY_AFTER);
    let { delay } = before;
    let wait = retryAfter;
    if (retryAfter === 0 && before.failures > 0) {
      delay = Math.min(LONGEST_DELAY + Math.floor(random() * LONGEST_DELAY), delay * 2);
      wait = delay;
    }
    if (queue.isOver(entry, now() / 1000 + wait)) {
      queue.remove(entry);
      this.attempts.delete(entry.update);
      return;
    }
    this.attempts.set(entry.update, {
      failures: before.failures + 1,
      delay,
      wakeAt: performance.now() + wait * second,
    });
  }

  /** @returns the words of the failure, or null; and the seconds that `Retry-After` asks for */
  private async post({ update }: QueuedUpdate): Promise<{ error: string | null; retryAfter: number }> {
    const { url, secretToken } = this.setup;
    if (!LOOPBACK.test(new URL(url).hostname)) {
      return { error: 'The sandbox calls addresses of this machine only', retryAfter: 0 };
    }
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secretToken ? { 'x-telegram-bot-api-secret-token': secretToken } : {}),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(this.options.answerWithin)]),
      });
      await response.arrayBuffer();
      if (response.ok) return { error: null, retryAfter: 0 };
      const retryAfter = Number(response.headers.get('retry-after')) || 0;
      return { error: `Wrong response from the webhook: ${response.status} ${response.statusText}`, retryAfter };
    } catch (error) {
      const { name } = error as { name?: string };
      return { error: name === 'TimeoutError' ? 'Read timeout expired' : 'Connection refused', retryAfter: 0 };
    }
  }
}
