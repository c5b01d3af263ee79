import type { BotChat, BotUser } from '../types';
import { businessUpdates } from './business';
import { interactionUpdates } from './interactions';
import { membershipUpdates } from './membership';
import { messageUpdates } from './message';
import { reactionUpdates } from './reactions';
import { serviceUpdates } from './service';

export type { JoinRequestInput, MembershipInput } from './membership';
export type { MessageInput, PostInput } from './message';

/** A person; only the id is needed. */
export function user(id: number, extras: Partial<BotUser> = {}): BotUser {
  return { id, is_bot: false, first_name: `User ${id}`, language_code: 'en', ...extras };
}

/** A supergroup (id `-100…`) or, for other negative ids, a basic group. */
export function groupChat(id: number, extras: Partial<BotChat> = {}): BotChat {
  const type = String(id).startsWith('-100') ? 'supergroup' : 'group';
  return { id, type, title: `Group ${id}`, ...extras };
}

/** Somebody's conversation with the bot. */
export function privateChat({ id, first_name, username }: BotUser): BotChat {
  return { id, type: 'private', first_name, ...(username ? { username } : {}) };
}

/** A channel; its id begins with -100. */
export function channelChat(id: number, extras: Partial<BotChat> = {}): BotChat {
  return { id, type: 'channel', title: `Channel ${id}`, ...extras };
}

/** Builders of realistic updates, to be handed to `push`. */
export const updates = {
  ...messageUpdates,
  ...serviceUpdates,
  ...membershipUpdates,
  ...reactionUpdates,
  ...interactionUpdates,
  ...businessUpdates,
};
