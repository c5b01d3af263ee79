import { ApiError } from './apiError';
import type { BotChat } from './types';

/** What the bot is in a chat, or why it cannot write there. */
export type BotStanding =
  | 'administrator'
  | 'member'
  | 'left'
  | 'kicked'
  /** A private chat whose person has stopped the bot. */
  | 'blocked'
  /** A private chat whose account was deleted. */
  | 'deactivated'
  /** A group that became a supergroup. */
  | { migratedTo: number };

/** @throws ApiError in the words of Telegram's server */
export function assertMayWrite(chat: BotChat, standing: BotStanding): void {
  if (typeof standing === 'object') {
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: standing.migratedTo,
    });
  }
  if (standing === 'blocked') throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  if (standing === 'deactivated') throw new ApiError(403, 'Forbidden: user is deactivated');
  assertPresent(chat, standing);
}

/** @throws ApiError when the bot is no longer there */
export function assertPresent({ type }: BotChat, standing: Exclude<BotStanding, object>): void {
  if (standing === 'kicked') throw new ApiError(403, `Forbidden: bot was kicked from the ${type} chat`);
  if (standing === 'left') throw new ApiError(403, `Forbidden: bot is not a member of the ${type} chat`);
}
