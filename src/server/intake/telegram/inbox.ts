import type { Database } from '@nocobase/database';
import { Op, type Transaction } from 'sequelize';
import { cleanText } from '../text';
import { updateKind } from './normalize';
import type { Raw } from './normalize/reading';
import { withoutTexts } from './withoutTexts';

/** A stored update that waits to be read. */
export interface InboxRow {
  id: number;
  connectionId: number;
  updateId: number;
  raw: unknown;
  attempts: number;
  /** Milliseconds. */
  receivedAt: number;
}

export type InboxState = 'pending' | 'done' | 'skipped' | 'failed';

const ERROR_LENGTH = 2000;

/** The raw updates. */
export class Inbox {
  constructor(private readonly db: Database) {}

  /** Adds updates that are not there yet. */
  async add(connectionId: number, updates: Raw[], receivedAt: number, transaction: Transaction): Promise<void> {
    const rows = updates.map((raw) => ({
      connectionId,
      updateId: raw.update_id,
      kind: updateKind(raw),
      raw: toAscii(raw),
      state: 'pending',
      attempts: 0,
      retryAt: 0,
      receivedAt,
    }));
    await this.model.bulkCreate(rows, { ignoreDuplicates: true, transaction, hooks: false });
  }

  /** Those that are due, in order of connection and arrival. */
  async due(limit: number, now: number): Promise<InboxRow[]> {
    const rows = await this.model.findAll({
      where: { state: 'pending', retryAt: { [Op.lte]: now } },
      order: [
        ['connectionId', 'ASC'],
        ['id', 'ASC'],
      ],
      limit,
    });
    return rows.map((row) => ({
      id: Number(row.get('id')),
      connectionId: Number(row.get('connectionId')),
      updateId: Number(row.get('updateId')),
      raw: fromAscii(row.get('raw')),
      attempts: Number(row.get('attempts')),
      receivedAt: Number(row.get('receivedAt')),
    }));
  }

  /** Marks rows as read and takes the texts out of them. */
  async settle(
    rows: Array<{ row: InboxRow; state: 'done' | 'skipped' }>,
    now: number,
    transaction: Transaction,
  ): Promise<void> {
    const values = rows.map(({ row, state }) => ({
      id: row.id,
      connectionId: row.connectionId,
      updateId: row.updateId,
      kind: updateKind(row.raw as Raw),
      raw: toAscii(withoutTexts(row.raw)),
      state,
      receivedAt: row.receivedAt,
      processedAt: now,
      error: null,
    }));
    await this.model.bulkCreate(values, {
      updateOnDuplicate: ['raw', 'state', 'processedAt', 'error'],
      conflictAttributes: ['id'],
      transaction,
      hooks: false,
    });
  }

  /** Notes that a row could not be read. */
  async fail(
    row: InboxRow,
    error: string,
    next: { state: 'pending' | 'failed'; retryAt: number },
    transaction: Transaction,
  ): Promise<void> {
    await this.model.update(
      { attempts: row.attempts + 1, error: cleanText(error, ERROR_LENGTH), ...next },
      { where: { id: row.id }, transaction, hooks: false },
    );
  }

  async count(state: InboxState, connectionId?: number): Promise<number> {
    return this.model.count({ where: { state, ...(connectionId === undefined ? {} : { connectionId }) } });
  }

  /** Takes the texts out of rows that failed and arrived before `before` (milliseconds), at most `limit`. @returns how many */
  async forgetTexts(before: number, limit: number, transaction: Transaction): Promise<number> {
    const rows = await this.model.findAll({
      attributes: ['id', 'raw'],
      where: { state: 'failed', processedAt: null, receivedAt: { [Op.lt]: before } },
      limit,
      transaction,
    });
    for (const row of rows) {
      const raw = toAscii(withoutTexts(fromAscii(row.get('raw'))));
      // marks the row as done with, so that it is not looked at again
      await this.model.update(
        { raw, processedAt: before },
        { where: { id: row.get('id') as number }, transaction, hooks: false },
      );
    }
    return rows.length;
  }

  /** Removes what was read before `before` (milliseconds), at most `limit` rows. @returns how many */
  async remove(before: number, limit: number, transaction: Transaction): Promise<number> {
    const rows = await this.model.findAll({
      attributes: ['id'],
      where: { state: ['done', 'skipped'], processedAt: { [Op.lt]: before } },
      limit,
      transaction,
    });
    if (!rows.length) return 0;
    return this.model.destroy({ where: { id: rows.map((row) => row.get('id') as number) }, transaction, hooks: false });
  }

  private get model() {
    return this.db.getCollection('communityInbox').model;
  }
}

/** JSON in which every other character is escaped. */
function toAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function fromAscii(text: unknown): unknown {
  return JSON.parse(String(text)) as unknown;
}
