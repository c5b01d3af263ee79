import type { PollRequest } from './updateQueue';

const ONE_AT_A_TIME = 500;
const PATIENCE = 3000;

/** Telegram slows those down who ask for the same offset again and again: first one update a call, and a wait of three seconds. */
export class PollThrottle {
  private last: { offset: number; at: number } | null = null;

  constructor(private readonly now: () => number) {}

  slow(request: PollRequest): PollRequest {
    const { last } = this;
    const at = this.now();
    this.last = { offset: request.offset, at };
    if (!last || last.offset !== request.offset) return request;
    const passed = at - last.at;
    return {
      offset: request.offset,
      limit: passed < ONE_AT_A_TIME ? 1 : request.limit,
      timeoutMs: passed < PATIENCE ? Math.max(request.timeoutMs, PATIENCE) : request.timeoutMs,
    };
  }
}
