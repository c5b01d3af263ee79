import type { WriteGate } from '../../../store';
import type { Connections } from '../connections';
import { faultOf } from '../faults';
import type { Inbox } from '../inbox';
import type { Raw } from '../normalize/reading';

export interface CommitsOptions {
  inbox: Inbox;
  connections: Connections;
  gate: WriteGate;
  /** Milliseconds. */
  now: () => number;
  log: { error(message: string): void };
  /** Updates were stored. */
  onStored(): void;
}

interface Entry {
  connectionId: number;
  update: Raw;
  /** Milliseconds. */
  receivedAt: number;
  /** Bytes. */
  size: number;
  resolve(): void;
  reject(error: unknown): void;
}

/** More is waiting to be written than we care to hold. Telegram keeps what is refused, and sends it again. */
export class BusyError extends Error {
  constructor() {
    super('Too many updates are waiting to be stored.');
    this.name = 'BusyError';
  }
}

const BATCH = 200;
const MOST_WAITING = 2_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Commits updates that arrive in parallel together: while one transaction runs, those that come in meanwhile wait for the
 * next. Each is answered for when the transaction that holds it is done.
 */
export class Commits {
  private waiting: Entry[] = [];
  private bytes = 0;
  private running = false;

  constructor(private readonly options: CommitsOptions) {}

  /**
   * Resolves when the update is committed.
   *
   * @param size bytes that it came in
   * @throws BusyError, or the database's error when it was not committed
   */
  add(connectionId: number, update: Raw, size: number): Promise<void> {
    if (this.waiting.length >= MOST_WAITING || this.bytes + size > MOST_BYTES) return Promise.reject(new BusyError());
    this.bytes += size;
    const receivedAt = this.options.now();
    return new Promise((resolve, reject) => {
      this.waiting.push({ connectionId, update, receivedAt, size, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length) {
      const batch = this.waiting.splice(0, BATCH);
      await this.commit(batch);
      for (const { size } of batch) this.bytes -= size;
    }
    this.running = false;
  }

  private async commit(batch: Entry[]): Promise<void> {
    try {
      await this.write(batch);
    } catch (error) {
      // one that cannot be stored must not take the others with it
      if (batch.length > 1 && faultOf(error) !== 'database') {
        for (const entry of batch) await this.commit([entry]);
        return;
      }
      this.options.log.error(`${batch.length} updates from a webhook could not be stored: ${String(error)}`);
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
    this.options.onStored();
  }

  private write(batch: Entry[]): Promise<void> {
    const { inbox, connections, gate } = this.options;
    const byConnection = new Map<number, Entry[]>();
    for (const entry of batch)
      byConnection.set(entry.connectionId, [...(byConnection.get(entry.connectionId) ?? []), entry]);
    return gate.run(async (transaction) => {
      for (const [id, entries] of byConnection) {
        const lastUpdateAt = entries[entries.length - 1].receivedAt;
        await inbox.add(
          id,
          entries.map(({ update }) => update),
          lastUpdateAt,
          transaction,
        );
        await connections.mark(id, { status: 'ok', lastError: null, lastUpdateAt }, transaction);
      }
    });
  }
}
