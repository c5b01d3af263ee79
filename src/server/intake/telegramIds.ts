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

/** Key of a join or leave that `chat_member` tells of. */
export const membershipKey = (chat: string, user: number | string, unixSeconds: number): string =>
  `cm:${chat}:${user}:${unixSeconds}`;

/** Key of a change of someone's role in a chat. Not that of a join: one may join and be promoted in the same second. */
export const roleKey = (chat: string, user: number | string, unixSeconds: number): string =>
  `ro:${chat}:${user}:${unixSeconds}`;

/** Keys of invitations that `chat_member` tells of begin with this. */
export const INVITED_BY_CHANGE = 'ci:';

/** Key of the invitation of someone whose join `chat_member` tells of. */
export const invitedKey = (chat: string, user: number | string, unixSeconds: number): string =>
  `${INVITED_BY_CHANGE}${chat}:${user}:${unixSeconds}`;

/** Key of the invitation by which someone came to talk to a bot: one for a person, however often they come. */
export const referralKey = (user: number | string): string => `is:${user}`;

/** Key of the totals of a message's reactions. */
export const reactionCountKey = (chat: string, message: number | string): string => `rc:${chat}:${message}`;

/** Key of a request to join. */
export const joinRequestKey = (chat: string, user: number | string, unixSeconds: number): string =>
  `jr:${chat}:${user}:${unixSeconds}`;

/** Key of an account's vote: one row with the current choice. */
export const pollAnswerKey = (poll: string, actor: number | string): string => `p:${poll}:${actor}`;

/** Key of a press on a button. */
export const clickKey = (callback: string): string => `c:${callback}`;

/** Key of a boost. */
export const boostKey = (chat: string, boost: string): string => `b:${chat}:${boost}`;

/** Key of a message to a bot. Message numbers of a private chat are the bot's own, hence its name. */
export const directKey = (bot: string, user: number | string, message: number | string): string =>
  `d:${bot}:${user}:${message}`;

/** Kind of something said, by precedence. */
export function utteranceKind(is: { command: boolean; reply: boolean; forward: boolean }): string {
  if (is.command) return 'command';
  if (is.reply) return 'reply';
  return is.forward ? 'forward' : 'message';
}
