import type { Connection } from './connections';
import type { InboxWorker } from './inboxWorker';
import { Poller, type Lease, type PollerOptions } from './poller';

export interface LiveIntakeOptions extends Omit<PollerOptions, 'onStored'> {
  worker: InboxWorker;
  /** Whether this process may poll a connection. */
  leaseFor(connectionId: number): Lease;
}

interface Running {
  poller: Poller;
  /** What it was started with; when this changes it is started anew. */
  settings: string;
}

const RETRY_EVERY = 5_000;
const PRUNE_EVERY = 3_600_000;
/** Connections may have been edited in another process of the cluster. */
const SYNC_EVERY = 15_000;

/** Runs a poller for every connection that polls, and reads what they store. */
export class LiveIntake {
  private readonly running = new Map<number, Running>();
  private timers: NodeJS.Timeout[] = [];
  private stopped = true;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly options: LiveIntakeOptions) {}

  async start(): Promise<void> {
    this.stopped = false;
    const { worker, now } = this.options;
    this.timers = [
      setInterval(() => this.drain(), RETRY_EVERY),
      setInterval(() => void this.sync(), SYNC_EVERY),
      setInterval(() => void worker.prune(now()).catch((error: unknown) => this.complain(error)), PRUNE_EVERY),
    ];
    this.drain();
    await this.sync();
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
    for (const connection of wanted) if (!this.running.has(connection.id)) this.begin(connection);
  }

  private begin(connection: Connection): void {
    const poller = new Poller(connection, this.options.leaseFor(connection.id), {
      ...this.options,
      onStored: () => this.drain(),
    });
    this.running.set(connection.id, { poller, settings: settingsOf(connection) });
    poller.start();
  }

  private drain(): void {
    this.options.worker.drain().catch((error: unknown) => this.complain(error));
  }

  private complain(error: unknown): void {
    this.options.log.error(`Live intake: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function settingsOf({ token, apiRoot }: Connection): string {
  return JSON.stringify([token, apiRoot]);
}
