import { ALLOWED_UPDATES } from './normalize';

/** Kinds that Telegram leaves out when nobody asked for any. */
const NOT_BY_DEFAULT = ['chat_member', 'message_reaction', 'message_reaction_count'];

/**
 * Kinds of updates that we want and Telegram does not send.
 *
 * @param allowed what Telegram says that it sends; nothing = its default
 */
export function missingKinds(allowed: readonly string[] | undefined): string[] {
  if (!allowed?.length) return ALLOWED_UPDATES.filter((kind) => NOT_BY_DEFAULT.includes(kind));
  return ALLOWED_UPDATES.filter((kind) => !allowed.includes(kind));
}
