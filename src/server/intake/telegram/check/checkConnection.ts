import type { BotApi, BotSelf, WebhookInfo } from '../botApi';
import { BotApiError } from '../botApiError';
import type { Connection, Connections } from '../connections';
import type { Inbox } from '../inbox';
import { KEEP_UNREAD_DAYS, type UnreadUpdates } from '../unread';
import { progressChecks, webhookChecks } from './deliveryChecks';
import { checkGroups, type GroupStanding } from './groupChecks';
import type { KnownGroup } from './knownGroups';
import { broken, result, type Check } from './messages';

export interface CheckOptions {
  connections: Connections;
  inbox: Inbox;
  /** Updates of kinds that cannot be read. */
  unread?: Pick<UnreadUpdates, 'list'>;
  /** Groups to ask about, at most so many. */
  groups(limit: number): Promise<KnownGroup[]>;
  /** Milliseconds. */
  now: () => number;
}

export interface CheckReport {
  ok: boolean;
  checks: Check[];
  /** What the bot is in the groups that were asked about. */
  groups: GroupStanding[];
}

/** Calls that one check makes at most, besides those about the bot itself. */
const MOST_GROUPS = 20;

/** Tries a connection out and says what is well and what is not. Changes nothing. */
export async function checkConnection(connection: Connection, options: CheckOptions): Promise<CheckReport> {
  const { connections, inbox, now } = options;
  const report: Omit<CheckReport, 'ok'> = { checks: [], groups: [] };
  const { checks } = report;
  const api = await connections.api(connection).catch((error: unknown) => {
    checks.push(broken('TOKEN_VALID', error));
    return null;
  });
  if (api) await checkCalls(api, connection, options, report);
  checks.push(...progressChecks(connection, await inbox.oldestPending(connection.id), now()));
  const count = await inbox.count('failed', connection.id);
  checks.push(result('NO_FAILED_UPDATES', count === 0, { count }));
  const unread = (await options.unread?.list(connection.id)) ?? [];
  if (unread.length) {
    const kinds = unread.map(({ kind }) => kind).join(', ');
    const all = unread.reduce((sum, one) => sum + one.count, 0);
    checks.push(result('KINDS_UNDERSTOOD', false, { count: all, kinds, days: KEEP_UNREAD_DAYS }));
  }
  return { ok: checks.every(({ ok }) => ok), ...report };
}

async function checkCalls(
  api: BotApi,
  connection: Connection,
  { connections, groups, now }: CheckOptions,
  report: Omit<CheckReport, 'ok'>,
): Promise<void> {
  const { checks } = report;
  let self: BotSelf;
  let webhook: WebhookInfo;
  try {
    self = await api.call('getMe', {});
    webhook = await api.call('getWebhookInfo', {});
  } catch (error) {
    const refused = error instanceof BotApiError && error.code === 'UNAUTHORIZED';
    checks.push(
      ...(refused ? [result('API_REACHABLE', true), broken('TOKEN_VALID', error)] : [broken('API_REACHABLE', error)]),
    );
    return;
  }
  checks.push(
    result('API_REACHABLE', true),
    result('TOKEN_VALID', true, { username: self.username ?? String(self.id) }),
    result('READS_ALL_MESSAGES', self.can_read_all_group_messages === true),
  );
  const alone = (await connections.list()).length === 1;
  const asked = await checkGroups(api, self.id, await groups(MOST_GROUPS), alone);
  checks.push(...asked.checks, ...webhookChecks(connection, webhook, now()));
  report.groups = asked.groups;
}
