import { ApiError } from './apiError';
import type { BotChat } from './types';

const SECOND = 1000;
const MINUTE = 60_000;
const KEPT = MINUTE;

/** 30 messages a second in all, one a second to a chat, 20 a minute to a group. */
const RULES: ReadonlyArray<{ most: number; within: number; scope: 'all' | 'chat' | 'group' }> = [
  { most: 30, within: SECOND, scope: 'all' },
  { most: 1, within: SECOND, scope: 'chat' },
  { most: 20, within: MINUTE, scope: 'group' },
];

/** What Telegram allows a bot to send. */
export class SendLimits {
  private sent: Array<{ chat: number; at: number }> = [];

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** @throws ApiError 429 with `retry_after` when it is too much */
  take({ id, type }: BotChat): void {
    const at = this.now();
    this.sent = this.sent.filter((one) => at - one.at < KEPT);
    let wait = 0;
    for (const { most, within, scope } of RULES) {
      if (scope === 'group' && type === 'private') continue;
      const recent = this.sent.filter((one) => at - one.at < within && (scope === 'all' || one.chat === id));
      if (recent.length >= most) wait = Math.max(wait, recent[recent.length - most].at + within - at);
    }
    if (wait > 0) throw tooMany(Math.ceil(wait / SECOND));
    this.sent.push({ chat: id, at });
  }
}

/** @param seconds how long to wait */
export function tooMany(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
