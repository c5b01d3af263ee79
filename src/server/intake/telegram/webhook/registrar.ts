import type { WriteGate } from '../../../store';
import { backoff } from '../backoff';
import { BotApiError } from '../botApiError';
import type { Connection, Connections, ConnectionState } from '../connections';
import type { Inbox } from '../inbox';
import { missingKinds } from '../missingKinds';
import { noteBot } from '../noteBot';
import { ALLOWED_UPDATES } from '../normalize';
import type { Lease } from '../poller';
import type { SecretBox } from '../token';
import type { Farewells } from './farewells';
import { newSecret, openSecret, sealSecret } from './secret';

export interface RegistrarOptions {
  connections: Connections;
  inbox: Inbox;
  gate: WriteGate;
  secrets: SecretBox;
  farewells: Farewells;
  /** Where a connection's updates shall go; null while no public address is known. */
  urlFor(connectionId: number): Promise<string | null>;
  /** Whether this process may register a connection. */
  leaseFor(connectionId: number): Lease;
  /** Whether this process may say farewell. */
  farewellLease(): Lease;
  /** See {@link noteBot}. */
  onOtherBot?(connectionId: number): Promise<void>;
  /** A secret was written or removed. */
  onSecret(): void;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  log: { info(message: string): void; error(message: string): void };
}

/** What this process knows of one connection. */
interface Known {
  /** What the connection was like when it was last looked at. */
  settings: string;
  /** Whether this process has told Telegram so. */
  registered: boolean;
  failures: number;
  /** Milliseconds before which nothing is tried. */
  retryAt: number;
  /** When Telegram last told what it thinks (milliseconds). */
  askedAt: number;
}

/** How often Telegram is asked how delivery goes, in milliseconds. */
const ASK_EVERY = 300_000;
/** Deliveries in parallel; they are committed together. */
const MAX_CONNECTIONS = 40;
/** What Telegram says when a secret of ours is not the one it was given. */
const REFUSED_BY_US = /\b40[13]\b/;

/**
 * Keeps the webhooks that Telegram knows in step with the connections. Waiting updates are never dropped: they come by the
 * other way after a change.
 */
