import type { BotApiError } from './botApiError';

const SECOND = 1000;
const LONGEST = 60 * SECOND;

/**
 * How long to wait after a failed call, in milliseconds. Spread at random so that several servers do not come back at the
 * same moment.
 *
 * @param failures how many calls have failed in a row, this one included
 * @param random 0 to 1
 */
export function backoff(error: BotApiError, failures: number, random: number): number {
  const { code, retryAfter } = error;
  const spread = 0.5 + random / 2;
  if (retryAfter) return retryAfter * SECOND + random * SECOND;
  if (error.isAboutToken || code === 'PUBLIC_URL_MISSING') return LONGEST;
  if (code === 'CONFLICT') return Math.min(LONGEST, 5 * SECOND * 2 ** Math.min(failures - 1, 4)) * spread;
  return Math.min(LONGEST, SECOND * 2 ** Math.min(failures - 1, 6)) * spread;
}
