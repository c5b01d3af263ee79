import type { WriteGate } from '../../store';
import { DEFAULT_API_ROOT, type BotSelf } from './botApi';
import type { Connection, Connections } from './connections';
import type { Inbox } from './inbox';

export interface NoteBotOptions {
  connections: Connections;
  inbox: Inbox;
  gate: WriteGate;
  /** A connection belongs to another bot now; what the former one was in its groups says nothing of it. */
  onOtherBot?(connectionId: number): Promise<void>;
}

/** Rows of one transaction. */
const BATCH = 2000;

/**
 * Notes which bot answers to a connection's token. Another bot than before, or the same one at another server, numbers its
 * updates anew: what it sends must neither be taken for what is in the inbox already nor be asked for from where the
 * former one had got to. To be called before the first update of it can arrive.
 *
 * @returns the connection as it is now
 */
export async function noteBot(
  { connections, inbox, gate, onOtherBot }: NoteBotOptions,
  connection: Connection,
  self: BotSelf,
): Promise<Connection> {
  const botId = String(self.id);
  const numberedBy = `${botId}@${connection.apiRoot || DEFAULT_API_ROOT}`;
  // of a connection of a former version only the bot is known
  const former = connection.numberedBy ?? (connection.botId === botId ? numberedBy : null);
  const anew = former !== numberedBy;
  if (anew)
    while ((await gate.run((transaction) => inbox.releaseNumbers(connection.id, BATCH, transaction))) === BATCH);
  if (connection.botId !== null && connection.botId !== botId) await onOtherBot?.(connection.id);
  const noted = { botId, numberedBy, ...(anew ? { nextUpdateId: null } : {}) };
  const state = { ...noted, botUsername: self.username ?? null };
  await gate.run((transaction) => connections.mark(connection.id, state, transaction));
  return { ...connection, ...noted };
}
