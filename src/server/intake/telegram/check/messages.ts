import { fill } from '../../files';
import { BotApiError } from '../botApiError';

/** What a check says when all is well and when it is not; the sentences are also the keys of their translations. */
export const CHECK_MESSAGES = {
  TOKEN_VALID: { ok: 'The token belongs to @{{username}}.', failed: 'The token cannot be used.' },
  API_REACHABLE: { ok: 'The Bot API answers.', failed: 'The Bot API does not answer.' },
  READS_ALL_MESSAGES: {
    ok: 'The bot receives all messages of its groups.',
    failed:
      'Privacy mode is on: outside groups that it administers the bot receives only commands and replies to it. Send /setprivacy to @BotFather, choose Disable, and add the bot to its groups again.',
  },
  HAS_GROUPS: {
    ok: 'The bot is in {{count}} of the {{asked}} groups that were asked about.',
    failed:
      'The bot is in none of the groups known here. Add it to a group, make it an administrator, and write something there.',
  },
  STILL_IN_GROUPS: {
    ok: 'The bot has been removed from no group.',
    failed: 'The bot is no longer in {{groups}}. Add it again, or archive the group here.',
  },
  ADMIN_IN_GROUPS: {
    ok: 'The bot is an administrator in all its groups.',
    failed:
      'The bot is no administrator in {{groups}}. There it is not told of joins, leaves and reactions: make it an administrator in the settings of the group in Telegram.',
  },
  WEBHOOK_NOT_SET: {
    ok: 'No webhook is in the way of polling.',
    failed:
      'A webhook is set. It will be removed as soon as this connection polls; whatever used it stops receiving updates.',
  },
  WEBHOOK_SET: {
    ok: 'Telegram delivers to {{url}}.',
    failed:
      'Telegram does not deliver to this NocoBase. It is told to within five minutes; if this stays so, look at the last error, and whether another program sets the webhook of this bot.',
  },
  WEBHOOK_DELIVERS: {
    ok: 'Telegram reports no failed delivery.',
    failed:
      'Telegram could not deliver {{ago}} ago: {{reason}}. The public address must lead to this NocoBase by HTTPS with a valid certificate on port 443, 80, 88 or 8443, and a proxy in between must pass the header X-Telegram-Bot-Api-Secret-Token on.',
  },
  ALLOWED_UPDATES: {
    ok: 'Telegram sends every kind of update that is read here.',
    failed:
      'Telegram does not send these kinds of updates: {{kinds}}. They are asked for with every poll and whenever the webhook is set; if this stays so, another program uses this bot.',
  },
  LAST_POLL: {
    ok: 'Updates were fetched {{seconds}} seconds ago.',
    failed: 'No updates have been fetched for a while. If this is still so in a minute, look at the last error.',
  },
  LAST_UPDATE: {
    ok: 'The last update came {{ago}} ago.',
    failed: 'No update has come yet. Write something in a group that the bot is in.',
  },
  NOTHING_WAITS_THERE: {
    ok: '{{count}} updates are waiting at Telegram.',
    failed:
      '{{count}} updates are waiting at Telegram, more than usual. If the number does not fall, they cannot be fetched or delivered: see the other checks. Telegram forgets updates after 24 hours.',
  },
  NOTHING_WAITS_HERE: {
    ok: 'What was received has been read.',
    failed:
      'Updates have been waiting for {{ago}} to be read. If this stays so, see whether the process for background work runs, and look for the reason in the log of the server.',
  },
  NO_ERROR: { ok: 'The last call succeeded.', failed: 'The last call failed.' },
  NO_FAILED_UPDATES: {
    ok: 'Every update received could be processed.',
    failed: '{{count}} updates could not be processed and were set aside.',
  },
  KINDS_UNDERSTOOD: {
    ok: 'Every kind of update received is understood.',
    failed:
      '{{count}} updates are of kinds that this version cannot read ({{kinds}}). They are kept for {{days}} days, and are read when an upgrade of the plugin can.',
  },
} as const;

export type CheckCode = keyof typeof CHECK_MESSAGES;

export interface Check {
  code: CheckCode;
  ok: boolean;
  values: Record<string, string | number>;
  /** In English; see {@link CHECK_MESSAGES}. When a call failed, the reason why. */
  message: string;
}

export function result(code: CheckCode, ok: boolean, values: Check['values'] = {}): Check {
  return { code, ok, values, message: fill(CHECK_MESSAGES[code][ok ? 'ok' : 'failed'], values) };
}

/** A check that could not be made, since its call failed. Rethrows what is no error of the Bot API. */
export function broken(code: CheckCode, error: unknown): Check {
  if (!(error instanceof BotApiError)) throw error;
  return { code, ok: false, values: { ...error.values, error: error.code }, message: error.message };
}

const UNITS: ReadonlyArray<[string, number]> = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

/** A length of time in its largest unit, e.g. `3 h`. */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [unit, size] = UNITS.find(([, length]) => seconds >= 2 * length) ?? ['s', 1];
  return `${Math.round(seconds / size)} ${unit}`;
}
