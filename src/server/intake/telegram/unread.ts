import type { Database } from '@nocobase/database';
import { Op, type Transaction } from 'sequelize';
import type { WriteGate } from '../../store';
import { ALLOWED_UPDATES } from './normalize';

/** Updates of a kind that this version cannot read. */
export interface UnreadKind {
  kind: string;
  /** All that ever came, including those that are no longer kept. */
  count: number;
  /** When the last one came, milliseconds. */
  lastAt: number;
}

/** Days for which they are kept, so that a later version can read them. */
export const KEEP_UNREAD_DAYS = 90;

/** Kinds that the first version could read: what the others of its inbox skipped, it had merely not understood. */
const FIRST_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'message_reaction',
  'chat_member',
  'my_chat_member',
];

export interface UnreadMemory {
  /** The kinds that could be read when this was asked last; undefined when it never was. */
  read(): Promise<unknown>;
  write(kinds: readonly string[]): Promise<void>;
}

/** Updates of kinds that cannot be read yet: kept, counted, and read once a version can. */
export class UnreadUpdates {
  constructor(
    private readonly db: Database,
    private readonly gate: WriteGate,
  ) {}

  /** Those of a connection, by kind. */
  async list(connectionId: number): Promise<UnreadKind[]> {
    const found = new Map<string, UnreadKind>();
    const add = (kind: string, count: number, lastAt: number): void => {
      const known = found.get(kind) ?? { kind, count: 0, lastAt: 0 };
      found.set(kind, { kind, count: known.count + count, lastAt: Math.max(known.lastAt, lastAt) });
    };
    const { fn, col } = this.db.sequelize;
    const kept = await this.inbox.findAll({
      attributes: ['kind', [fn('COUNT', col('id')), 'n'], [fn('MAX', col(this.columnOf('receivedAt'))), 'last']],
      where: { connectionId, ...UNREAD },
      group: ['kind'],
    });
    for (const row of kept) add(String(row.get('kind')), Number(row.get('n')), Number(row.get('last')));
    for (const row of await this.counts.findAll({ where: { connectionId } }))
      add(String(row.get('kind')), Number(row.get('count')), Number(row.get('lastAt')));
    return [...found.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  /** Lets what a former version skipped be read, where this one can. @returns how many */
  async requeue(memory: UnreadMemory): Promise<number> {
    const remembered = await memory.read();
    const former = Array.isArray(remembered) ? remembered.map(String) : FIRST_KINDS;
    const learnt = ALLOWED_UPDATES.filter((kind) => !former.includes(kind));
    let requeued = 0;
    if (learnt.length)
      requeued = await this.gate.run(async (transaction) => {
        const [changed] = await this.inbox.update(
          { state: 'pending', attempts: 0, retryAt: 0, processedAt: null },
          { where: { state: 'skipped', kind: learnt }, transaction, hooks: false },
        );
        return Number(changed);
      });
    if (!Array.isArray(remembered) || learnt.length) await memory.write(ALLOWED_UPDATES);
    return requeued;
  }

  /** Removes those that are older than {@link KEEP_UNREAD_DAYS} and remembers how many there were. */
  async prune(now: number, limit: number): Promise<number> {
    const before = now - KEEP_UNREAD_DAYS * 86_400_000;
    let removed = 0;
    for (;;) {
      const some = await this.gate.run((transaction) => this.pruneSome(before, limit, transaction));
      removed += some;
      if (some < limit) return removed;
    }
  }

  private async pruneSome(before: number, limit: number, transaction: Transaction): Promise<number> {
    const rows = await this.inbox.findAll({
      attributes: ['id', 'connectionId', 'kind', 'receivedAt'],
      where: { ...UNREAD, processedAt: { [Op.lt]: before } },
      limit,
      transaction,
    });
    for (const row of rows) {
      const where = { connectionId: Number(row.get('connectionId')), kind: String(row.get('kind')) };
      const lastAt = Number(row.get('receivedAt'));
      const known = await this.counts.findOne({ where, transaction });
      const values = {
        count: Number(known?.get('count') ?? 0) + 1,
        lastAt: Math.max(lastAt, Number(known?.get('lastAt') ?? 0)),
      };
      if (known) await this.counts.update(values, { where, transaction, hooks: false });
      else await this.counts.create({ ...where, ...values }, { transaction, hooks: false });
    }
    if (rows.length)
      await this.inbox.destroy({ where: { id: rows.map((row) => Number(row.get('id'))) }, transaction, hooks: false });
    return rows.length;
  }

  private columnOf(field: string): string {
    return this.db.options.underscored ? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : field;
  }

  private get inbox() {
    return this.db.getCollection('communityInbox').model;
  }

  private get counts() {
    return this.db.getCollection('communityInboxCounts').model;
  }
}

const UNREAD = { state: 'skipped', kind: { [Op.notIn]: [...ALLOWED_UPDATES] } };
