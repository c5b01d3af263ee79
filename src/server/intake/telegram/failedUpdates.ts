import type { WriteGate } from '../../store';
import type { Connection, Connections } from './connections';
import type { Inbox } from './inbox';

/** What the actions need of a request's context. */
interface ActionContext {
  action: { params: Record<string, unknown> };
  body: unknown;
  throw(status: number, error: { code: string; message: string }): never;
  t(sentence: string, values: Record<string, unknown>): string;
}

export interface FailedUpdatesOptions {
  connections: Connections;
  inbox: Inbox;
  gate: WriteGate;
  /** There is something to be read again. */
  wake(): void;
}

type Next = () => Promise<unknown>;

const PAGE_SIZE = 20;
const MOST_IDS = 1_000;

/**
 * `communityConnections:failedUpdates?filterByTk=ID&page&pageSize`: updates that were set aside, and why.
 * `communityConnections:retryFailed?filterByTk=ID`, optionally with `ids` in the body: lets them be read again.
 */
export function failedUpdatesActions({ connections, inbox, gate, wake }: FailedUpdatesOptions, namespace: string) {
  const refuse = (ctx: ActionContext, status: number, code: string, sentence: string): never =>
    ctx.throw(status, { code, message: ctx.t(sentence, { ns: namespace }) });

  const connectionOf = async (ctx: ActionContext): Promise<Connection> => {
    const id = Number(ctx.action.params.filterByTk);
    const connection = Number.isSafeInteger(id) && id > 0 ? await connections.find(id) : null;
    return connection ?? refuse(ctx, 404, 'NOT_FOUND', 'There is no such connection.');
  };

  return {
    'communityConnections:failedUpdates': async (context: unknown, next: Next): Promise<void> => {
      const ctx = context as ActionContext;
      const { id } = await connectionOf(ctx);
      const page = wholeNumber(ctx.action.params.page, 1, 1_000_000);
      const pageSize = wholeNumber(ctx.action.params.pageSize, PAGE_SIZE, 200);
      const { rows, count } = await inbox.failed(id, pageSize, (page - 1) * pageSize);
      const updates = rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() }));
      ctx.body = { updates, count, page, pageSize };
      await next();
    },

    'communityConnections:retryFailed': async (context: unknown, next: Next): Promise<void> => {
      const ctx = context as ActionContext;
      const { id } = await connectionOf(ctx);
      const { ids } = (ctx.action.params.values ?? {}) as { ids?: unknown };
      if (ids !== undefined && ids !== null && !isIdList(ids))
        refuse(ctx, 400, 'INVALID_PARAMETER', 'ids must be a list of at most 1000 ids of updates that were set aside.');
      const chosen = isIdList(ids) ? ids.map(Number) : null;
      const retried = await gate.run((transaction) => inbox.retry(id, chosen, transaction));
      if (retried) wake();
      ctx.body = { retried };
      await next();
    },
  };
}

function isIdList(value: unknown): value is Array<number | string> {
  return (
    Array.isArray(value) &&
    value.length <= MOST_IDS &&
    value.every((id) => (typeof id === 'number' || typeof id === 'string') && Number.isSafeInteger(Number(id)))
  );
}

/** From 1 to `most`; whatever else was asked for is the usual. */
function wholeNumber(value: unknown, usual: number, most: number): number {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : usual;
}
