import type { Database } from '@nocobase/database';
import { Op, type Transaction } from 'sequelize';
import { BotApi, DEFAULT_API_ROOT } from './botApi';
import { openToken, type TokenKeeper } from './token';

export type ConnectionMode = 'polling' | 'webhook' | 'paused';

/** A bot as it is stored. */
export interface Connection {
  id: number;
  name: string;
  mode: ConnectionMode;
  token: string | null;
  apiRoot: string | null;
  botId: string | null;
  /** Which bot at which server numbered the updates in the inbox; null = nobody has been asked yet. */
  numberedBy: string | null;
  nextUpdateId: number | null;
  /** Address that Telegram was told to deliver to; null = no webhook of ours. */
  webhookUrl: string | null;
  /** Encrypted. */
  webhookSecret: string | null;
  lastError: ConnectionError | null;
  status: 'unknown' | 'ok' | 'error';
  /** Milliseconds, as are the next. */
  lastPolledAt: number | null;
  lastUpdateAt: number | null;
  /** Up to when updates are known to have been received. */
  coveredUntil: number | null;
}

/** Why the last call failed. */
export interface ConnectionError {
  code: string;
  message: string;
  values: Record<string, string | number>;
  /** Milliseconds. */
  at: number;
}

/** What the pipeline notes on a connection. Instants in milliseconds. */
export interface ConnectionState {
  status?: 'ok' | 'error';
  botId?: string;
  botUsername?: string | null;
  numberedBy?: string;
  nextUpdateId?: number | null;
  webhookUrl?: string | null;
  webhookSecret?: string | null;
  lastPolledAt?: number;
  lastUpdateAt?: number;
  coveredUntil?: number;
  lastError?: ConnectionError | null;
}

/** Reads and marks the operator's connections. */
export class Connections {
  constructor(
    private readonly db: Database,
    private readonly keeper: TokenKeeper,
  ) {}

  /** Those of one mode, or all. */
  async list(mode?: ConnectionMode): Promise<Connection[]> {
    const rows = await this.model.findAll({ where: mode ? { mode } : {}, order: [['id', 'ASC']] });
    return rows.map((row) => toConnection(row));
  }

  /** Those that Telegram may know a secret of. */
  async withSecret(): Promise<Connection[]> {
    const rows = await this.model.findAll({ where: { webhookSecret: { [Op.ne]: null } } });
    return rows.map((row) => toConnection(row));
  }

  async find(id: number): Promise<Connection | null> {
    const row = await this.model.findByPk(id);
    return row && toConnection(row);
  }

  /** The id of the bot behind a connection; null while it is not known. */
  async botId(id: number): Promise<string | null> {
    const row = await this.model.findByPk(id, { attributes: ['botId'] });
    return (row?.get('botId') as string | null | undefined) ?? null;
  }

  /** @throws BotApiError when there is no usable token */
  async api({ token, apiRoot }: Pick<Connection, 'token' | 'apiRoot'>): Promise<BotApi> {
    return new BotApi(await openToken(token, this.keeper), apiRoot || DEFAULT_API_ROOT);
  }

  /** Changes nothing that the operator has entered, and tells nobody: it is no edit. */
  async mark(id: number, state: ConnectionState, transaction: Transaction): Promise<void> {
    const { lastPolledAt, lastUpdateAt, ...rest } = state;
    const values = {
      ...rest,
      ...(lastPolledAt === undefined ? {} : { lastPolledAt: new Date(lastPolledAt) }),
      ...(lastUpdateAt === undefined ? {} : { lastUpdateAt: new Date(lastUpdateAt) }),
    };
    await this.model.update(values, { where: { id }, transaction, hooks: false, silent: true });
  }

  private get model() {
    return this.db.getCollection('communityConnections').model;
  }
}

function toConnection(row: { get(field: string): unknown }): Connection {
  const text = (field: string): string | null => (row.get(field) as string | null | undefined) ?? null;
  const number = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
  const instant = (field: string): number | null => {
    const value = row.get(field);
    return value ? new Date(value as string | Date).getTime() : null;
  };
  return {
    id: Number(row.get('id')),
    name: text('name') ?? '',
    mode: row.get('mode') as ConnectionMode,
    token: text('token'),
    apiRoot: text('apiRoot'),
    botId: text('botId'),
    numberedBy: text('numberedBy'),
    nextUpdateId: number(row.get('nextUpdateId')),
    webhookUrl: text('webhookUrl'),
    webhookSecret: text('webhookSecret'),
    lastError: (row.get('lastError') as ConnectionError | null | undefined) ?? null,
    lastPolledAt: instant('lastPolledAt'),
    lastUpdateAt: instant('lastUpdateAt'),
    status: (text('status') ?? 'unknown') as Connection['status'],
    coveredUntil: number(row.get('coveredUntil')),
  };
}
