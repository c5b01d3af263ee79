import type { ResponseParameters } from './types';

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

/** An answer with `ok: false`. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: ResponseParameters,
  ) {
    super(description);
  }
}

/** The usual first words for a status. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? 'Error';
}

/** What Telegram says when a second poller takes over. */
export const CONFLICT_POLLING =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** What Telegram says to a poller while updates go to a webhook. */
export const CONFLICT_WEBHOOK =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** What Telegram says to a poller when somebody sets a webhook. */
export const CONFLICT_SET_WEBHOOK = 'Conflict: terminated by setWebhook request';
