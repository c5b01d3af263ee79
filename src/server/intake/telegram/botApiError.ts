import { BOT_API_MESSAGES } from '../../../common/botApiMessages';
import { fill } from '../files';

export { BOT_API_MESSAGES };

export type BotApiErrorCode = keyof typeof BOT_API_MESSAGES;

/** A failed call. Neither message nor values ever contain the token. */
export class BotApiError extends Error {
  constructor(
    readonly code: BotApiErrorCode,
    readonly values: Record<string, string | number> = {},
  ) {
    super(fill(BOT_API_MESSAGES[code], values));
    this.name = 'BotApiError';
  }

  /** Whether only another token helps. */
  get isAboutToken(): boolean {
    return this.code === 'UNAUTHORIZED' || this.code === 'NOT_FOUND' || this.code.startsWith('TOKEN_');
  }

  /** Seconds that Telegram asks to wait; 0 = it does not. */
  get retryAfter(): number {
    return this.code === 'RATE_LIMITED' ? Number(this.values.seconds) : 0;
  }
}
