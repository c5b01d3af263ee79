/** Telegram's own senders, which stand for no person: service notices, anonymous admins, posts as a channel. */
const SERVICE_ACCOUNTS = new Set([777000, 1087968824, 136817688]);

export function isServiceAccount(userId: number): boolean {
  return SERVICE_ACCOUNTS.has(userId);
}

/** Key of a message, or of the join or leave that its `n`th member made by it. */
export const messageKey = (chat: string, message: number | string, n = 0): string =>
  n ? `m:${chat}:${message}#${n}` : `m:${chat}:${message}`;

/** Key of the invitation of the `n`th member of a service message. */
export const inviteKey = (chat: string, message: number | string, n: number): string => `i:${chat}:${message}#${n}`;

/** Key of an actor's reactions to a message: one row with the current state. */
export const reactionKey = (chat: string, message: number | string, actor: number | string): string =>
  `r:${chat}:${message}:${actor}`;

/** Key of a membership change that `chat_member` tells of. */
export const membershipKey = (chat: string, user: number | string, unixSeconds: number): string =>
  `cm:${chat}:${user}:${unixSeconds}`;

/** Kind of something said, by precedence. */
export function utteranceKind(is: { command: boolean; reply: boolean; forward: boolean }): string {
  if (is.command) return 'command';
  if (is.reply) return 'reply';
  return is.forward ? 'forward' : 'message';
}
