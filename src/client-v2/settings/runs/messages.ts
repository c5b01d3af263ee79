import { IMPORT_MESSAGES } from '../../../common/importMessages';
import { ITEM_MESSAGES } from '../../../common/itemMessages';
import { MAPPING_MESSAGES } from '../../../common/mappingMessages';
import type { Translate } from '../../locale';
import type { RunError, RunNote } from './run';

const ERROR_MESSAGES: Record<string, string> = {
  ...IMPORT_MESSAGES,
  ...MAPPING_MESSAGES,
  TOO_LARGE: 'The file has a message of more than 16 MB at byte {{byte}}, which no Telegram export does.',
  INTERRUPTED: 'The server stopped during this run. Nothing is lost: start it again.',
  RUN_CANCELLED: 'The run was cancelled.',
};

/** What a run has to say besides its numbers, by code. */
const NOTES: Record<string, string> = {
  TIME_ZONE_ASSUMED:
    '{{messages}} messages carry no time zone; {{zone}} was assumed. If that is wrong, import the file again with the right zone.',
  TIME_ZONE_USED: '{{messages}} messages carry no time zone; {{zone}} was used, as chosen.',
  NAMES_UNRESOLVED: '{{times}} joins or leaves name a person that no single account of the group matches.',
  PRIVATE_CHATS_SKIPPED: '{{chats}} private chats were left out.',
  MESSAGES_SKIPPED: '{{messages}} messages were skipped because Telegram Desktop could not export them.',
  ALIVE_FIT_FAILED: 'The estimate of who is still there could not be renewed; the former one stays in use. {{message}}',
  GROUP_MIGRATED: 'The group {{from}} went on as {{to}}; both are kept as one.',
};

/** What a refused file's sentence may quote as the reason. */
const REASON_TITLES: readonly string[] = [
  'a comma is missing',
  'a comma that nothing follows',
  'a message is malformed',
  'an unexpected character',
  'it holds no chats',
  'the file holds a list',
  'the file holds a single value',
];

/** What is wrong in a line of a table. */
const PROBLEM_MESSAGES: Record<string, string> = ITEM_MESSAGES;

const withReason = (values: RunError | RunNote, t: Translate) => {
  const problem = PROBLEM_MESSAGES[String(values.problemCode)];
  if (problem) return { ...values, problem: t(problem, values) };
  const reason = String(values.reason);
  return REASON_TITLES.includes(reason) ? { ...values, reason: t(reason) } : values;
};

const inReadersLanguage = (sentences: Record<string, string>, told: RunError | RunNote, t: Translate): string => {
  const sentence = told.code ? sentences[told.code] : undefined;
  return sentence ? t(sentence, withReason(told, t)) : (told.message ?? told.code ?? '');
};

/** Why a run failed, in the reader's language where the code is known, else in the server's words. */
export const runErrorText = (error: RunError, t: Translate): string => inReadersLanguage(ERROR_MESSAGES, error, t);

/** A note of a run in words. */
export const noteText = (note: RunNote, t: Translate): string => inReadersLanguage(NOTES, note, t);
