import type { WriteGate } from '../../store';
import { backoff } from './backoff';
import type { BotApi } from './botApi';
import { BotApiError } from './botApiError';
import { CatchUps } from './catchUps';
import type { Connection, Connections, ConnectionState } from './connections';
import type { Inbox } from './inbox';
import { ALLOWED_UPDATES } from './normalize';
import type { Raw } from './normalize/reading';
import { noteBot } from './noteBot';
import { isNumbered } from './numbered';
import { pause } from './pause';
import type { Precedence } from './precedence';

/** Says whether this process is the one that may work for a bot. */
export interface Lease {
  held(): boolean;
  /** Asks first, where that has not been done yet. @returns {@link held} */
  ready?(): Promise<boolean>;
}

export interface PollerOptions {
  connections: Connections;
  inbox: Inbox;
  gate: WriteGate;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  log: { info(message: string): void; error(message: string): void };
  /** Seconds that Telegram may hold a poll open, at most 50. */
  pollSeconds?: number;
  /** Milliseconds beyond a poll's own time after which a silent connection is given up. */
  patience?: number;
  /** Updates were stored. */
  onStored(): void;
  /** See {@link noteBot}. */
  onOtherBot?(connectionId: number): Promise<void>;
  /** Told how much each poll brought. */
  precedence?: Precedence;
}

const LIMIT = 100;
const PATIENCE = 15_000;
const WITHOUT_LEASE = 2_000;
/** After a week without updates Telegram begins with a random number, which may be below the one we would ask for. */
const OFFSET_VALID = 6 * 86_400_000;

/**
 * Fetches one bot's updates by long polling. Each batch is committed to the inbox, together with the number to go on
 * from, before the next call tells Telegram that it may forget it.
 */
export class Poller {
  private readonly abort = new AbortController();
  private readonly catchUps = new CatchUps();
  private loop: Promise<void> | null = null;
  private failures = 0;
  private lastCode: string | null = null;
  private api: BotApi | null = null;

  constructor(
    private connection: Connection,
    private readonly lease: Lease,
    private readonly options: PollerOptions,
  ) {}

  start(): void {
    this.loop ??= this.run();
  }

