import { BotApiError } from './botApiError';
import type { Connection, Connections } from './connections';
import type { Inbox } from './inbox';
import type { LiveIntake } from './liveIntake';
import { pause } from './pause';

export interface ConnectionSyncOptions {
  connections: Connections;
  inbox: Inbox;
  intake: LiveIntake;
  now: () => number;
}

/** What {@link ConnectionSync.syncNow} did: `paused` connections have nothing to fetch. */
export type SyncOutcome = 'done' | 'paused' | 'missing';

const LOOK_EVERY = 250;

/** Brings one bot up to date: everything that waits at Telegram is fetched, and everything fetched is read. */
export class ConnectionSync {
  constructor(private readonly options: ConnectionSyncOptions) {}

  /**
   * @throws BotApiError when Telegram refuses the bot; ABORTED when `signal` ends it first
   */
  async syncNow(connectionId: number, signal: AbortSignal): Promise<SyncOutcome> {
    const askedAt = this.options.now();
    for (;;) {
      if (signal.aborted) throw new BotApiError('ABORTED');
      const connection = await this.options.connections.find(connectionId);
      if (!connection) return 'missing';
      if (connection.mode === 'paused') return 'paused';
      if (connection.mode === 'webhook' || (await this.fetched(connection, askedAt, signal))) break;
      await pause(LOOK_EVERY, signal);
    }
    await this.read(connectionId, signal);
    return 'done';
  }

  /** Another process of the cluster may be the one that polls: its next empty answer is ours as well. */
  private async fetched({ id, lastPolledAt, lastUpdateAt }: Connection, askedAt: number, signal: AbortSignal) {
    try {
      if (await this.options.intake.catchUp(id, signal)) return true;
    } catch (error) {
      // the poller was replaced, because the connection was edited
      if (!(error instanceof BotApiError && error.code === 'ABORTED')) throw error;
      return false;
    }
    return lastPolledAt !== null && lastPolledAt >= askedAt && (lastUpdateAt ?? 0) < lastPolledAt;
  }

  private async read(connectionId: number, signal: AbortSignal): Promise<void> {
    while ((await this.options.inbox.count('pending', connectionId)) > 0) {
      if (signal.aborted) throw new BotApiError('ABORTED');
      this.options.intake.wake();
      await pause(LOOK_EVERY, signal);
    }
  }
}
