import { BotApiError } from './botApiError';

/** The id of the supergroup that a chat has become, where that is why a call was refused; else null. */
export function movedTo(error: unknown): string | null {
  const to = error instanceof BotApiError ? error.values.movedTo : undefined;
  return typeof to === 'string' ? to : null;
}

/**
 * Calls with a chat's id. When Telegram refuses since the chat has become a supergroup, the move is noted and the call made
 * once more with the new id: neither of the two notices of a move is certain to arrive.
 *
 * @param onMoved joins the two groups, e.g. `joinGroups`
 * @throws what the call throws
 */
export async function followMove<T>(
  chat: string,
  call: (chat: string) => Promise<T>,
  onMoved: (move: { from: string; to: string }) => Promise<void>,
): Promise<T> {
  try {
    return await call(chat);
  } catch (error) {
    const to = movedTo(error);
    if (to === null || to === chat) throw error;
    await onMoved({ from: chat, to });
    return call(to);
  }
}
