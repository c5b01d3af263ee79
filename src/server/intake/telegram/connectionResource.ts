import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { PLAIN_VALUES } from '../../../common/plainValues';
import { CHECK_MESSAGES, checkConnection, type CheckOptions } from './check';
import { BOT_API_MESSAGES, type BotApiErrorCode } from './botApiError';

/** What the check needs of a request's context. */
interface CheckContext {
  action: { params: Record<string, unknown> };
  body: unknown;
  throw(status: number, error: { code: string; message: string }): never;
  t(sentence: string, values: Record<string, unknown>): string;
}

/** `communityConnections:check?filterByTk=ID`: tries a connection out; each result with a sentence in the user's language. */
export function checkAction(options: CheckOptions, namespace: string) {
  return async (context: unknown, next: () => Promise<unknown>): Promise<void> => {
    const ctx = context as CheckContext;
    const id = Number(ctx.action.params.filterByTk);
    const connection = Number.isSafeInteger(id) && id > 0 ? await options.connections.find(id) : null;
    if (!connection)
      return ctx.throw(404, { code: 'NOT_FOUND', message: ctx.t('There is no such connection.', { ns: namespace }) });
    const { ok, checks, groups } = await checkConnection(connection, options);
    const translated = checks.map((check) => {
      const error = check.values.error as BotApiErrorCode | undefined;
      const sentence = error ? BOT_API_MESSAGES[error] : CHECK_MESSAGES[check.code][check.ok ? 'ok' : 'failed'];
      return { ...check, message: ctx.t(sentence, { ns: namespace, ...check.values, ...PLAIN_VALUES }) };
    });
    ctx.body = { ok, checks: translated, groups };
    await next();
  };
}

/** Calls back after an operator's change to the connections has been committed. */
export function onConnectionsChanged(db: Database, changed: () => void): void {
  const committed = (_row: unknown, { transaction }: { transaction?: Transaction } = {}): void => {
    if (transaction) transaction.afterCommit(changed);
    else changed();
  };
  db.on('communityConnections.afterSave', committed);
  db.on('communityConnections.afterDestroy', committed);
}

/** Calls back within the transaction that removes a connection. */
export function onConnectionRemoved(
  db: Database,
  removed: (connectionId: number, transaction: Transaction | undefined) => Promise<void>,
): void {
  db.on(
    'communityConnections.afterDestroy',
    (row: { id: number | string }, options: { transaction?: Transaction } = {}) =>
      removed(Number(row.id), options.transaction),
  );
}
