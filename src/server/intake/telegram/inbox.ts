import { Op, type Transaction } from 'sequelize';
import type { Store } from '../../store';
import { cleanText } from '../text';
import { insertInboxRows, readDueRows, settleInboxRows, type NewInboxRow, type SettledInboxRow } from './inboxRows';
import { ALLOWED_UPDATES, updateKind } from './normalize';
import type { Raw } from './normalize/reading';
import { splitTexts, type SplitUpdate } from './updateTexts';

/** A stored update that waits to be read. */
export interface InboxRow extends SplitUpdate {
  id: number;
  connectionId: number;
  updateId: number;
  attempts: number;
  /** Milliseconds. */
  receivedAt: number;
}

/** An update that was set aside, without what people wrote in it. */
export interface FailedUpdate {
  id: number;
  /** Null when it was given by a bot that the connection no longer belongs to. */
  updateId: number | null;
  kind: string;
  /** Milliseconds. */
  receivedAt: number;
  attempts: number;
  error: string;
  /** Whether its texts were taken out meanwhile; read again, it counts with a length of 0. */
  textsRemoved: boolean;
}

export type InboxState = 'pending' | 'done' | 'skipped' | 'failed';

const ERROR_LENGTH = 2000;

/** The raw updates. */
export class Inbox {
  constructor(private readonly store: Store) {}

  /** Adds updates that are not there yet. */
  async add(connectionId: number, updates: Raw[], receivedAt: number, transaction: Transaction): Promise<void> {
    const rows = updates.map((update): NewInboxRow => {
      const { raw, texts, error } = storable(update);
      const state = error === null ? 'pending' : 'failed';
      return { updateId: update.update_id as number, kind: updateKind(update), raw, texts, state, error };
    });
    await insertInboxRows(this.store, rows, { connectionId, receivedAt }, transaction);
  }

  /** Connections that have something due. */
  async waiting(now: number): Promise<number[]> {
    const rows = await this.model.findAll({
      attributes: ['connectionId'],
      where: { state: 'pending', retryAt: { [Op.lte]: now } },
      group: ['connectionId'],
      order: [['connectionId', 'ASC']],
    });
    return rows.map((row) => Number(row.get('connectionId')));
  }

  /** Those of one connection that are due, in order of arrival, beginning after a row. */
  async due(limit: number, now: number, connectionId: number, after = 0): Promise<InboxRow[]> {
    const rows = await readDueRows(this.store, { connectionId, now, limit, after });
    return rows.map((row) => ({ ...row, connectionId }));
  }

  /** Marks rows as read and forgets their texts. */
  async settle(rows: readonly SettledInboxRow[], now: number, transaction: Transaction): Promise<void> {
    for (const { id, raw } of rows)
      if (raw !== null) await this.model.update({ raw }, { where: { id }, transaction, hooks: false });
    await settleInboxRows(this.store, rows, now, transaction);
  }

  /** Notes that a row could not be read. */
  async fail(
    row: Pick<InboxRow, 'id' | 'attempts'>,
    error: string,
    next: { state: 'pending' | 'failed'; retryAt: number },
    transaction: Transaction,
  ): Promise<void> {
    await this.model.update(
      { attempts: row.attempts + 1, error: cleanText(error, ERROR_LENGTH), ...next },
      { where: { id: row.id }, transaction, hooks: false },
    );
  }

  /** Those of a connection that were set aside, the latest first. */
  async failed(connectionId: number, limit: number, offset: number): Promise<{ rows: FailedUpdate[]; count: number }> {
    const { rows, count } = await this.model.findAndCountAll({
      attributes: ['id', 'updateId', 'kind', 'receivedAt', 'attempts', 'error', 'processedAt'],
      where: { state: 'failed', connectionId },
      order: [['id', 'DESC']],
      limit,
      offset,
    });
    return {
      count,
      rows: rows.map((row) => ({
        id: Number(row.get('id')),
        updateId: Number(row.get('updateId')) > 0 ? Number(row.get('updateId')) : null,
        kind: String(row.get('kind')),
        receivedAt: Number(row.get('receivedAt')),
        attempts: Number(row.get('attempts')),
        error: String(row.get('error') ?? ''),
        textsRemoved: row.get('processedAt') !== null,
      })),
    };
  }

  /** Lets those that were set aside be tried anew; all of a connection, or the given rows of it. @returns how many */
  async retry(connectionId: number, ids: number[] | null, transaction: Transaction): Promise<number> {
    const [changed] = await this.model.update(
      { state: 'pending', attempts: 0, retryAt: 0, processedAt: null, error: null },
      { where: { state: 'failed', connectionId, ...(ids ? { id: ids } : {}) }, transaction, hooks: false },
    );
    return Number(changed);
  }

  /** When the oldest row that waits came in (milliseconds); null when none waits. */
  async oldestPending(connectionId: number): Promise<number | null> {
    const oldest: unknown = await this.model.min('receivedAt', { where: { state: 'pending', connectionId } });
    return oldest === null || oldest === undefined ? null : Number(oldest);
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
      const { raw } = splitTexts(JSON.parse(String(row.get('raw'))));
      // marks the row as done with, so that it is not looked at again
      await this.model.update(
        { raw, texts: null, processedAt: before },
        { where: { id: row.get('id') as number }, transaction, hooks: false },
      );
    }
    return rows.length;
  }

  /**
   * Makes the numbers of a connection's updates free again, of at most `limit` rows: others will come under them. They count
   * down instead, each by its row. @returns how many
   */
  async releaseNumbers(connectionId: number, limit: number, transaction: Transaction): Promise<number> {
    const rows = await this.model.findAll({
      attributes: ['id'],
      where: { connectionId, updateId: { [Op.gt]: 0 } },
      limit,
      transaction,
    });
    if (!rows.length) return 0;
    const ids = rows.map((row) => Number(row.get('id'))).join(', ');
    await this.store.execute(`UPDATE {communityInbox} SET "updateId" = -"id" WHERE "id" IN (${ids})`, { transaction });
    return rows.length;
  }

  /**
   * Removes what was read before `before` (milliseconds), at most `limit` rows. Kinds that cannot be read yet stay; see
   * `UnreadUpdates`. @returns how many
   */
  async remove(before: number, limit: number, transaction: Transaction): Promise<number> {
    const rows = await this.model.findAll({
      attributes: ['id'],
      where: {
        processedAt: { [Op.lt]: before },
        [Op.or]: [{ state: 'done' }, { state: 'skipped', kind: [...ALLOWED_UPDATES] }],
      },
      limit,
      transaction,
    });
    if (!rows.length) return 0;
    return this.model.destroy({ where: { id: rows.map((row) => row.get('id') as number) }, transaction, hooks: false });
  }

  private get model() {
    return this.store.db.getCollection('communityInbox').model;
  }
}

/** What is stored of an update; of one that cannot be written as text, e.g. since it is nested too deeply, only its number. */
function storable(update: Raw): SplitUpdate & { error: string | null } {
  try {
    return { ...splitTexts(update), error: null };
  } catch (error) {
    return { ...splitTexts({ update_id: update.update_id }), error: cleanText(String(error), ERROR_LENGTH) };
  }
}
