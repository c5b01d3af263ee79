import type { BotApi, BotSelf, WebhookInfo } from './botApi';
import { BotApiError } from './botApiError';
import { fill } from '../files';
import type { Connection, Connections } from './connections';
import type { Inbox } from './inbox';

/** What a check says when all is well and when it is not; the sentences are also the keys of their translations. */
export const CHECK_MESSAGES = {
  TOKEN_VALID: { ok: 'The token belongs to @{{username}}.', failed: 'The token cannot be used.' },
  API_REACHABLE: { ok: 'The Bot API answers.', failed: 'The Bot API does not answer.' },
  READS_ALL_MESSAGES: {
    ok: 'The bot receives all messages of its groups.',
    failed:
      'Privacy mode is on: outside groups that it administers the bot receives only commands and replies to it. Send /setprivacy to @BotFather, choose Disable, and add the bot to its groups again.',
  },
  WEBHOOK_NOT_SET: {
    ok: 'No webhook is in the way of polling.',
    failed:
      'A webhook is set. It will be removed as soon as this connection polls; whatever used it stops receiving updates.',
  },
  LAST_POLL: {
    ok: 'Updates were fetched {{seconds}} seconds ago.',
    failed: 'No updates have been fetched for a while. If this is still so in a minute, look at the last error.',
  },
  NO_FAILED_UPDATES: {
    ok: 'Every update received could be processed.',
    failed: '{{count}} updates could not be processed and were set aside.',
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

export interface CheckOptions {
  connections: Connections;
  inbox: Inbox;
  now: () => number;
}

/** A poll takes up to a minute; twice that is late. */
const RECENT = 150_000;

/** Tries a connection out and says what is well and what is not. Changes nothing. */
export async function checkConnection(
  connection: Connection,
  { connections, inbox, now }: CheckOptions,
): Promise<{ ok: boolean; checks: Check[] }> {
  const checks: Check[] = [];
  const api = await connections.api(connection).catch((error: unknown) => {
    checks.push(broken('TOKEN_VALID', error));
    return null;
  });
  if (api) checks.push(...(await callChecks(api, connection)));
  if (connection.mode === 'polling') checks.push(pollCheck(connection, now()));
  const count = await inbox.count('failed', connection.id);
  checks.push(result('NO_FAILED_UPDATES', count === 0, { count }));
  return { ok: checks.every(({ ok }) => ok), checks };
}

async function callChecks(api: BotApi, connection: Connection): Promise<Check[]> {
  let self: BotSelf;
  let webhook: WebhookInfo;
  try {
    self = await api.call('getMe', {});
    webhook = await api.call('getWebhookInfo', {});
  } catch (error) {
    const refused = error instanceof BotApiError && error.code === 'UNAUTHORIZED';
    return refused ? [result('API_REACHABLE', true), broken('TOKEN_VALID', error)] : [broken('API_REACHABLE', error)];
  }
  const checks = [
    result('API_REACHABLE', true),
    result('TOKEN_VALID', true, { username: self.username ?? String(self.id) }),
    result('READS_ALL_MESSAGES', self.can_read_all_group_messages === true),
  ];
  if (connection.mode === 'polling') checks.push(result('WEBHOOK_NOT_SET', !webhook.url));
  return checks;
}

function pollCheck({ lastPolledAt }: Connection, now: number): Check {
  if (lastPolledAt === null) return result('LAST_POLL', false);
  const age = Math.max(0, now - lastPolledAt);
  return result('LAST_POLL', age <= RECENT, { seconds: Math.round(age / 1000) });
}

function result(code: CheckCode, ok: boolean, values: Check['values'] = {}): Check {
  return { code, ok, values, message: fill(CHECK_MESSAGES[code][ok ? 'ok' : 'failed'], values) };
}

function broken(code: CheckCode, error: unknown): Check {
  if (!(error instanceof BotApiError)) throw error;
  return { code, ok: false, values: { ...error.values, error: error.code }, message: error.message };
}
