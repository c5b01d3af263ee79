import type { Translate } from '../../locale';

/** One answer of `communityConnections:check`. */
export interface Check {
  code: string;
  ok: boolean;
  values?: Record<string, unknown>;
}

export interface CheckReport {
  ok: boolean;
  checks: Check[];
}

/** What a check says when it passes, when it fails, and what to do then. */
interface CheckText {
  passed: string;
  failed: string;
  remedy: string;
}

const REACHABLE: CheckText = {
  passed: 'The API address answers.',
  failed: 'The API address does not answer.',
  remedy: 'Check the address, and whether this server may reach it through its firewall or proxy.',
};
const TOKEN: CheckText = {
  passed: 'The token is valid.',
  failed: 'Telegram does not accept the token.',
  remedy: 'Copy the token from BotFather again (/mybots, API Token) and save it here.',
};
const PRIVACY: CheckText = {
  passed: 'The bot sees all messages of its groups.',
  failed: 'Privacy mode is on: the bot only sees commands and replies to it.',
  remedy:
    'Send /setprivacy to @BotFather, choose Disable, then remove the bot from its groups and add it again. A bot that is administrator of a group sees everything there anyway.',
};
const WEBHOOK: CheckText = {
  passed: 'No webhook stands in the way.',
  failed: 'A webhook is set for this bot, so its updates go elsewhere.',
  remedy: 'Stop the other program that uses this token. The webhook is removed when receiving starts.',
};
const POLL: CheckText = {
  passed: 'Updates are being received.',
  failed: 'No updates have been fetched for a while.',
  remedy: 'Set the mode to "Receive updates" and make sure that no other program uses the same token.',
};
const STORED: CheckText = {
  passed: 'A token is stored.',
  failed: 'No token is stored.',
  remedy: 'Edit the bot and enter its token.',
};

const TEXTS: Record<string, CheckText> = {
  reachable: REACHABLE,
  api_reachable: REACHABLE,
  token: TOKEN,
  token_valid: TOKEN,
  token_stored: STORED,
  token_present: STORED,
  privacy: PRIVACY,
  privacy_off: PRIVACY,
  reads_all_messages: PRIVACY,
  can_read_all_group_messages: PRIVACY,
  webhook: WEBHOOK,
  no_webhook: WEBHOOK,
  webhook_not_set: WEBHOOK,
  poll: POLL,
  polling: POLL,
  last_poll: POLL,
};

/** A check in words; `remedy` is null when there is nothing to do or the check is unknown to us. */
export function describeCheck(check: Check, t: Translate): { text: string; remedy: string | null } {
  const known = TEXTS[check.code.toLowerCase()];
  if (!known) return { text: check.code, remedy: null };
  return check.ok
    ? { text: t(known.passed, check.values), remedy: null }
    : { text: t(known.failed, check.values), remedy: t(known.remedy, check.values) };
}
