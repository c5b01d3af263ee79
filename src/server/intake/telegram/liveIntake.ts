import type { Connection } from './connections';
import type { InboxWorker } from './inboxWorker';
import { Poller, type Lease, type PollerOptions } from './poller';

export interface LiveIntakeOptions extends Omit<PollerOptions, 'onStored'> {
  worker: InboxWorker;
  /** Keeps webhooks in step with the connections; without it there are none. */
  webhooks?: { sync(): Promise<void>; stop(): Promise<void> };
  /** What else is to be done every hour. */
  tidy?(): Promise<unknown>;
  /** Whether this process may poll a connection. */
  leaseFor(connectionId: number): Lease;
}

interface Running {
  poller: Poller;
  /** What it was started with; when this changes it is started anew. */
  settings: string;
}

/** Retries are due, or another process has stored what a webhook brought. */
const LOOK_EVERY = 2_000;
const PRUNE_EVERY = 3_600_000;
/** Connections may have been edited in another process of the cluster. */
const SYNC_EVERY = 15_000;

/** Runs a poller for every connection that polls, and reads what they store. */
export class LiveIntake {
  private readonly running = new Map<number, Running>();
  private timers: NodeJS.Timeout[] = [];
  private stopped = true;
  private queue: Promise<void> = Promise.resolve();
  private complaint: string | null = null;

  constructor(private readonly options: LiveIntakeOptions) {}

  async start(): Promise<void> {
    this.stopped = false;
    const { worker, now } = this.options;
    this.timers = [
      setInterval(() => this.wake(), LOOK_EVERY),
      setInterval(() => void this.sync(), SYNC_EVERY),
      setInterval(() => void worker.prune(now()).catch((error: unknown) => this.complain(error)), PRUNE_EVERY),
      setInterval(() => void this.options.tidy?.().catch((error: unknown) => this.complain(error)), PRUNE_EVERY),
    ];
    this.wake();
    await this.sync();
  }

  /** Reads what was stored, if this process does that. */
  wake(): void {
    if (!this.stopped) this.drain();
  }

  /**
   * Fetches at once what waits for a connection that this process polls, and reads it.
   *
   * @returns whether it was this process' turn
   * @throws BotApiError as {@link Poller.catchUp}
   */
  async catchUp(connectionId: number, signal: AbortSignal): Promise<boolean> {
    const running = this.running.get(connectionId);
    if (!running || !this.options.leaseFor(connectionId).held()) return false;
    await running.poller.catchUp(signal);
    this.wake();
    return true;
  }

  /** Makes the pollers match the connections; to be called when those are edited. */
  sync(): Promise<void> {
    this.queue = this.queue.then(() => this.match()).catch((error: unknown) => this.complain(error));
    return this.queue;
  }

  /** Returns when no poller runs and nothing is being written. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
    await this.sync();
    await this.options.webhooks?.stop();
    await this.options.worker.drain().catch((error: unknown) => this.complain(error));
  }

  private async match(): Promise<void> {
    const wanted = this.stopped ? [] : await this.options.connections.list('polling');
    const byId = new Map(wanted.map((connection) => [connection.id, connection]));
    for (const [id, { poller, settings }] of this.running) {
      const connection = byId.get(id);
      if (connection && settingsOf(connection) === settings) continue;
      this.running.delete(id);
      await poller.stop();
    }
    // after those pollers are gone for whom a new webhook would be a conflict; it may take its time
    if (!this.stopped) void this.options.webhooks?.sync();
    for (const connection of wanted) if (!this.running.has(connection.id)) this.begin(connection);
  }

  private begin(connection: Connection): void {
    const poller = new Poller(connection, this.options.leaseFor(connection.id), {
      ...this.options,
      onStored: () => this.wake(),
    });
    this.running.set(connection.id, { poller, settings: settingsOf(connection) });
    poller.start();
  }

  private drain(): void {
    this.options.worker.drain().then(
      () => (this.complaint = null),
      (error: unknown) => this.complain(error),
    );
  }

  /** A database that is down fails every other second: the same complaint is made once. */
  private complain(error: unknown): void {
    const complaint = error instanceof Error ? error.message : String(error);
    if (complaint !== this.complaint) this.options.log.error(`Live intake: ${complaint}`);
    this.complaint = complaint;
  }
}

function settingsOf({ token, apiRoot }: Connection): string {
  return JSON.stringify([token, apiRoot]);
}
