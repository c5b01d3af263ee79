import { isRaw, type Raw } from './normalize/reading';

/** An update as the Bot API promises it at least: an object with its number. Without it there is no telling it from others. */
export function isNumbered(update: unknown): update is Raw & { update_id: number } {
  if (!isRaw(update)) return false;
  const { update_id: id } = update;
  // one more than the number must still be a number: it is what polling goes on from
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 && id < Number.MAX_SAFE_INTEGER;
}
