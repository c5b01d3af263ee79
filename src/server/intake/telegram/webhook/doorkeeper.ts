import type { ConnectionMode, Connections } from '../connections';
import type { SecretBox } from '../token';
import { hashOf, matches, openSecret } from './secret';

export interface DoorkeeperOptions {
  connections: Connections;
  secrets: SecretBox;
  /** Milliseconds. */
  now: () => number;
}

interface Guest {
  mode: ConnectionMode;
  hash: Buffer;
}

/** What is known is looked up anew after this long, and for somebody unknown at most this often (milliseconds). */
const FRESH = 5_000;
const EAGER = 1_000;

/**
 * Tells Telegram from strangers by the secret of each connection. Keeps them in memory, so that a flood of strangers costs
 * the database one short query a second.
 */
export class Doorkeeper {
  private guests = new Map<number, Guest>();
  private readonly opened = new Map<string, Buffer>();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | null = null;

  constructor(private readonly options: DoorkeeperOptions) {}

  /** Mode of the connection, when the secret is its own; null otherwise. */
  async admit(connectionId: number, secret: string): Promise<ConnectionMode | null> {
    if (this.age() > FRESH) await this.look();
    let guest = this.guests.get(connectionId);
    let known = matches(secret, guest?.hash);
    if (!known && this.age() > EAGER) {
      await this.look();
      guest = this.guests.get(connectionId);
      known = matches(secret, guest?.hash);
    }
    return known && guest ? guest.mode : null;
  }

  /** Secrets have changed. */
  forget(): void {
    this.lookedAt = Number.NEGATIVE_INFINITY;
  }

  private age(): number {
    return this.options.now() - this.lookedAt;
  }

  private look(): Promise<void> {
    this.looking ??= this.load().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async load(): Promise<void> {
    const at = this.options.now();
    const guests = new Map<number, Guest>();
    for (const { id, mode, webhookSecret } of await this.options.connections.withSecret()) {
      const hash = webhookSecret && (await this.hash(webhookSecret));
      if (hash) guests.set(id, { mode, hash });
    }
    this.guests = guests;
    this.lookedAt = at;
  }

  /** Decrypting takes longer than comparing, and stored secrets hardly ever change. */
  private async hash(stored: string): Promise<Buffer | undefined> {
    const known = this.opened.get(stored);
    if (known) return known;
    const secret = await openSecret(stored, this.options.secrets);
    if (secret === null) return undefined;
    const hash = hashOf(secret);
    this.opened.set(stored, hash);
    return hash;
  }
}
