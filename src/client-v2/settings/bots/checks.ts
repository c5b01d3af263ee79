import type { Translate } from '../../locale';
import { botErrorText } from './botErrors';

/** One answer of `communityConnections:check`. */
export interface Check {
  code: string;
  ok: boolean;
  /** `error` is the code of a call that failed. */
  values?: Record<string, unknown>;
  /** What was found, in the reader's language. */
  message?: string;
}

/** What the bot is in a group: `administrator`, `member`, `absent`, or `unknown` when Telegram did not say. */
export interface GroupStanding {
  title: string;
  standing: string;
}

export interface CheckReport {
  ok: boolean;
  checks: Check[];
  /** The groups that were asked about. */
  groups?: GroupStanding[];
}

/** What to do about a failed check where the server's sentence does not say so itself. */
const REMEDY_TITLES: Record<string, string> = {
  API_REACHABLE: 'Allow the server to reach this address through its firewall or proxy.',
  TOKEN_VALID: 'Copy the token from BotFather again (/mybots, API Token) and save it here.',
  NO_FAILED_UPDATES: 'Choose “Set aside” in the row of the bot to see why, and to try them again.',
};

/** A check in words; `remedy` is null when there is nothing to do, or nothing to add to the sentence. */
export function describeCheck(check: Check, t: Translate): { text: string; remedy: string | null } {
  const remedy = check.ok ? undefined : REMEDY_TITLES[check.code];
  const { error, ...values } = check.values ?? {};
  const text = error
    ? botErrorText({ code: String(error), message: check.message, values }, t)
    : (check.message ?? check.code);
  return { text, remedy: remedy ? t(remedy) : null };
}