  /** Ends the poll under way and waits until nothing is being written. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.catchUps.end();
    await this.loop;
    this.options.precedence?.fetched(this.connection.id, false);
  }

  /** Fetches at once; resolves when Telegram has nothing more. See {@link CatchUps.ask}. */
  catchUp(signal: AbortSignal): Promise<void> {
    return this.catchUps.ask(signal);
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      if (!(await (this.lease.ready?.() ?? this.lease.held()))) {
        // another process may have gone on meanwhile
        this.api = null;
        await pause(WITHOUT_LEASE, this.abort.signal);
        continue;
      }
      try {
        await this.poll();
        this.failures = 0;
      } catch (error) {
        if (this.abort.signal.aborted) return;
        await this.failed(error);
      }
    }
  }

  private async poll(): Promise<void> {
    const api = this.api ?? (await this.connect());
    const { pollSeconds = 50, patience = PATIENCE, now } = this.options;
    const turn = this.catchUps.turn();
    const timeout = turn.hurried ? 0 : pollSeconds;
    const answer = await api
      .call(
        'getUpdates',
        { ...this.offset(), limit: LIMIT, timeout, allowed_updates: ALLOWED_UPDATES },
        { signal: AbortSignal.any([this.abort.signal, turn.signal]), timeout: timeout * 1000 + patience },
      )
      .catch((error: unknown) => {
        // somebody is in a hurry: the next poll, which does not wait, gets what this one was waiting for
        if (turn.signal.aborted && !this.abort.signal.aborted) return null;
        throw error;
      });
    if (answer === null) return;
    if (!Array.isArray(answer)) throw new BotApiError('BAD_ANSWER', { address: this.connection.apiRoot ?? '' });
    const updates = answer.filter(isNumbered);
    if (answer.length && !updates.length)
      throw new BotApiError('BAD_ANSWER', { address: this.connection.apiRoot ?? '' });
    this.options.precedence?.fetched(this.connection.id, answer.length >= LIMIT);
    await this.store(updates, now());
    if (updates.length) this.options.onStored();
    else turn.empty();
  }

  private async store(updates: Array<Raw & { update_id: number }>, at: number): Promise<void> {
    const { connection } = this;
    const { gate, inbox, connections } = this.options;
    const state: ConnectionState = { status: 'ok', lastError: null, lastPolledAt: at };
    if (updates.length) {
      state.lastUpdateAt = at;
      state.nextUpdateId = Math.max(...updates.map(({ update_id }) => update_id)) + 1;
    }
    await gate.run(async (transaction) => {
      if (updates.length) await inbox.add(connection.id, updates, at, transaction);
      await connections.mark(connection.id, state, transaction);
    });
    this.lastCode = null;
    if (updates.length) this.connection = { ...connection, nextUpdateId: state.nextUpdateId ?? null, lastUpdateAt: at };
  }

  /** Learns which bot the token belongs to; another one than before starts from its own first update, see {@link noteBot}. */
  private async connect(): Promise<BotApi> {
    const { connections } = this.options;
    const fresh = await connections.find(this.connection.id);
    if (fresh) this.connection = fresh;
    const api = await connections.api(this.connection);
    const self = await api.call('getMe', {}, { signal: this.abort.signal });
    this.connection = await noteBot(this.options, this.connection, self);
    this.api = api;
    return api;
  }

  private offset(): { offset?: number } {
    const { nextUpdateId, lastUpdateAt } = this.connection;
    const valid = nextUpdateId !== null && nextUpdateId > 0 && lastUpdateAt !== null;
    return valid && this.options.now() - lastUpdateAt < OFFSET_VALID ? { offset: nextUpdateId } : {};
  }

  private async failed(error: unknown): Promise<void> {
    this.failures++;
    this.options.precedence?.fetched(this.connection.id, false);
    const known = error instanceof BotApiError ? error : null;
    if (!known) {
      // the database: nothing was confirmed, so the updates come again
      this.options.log.error(`Polling of connection ${this.connection.id} failed: ${String(error)}`);
      await pause(Math.min(60_000, 1000 * 2 ** Math.min(this.failures, 6)), this.abort.signal);
      return;
    }
    this.catchUps.failed(known, this.failures);
    // the token or the address may have been changed by now
    if (known.code !== 'RATE_LIMITED') this.api = null;
    if (known.code === 'WEBHOOK_SET' && (await this.removeWebhook())) return;
    await this.report(known);
    await pause(backoff(known, this.failures, this.options.random()), this.pauseEnd(known));
  }

  /** A pause of our own choice ends as soon as somebody asks; one that Telegram asked for does not. */
  private pauseEnd({ code }: BotApiError): AbortSignal {
    return code === 'RATE_LIMITED' ? this.abort.signal : AbortSignal.any([this.abort.signal, this.catchUps.asked()]);
  }

  /** Polling was chosen, so a webhook that is still set is in the way. Its waiting updates are kept. */
  private async removeWebhook(): Promise<boolean> {
    try {
      const { connections } = this.options;
      const fresh = await connections.find(this.connection.id);
      // a webhook that was chosen meanwhile, here or in another process, must stay
      if (fresh?.mode !== 'polling') return false;
      const api = await connections.api(fresh);
      await api.call('deleteWebhook', { drop_pending_updates: false }, { signal: this.abort.signal });
      this.options.log.info(`The webhook of connection ${this.connection.id} was removed, since it polls.`);
      return this.failures < 3;
    } catch {
      return false;
    }
  }

  private async report({ code, message, values }: BotApiError): Promise<void> {
    // a wait that Telegram asks for is no fault, and a fault is written down once
    if (code === 'RATE_LIMITED' || code === 'ABORTED' || code === this.lastCode) return;
    const { connections, gate, now, log } = this.options;
    log.error(`Connection ${this.connection.id}: ${message}`);
    const lastError = { code, message, values, at: now() };
    try {
      await gate.run((transaction) =>
        connections.mark(this.connection.id, { status: 'error', lastError }, transaction),
      );
      this.lastCode = code;
    } catch (error) {
      log.error(`Connection ${this.connection.id} could not be marked: ${String(error)}`);
    }
  }
}
