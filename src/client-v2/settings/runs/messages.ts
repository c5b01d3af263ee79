import { IMPORT_MESSAGES } from '../../../common/importMessages';
import type { Translate } from '../../locale';
import type { RunError, RunNote } from './run';

const ERROR_MESSAGES: Record<string, string> = {
  ...IMPORT_MESSAGES,
  INTERRUPTED: 'The server stopped during this run. Nothing is lost: start it again.',
  RUN_CANCELLED: 'The run was cancelled.',
};

/** What a run has to say besides its numbers, by code. */
const NOTES: Record<string, string> = {
  TIME_ZONE_ASSUMED:
    '{{messages}} messages carry no time zone; {{zone}} was assumed. If that is wrong, import the file again with the right zone.',
  NAMES_UNRESOLVED: '{{times}} times a name of someone invited or removed could not be matched to one account.',
  GROUP_MIGRATED: 'The group {{from}} went on as {{to}}; both are kept as one.',
};

const inReadersLanguage = (sentences: Record<string, string>, told: RunError | RunNote, t: Translate): string => {
  const sentence = told.code ? sentences[told.code] : undefined;
  return sentence ? t(sentence, told) : (told.message ?? told.code ?? '');
};

/** Why a run failed, in the reader's language where the code is known, else in the server's words. */
export const runErrorText = (error: RunError, t: Translate): string => inReadersLanguage(ERROR_MESSAGES, error, t);

/** A note of a run in words. */
export const noteText = (note: RunNote, t: Translate): string => inReadersLanguage(NOTES, note, t);
