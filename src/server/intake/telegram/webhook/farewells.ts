import type { Database } from '@nocobase/database';
import { Op, type Transaction } from 'sequelize';
import { jsonValue, type WriteGate } from '../../../store';
import { BotApiError } from '../botApiError';
import type { Connections } from '../connections';
import { openToken, type TokenKeeper } from '../token';

/** A webhook that nobody wants any more, of a bot that we shall not know then. */
interface Farewell {
  token: string;
  apiRoot: string | null;
  url: string;
  /** Milliseconds. */
  at: number;
}

export interface FarewellsOptions {
  db: Database;
  gate: WriteGate;
  connections: Connections;
  keeper: TokenKeeper;
  /** Milliseconds. */
  now: () => number;
  log: { info(message: string): void; error(message: string): void };
}

interface ConnectionRow {
  id: number | string;
  get(field: string): unknown;
  previous(field: string): unknown;
  changed(field: string): boolean;
}

const PREFIX = 'webhookFarewell:';
const NOTED = { key: { [Op.like]: `${PREFIX}%` } };
/** Telegram drops what it cannot deliver after a day, and nothing is gained by keeping a token for longer. */
const GIVE_UP_AFTER = 86_400_000;

/**
 * Takes back webhooks of connections that were removed or given another token. They are written down in the transaction of
 * that change, so that neither an unreachable Telegram nor a restart leaves one behind.
 */
export class Farewells {
  constructor(private readonly options: FarewellsOptions) {}

  /** Begins to note changes of connections. */
  watch(): void {
    const { db } = this.options;
    db.on('communityConnections.beforeUpdate', (row: ConnectionRow, { transaction }: { transaction?: Transaction }) =>
      row.changed('token') || row.changed('apiRoot') ? this.note(row, transaction) : undefined,
    );
    db.on('communityConnections.beforeDestroy', (row: ConnectionRow, { transaction }: { transaction?: Transaction }) =>
      this.note(row, transaction),
    );
  }

  async any(): Promise<boolean> {
    return (await this.model.count({ where: NOTED })) > 0;
  }

  /** Takes back what was noted; what fails is tried again with the next call. Call it in one process at a time. */
  async say(): Promise<void> {
    const rows = await this.model.findAll({ where: NOTED });
    for (const row of rows) {
      if (!(await this.isDone(farewellIn(row.get('value'))))) continue;
      await this.options.gate.run((transaction) => row.destroy({ hooks: false, transaction }));
    }
  }

  private async note(row: ConnectionRow, transaction?: Transaction): Promise<void> {
    const [url, token] = [row.get('webhookUrl'), row.previous('token')];
    if (!url || !token) return;
    const at = this.options.now();
    await this.model.create(
      { key: `${PREFIX}${row.id}:${at}`, value: { url, token, apiRoot: row.previous('apiRoot') ?? null, at } },
      { transaction, hooks: false },
    );
  }

  private async isDone(farewell: Farewell | null): Promise<boolean> {
    const { connections, now, log } = this.options;
    if (!farewell || now() - farewell.at > GIVE_UP_AFTER) return true;
    try {
      if (await this.isBack(farewell)) return true;
      const api = await connections.api(farewell);
      const { url } = await api.call('getWebhookInfo', {});
      // somebody else's by now
      if (url !== farewell.url) return true;
      await api.call('deleteWebhook', { drop_pending_updates: false });
      log.info('The webhook of a bot that is no longer connected was removed.');
      return true;
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error;
      return error.isAboutToken;
    }
  }

  /** Whether the same bot uses a webhook of ours again. */
  private async isBack(farewell: Farewell): Promise<boolean> {
    const botId = await this.botId(farewell.token);
    for (const { token } of await this.options.connections.list('webhook')) {
      if (token && botId !== null && (await this.botId(token)) === botId) return true;
    }
    return false;
  }

  /** The number that a token begins with; null when the token cannot be read. */
  private async botId(stored: string): Promise<string | null> {
    try {
      return (await openToken(stored, this.options.keeper)).split(':')[0];
    } catch (error) {
      if (error instanceof BotApiError) return null;
      throw error;
    }
  }

  private get model() {
    return this.options.db.getCollection('communitySettings').model;
  }
}

function farewellIn(value: unknown): Farewell | null {
  const read = jsonValue(value);
  return typeof read === 'object' && read !== null ? (read as Farewell) : null;
}
