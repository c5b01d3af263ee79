import { BOT_API_MESSAGES } from '../../../common/botApiMessages';
import type { Translate } from '../../locale';

/** Why the last call of a bot failed, as it is stored with the connection. */
export interface BotError {
  code?: string;
  /** In English. */
  message?: string;
  values?: Record<string, unknown>;
}

/** The sentences by code, whatever code an older or newer server stored. */
const ERROR_MESSAGES: Record<string, string> = BOT_API_MESSAGES;

/** The error in the reader's language where its code is known, else in the server's words. */
export function botErrorText(error: BotError, t: Translate): string {
  const sentence = ERROR_MESSAGES[error.code ?? ''];
  return sentence && error.values ? t(sentence, error.values) : (error.message ?? error.code ?? '');
}
