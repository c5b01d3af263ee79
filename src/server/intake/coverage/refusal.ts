import { BotApiError, movedTo } from '../telegram';

/** So long an answer about a group or a member holds, milliseconds. */
export const ASK_AGAIN_MS = 86_400_000;

/**
 * Whether Telegram has answered that it will not say: nothing to try again. That a group has moved on is no such answer.
 */
export function isRefusal(error: unknown): error is BotApiError {
  if (!(error instanceof BotApiError) || movedTo(error) !== null) return false;
  return error.code === 'FORBIDDEN' || error.code === 'BAD_REQUEST';
}