export class WebhookRegistrar {
  private readonly known = new Map<number, Known>();
  private queue: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: RegistrarOptions) {}

  /** Makes Telegram's webhooks match the connections; to be called when those are edited, and every now and then. */
  sync(): Promise<void> {
    this.queue = this.queue
      .then(() => this.match())
      .catch((error: unknown) => this.options.log.error(`Webhooks: ${String(error)}`));
    return this.queue;
  }

  /** Webhooks stay: Telegram keeps trying until we are back. */
  async stop(): Promise<void> {
    await this.queue;
    if (this.timer) clearTimeout(this.timer);
  }

  private async match(): Promise<void> {
    const { connections, farewells, farewellLease, now } = this.options;
    const all = await connections.list();
    // first, lest one be taken back that was just registered
    if ((await farewells.any()) && (await mine(farewellLease()))) await farewells.say();
    await Promise.all(all.map((connection) => this.tend(connection)));
    for (const id of this.known.keys()) if (!all.some((connection) => connection.id === id)) this.known.delete(id);
    const next = Math.min(...[...this.known.values()].map(({ retryAt }) => retryAt).filter((at) => at > now()));
    if (this.timer) clearTimeout(this.timer);
    if (!Number.isFinite(next)) return;
    this.timer = setTimeout(() => void this.sync(), next - now());
    this.timer.unref();
  }

  private async tend(connection: Connection): Promise<void> {
    const { id, mode, webhookUrl } = connection;
    if (mode !== 'webhook' && !webhookUrl) return void this.known.delete(id);
    if (!(await mine(this.options.leaseFor(id)))) return void this.known.delete(id);
    const settings = JSON.stringify([mode, connection.token, connection.apiRoot, await this.options.urlFor(id)]);
    let known = this.known.get(id);
    // something was changed, which may have put right what was wrong
    if (known?.settings !== settings) known = { settings, registered: false, failures: 0, retryAt: 0, askedAt: 0 };
    this.known.set(id, known);
    if (this.options.now() < known.retryAt) return;
    try {
      if (mode !== 'webhook') await this.takeBack(connection);
      else if (!known.registered || !webhookUrl) await this.register(connection, known);
      else if (this.options.now() - known.askedAt >= ASK_EVERY) await this.ask(connection, known);
      Object.assign(known, { failures: 0, retryAt: 0 });
    } catch (error) {
      await this.failed(connection, known, error);
    }
  }

  private async register(connection: Connection, known: Known): Promise<void> {
    const { connections, secrets, urlFor, onSecret, log, now } = this.options;
    const api = await connections.api(connection);
    const url = await urlFor(connection.id);
    if (url === null) throw new BotApiError('PUBLIC_URL_MISSING');
    const stored = await openSecret(connection.webhookSecret, secrets);
    const secret = stored ?? newSecret();
    const webhookSecret = stored ? connection.webhookSecret : await sealSecret(secret, secrets);
    // written before Telegram is told, so that the first delivery is welcome. Numbers of updates may begin anew while
    // nobody polls, so the one to go on polling from is worth nothing afterwards.
    await this.mark(connection, { webhookSecret, webhookUrl: url, nextUpdateId: null });
    onSecret();
    await noteBot(this.options, connection, await api.call('getMe', {}));
    await api.call('setWebhook', {
      url,
      secret_token: secret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: MAX_CONNECTIONS,
      drop_pending_updates: false,
    });
    Object.assign(known, { registered: true, askedAt: now() });
    await this.mark(connection, { status: 'ok', lastError: null });
    log.info(`The webhook of connection ${connection.id} is set.`);
  }

  /** Learns from Telegram how delivery goes, and registers anew where it goes elsewhere. */
  private async ask(connection: Connection, known: Known): Promise<void> {
    const { connections, now } = this.options;
    const api = await connections.api(connection);
    const info = await api.call('getWebhookInfo', {});
    known.askedAt = now();
    const reason = String(info.last_error_message ?? '').slice(0, 200);
    const failedAt = (info.last_error_date ?? 0) * 1000;
    const count = info.pending_update_count ?? 0;
    const failing = count > 0 && failedAt > Math.max(connection.lastUpdateAt ?? 0, now() - 2 * ASK_EVERY);
    const elsewhere = info.url !== connection.webhookUrl || missingKinds(info.allowed_updates).length > 0;
    if (elsewhere || (failing && REFUSED_BY_US.test(reason))) return this.register(connection, known);
    if (failing) {
      const error = new BotApiError('WEBHOOK_FAILING', { url: connection.webhookUrl ?? '', reason, count });
      return this.report(connection, error);
    }
    if (connection.lastError) await this.mark(connection, { status: 'ok', lastError: null });
  }

  /** Removes our webhook, not that of another program which has taken the bot over. */
  private async takeBack(connection: Connection): Promise<void> {
    const { connections, log } = this.options;
    try {
      const api = await connections.api(connection);
      const { url } = await api.call('getWebhookInfo', {});
      if (url === connection.webhookUrl) {
        await api.call('deleteWebhook', { drop_pending_updates: false });
        log.info(`The webhook of connection ${connection.id} was removed.`);
      }
    } catch (error) {
      // with this token there is nothing to remove
      if (!(error instanceof BotApiError && error.isAboutToken)) throw error;
    }
    await this.mark(connection, { webhookUrl: null, webhookSecret: null });
    this.options.onSecret();
  }

  private async failed(connection: Connection, known: Known, error: unknown): Promise<void> {
    const { now, random, log } = this.options;
    known.failures += 1;
    if (!(error instanceof BotApiError)) {
      known.retryAt = now() + backoff(new BotApiError('SERVER_ERROR'), known.failures, random());
      return log.error(`The webhook of connection ${connection.id} could not be kept: ${String(error)}`);
    }
    known.retryAt = now() + backoff(error, known.failures, random());
    if (error.code !== 'RATE_LIMITED') await this.report(connection, error);
  }

  private async report(connection: Connection, { code, message, values }: BotApiError): Promise<void> {
    if (connection.lastError?.code === code) return;
    this.options.log.error(`Connection ${connection.id}: ${message}`);
    await this.mark(connection, { status: 'error', lastError: { code, message, values, at: this.options.now() } });
  }

  private async mark({ id }: Connection, state: ConnectionState): Promise<void> {
    await this.options.gate.run((transaction) => this.options.connections.mark(id, state, transaction));
  }
}

async function mine(lease: Lease): Promise<boolean> {
  return lease.ready ? lease.ready() : lease.held();
}
