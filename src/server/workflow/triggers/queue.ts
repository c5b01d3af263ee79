import type { Transaction } from 'sequelize';
import type { ActivityHead } from '../../intake/sink';
import { deleteByIds, rowsJson, rowSource, upsert, type Store } from '../../store';

/** An activity that waits for its execution. */
export interface Waiting {
  id: number;
  activityId: number;
  notedAt: number;
}

/** What is decided to go into one execution. */
export interface Batch {
  execution: string;
  workflowKey: string;
}

interface NewActivity extends Record<string, unknown> {
  id: number;
  kind: string;
  groupId: number;
}

/** Rows that one statement takes. */
const CHUNK = 1000;

/** The rows of `communityTriggerQueue`. */
export class TriggerQueue {
  constructor(private readonly store: Store) {}

  /** Id of the newest activity; what is written afterwards has a higher one. */
  async newestActivity(): Promise<number> {
    const [row] = await this.store.select<{ newest: number | string | null }>(
      'SELECT MAX(a."id") AS "newest" FROM {communityActivities} AS a',
    );
    return Number(row?.newest ?? 0);
  }

  /** Of the records just written, the activities that did not exist at the time of `newest` and are not taken back; by time. */
  async added(records: readonly ActivityHead[], newest: number, transaction: Transaction): Promise<NewActivity[]> {
    const { store } = this;
    const rows = await store.select<NewActivity>(
      `SELECT a."id", a."kind", a."groupId"
       FROM ${rowSource(store.dialect, 'rows', { source: 'text', externalKey: 'text' })} AS r
       ${store.sql.drivenJoin} {communityActivities} AS a ON a."source" = r."source" AND a."externalKey" = r."externalKey"
       WHERE a."id" > $newest AND a."retracted" = ${store.bool(false)} ORDER BY a."occurredAt", a."id"`,
      {
        bind: { rows: rowsJson(records.map(({ source, externalKey }) => [source, externalKey])), newest },
        transaction,
      },
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), groupId: Number(row.groupId) }));
  }

  async note(entries: Array<{ workflowKey: string; activityId: number }>, at: number, transaction: Transaction) {
    const { store } = this;
    const columns = { workflowKey: 'text', activityId: 'int', notedAt: 'int' } as const;
    for (let from = 0; from < entries.length; from += CHUNK) {
      const rows = entries.slice(from, from + CHUNK).map((entry) => [entry.workflowKey, entry.activityId, at]);
      await store.execute(
        upsert(store.dialect, {
          table: '{communityTriggerQueue}',
          columns: Object.keys(columns),
          select: `SELECT r."workflowKey", r."activityId", r."notedAt" FROM ${rowSource(store.dialect, 'rows', columns)} AS r`,
          key: ['workflowKey', 'activityId'],
        }),
        { bind: { rows: rowsJson(rows) }, transaction },
      );
    }
  }

  /** Batches whose execution has not been seen yet. */
  async batches(): Promise<Batch[]> {
    return this.store.select<Batch & Record<string, unknown>>(
      'SELECT DISTINCT q."execution", q."workflowKey" FROM {communityTriggerQueue} AS q WHERE q."execution" IS NOT NULL',
    );
  }

  /** Workflows for which something waits that is in no batch yet. */
  async workflowKeys(): Promise<string[]> {
    const rows = await this.store.select<{ workflowKey: string }>(
      'SELECT DISTINCT q."workflowKey" FROM {communityTriggerQueue} AS q WHERE q."execution" IS NULL',
    );
    return rows.map(({ workflowKey }) => workflowKey);
  }

  /** The oldest rows that are in no batch yet. */
  async oldest(workflowKey: string, limit: number): Promise<Waiting[]> {
    const rows = await this.store.select<Waiting & Record<string, unknown>>(
      `SELECT q."id", q."activityId", q."notedAt" FROM {communityTriggerQueue} AS q
       WHERE q."workflowKey" = $workflowKey AND q."execution" IS NULL ORDER BY q."id" LIMIT ${Math.trunc(limit)}`,
      { bind: { workflowKey } },
    );
    return rows.map(({ id, activityId, notedAt }) => ({
      id: Number(id),
      activityId: Number(activityId),
      notedAt: Number(notedAt),
    }));
  }

  async count(workflowKey: string): Promise<number> {
    const [row] = await this.store.select<{ n: number | string }>(
      'SELECT COUNT(*) AS "n" FROM {communityTriggerQueue} AS q WHERE q."workflowKey" = $workflowKey AND q."execution" IS NULL',
      { bind: { workflowKey } },
    );
    return Number(row?.n ?? 0);
  }

  /** Decides that rows go into an execution: those between two ids that are in no batch. */
  async claim(batch: Batch, first: number, last: number, transaction: Transaction): Promise<void> {
    await this.store.execute(
      `UPDATE {communityTriggerQueue} SET "execution" = $execution
       WHERE "workflowKey" = $workflowKey AND "execution" IS NULL AND "id" BETWEEN $first AND $last`,
      { bind: { ...batch, first, last }, transaction },
    );
  }

  async activityIds({ execution, workflowKey }: Batch): Promise<number[]> {
    const rows = await this.store.select<{ activityId: number | string }>(
      `SELECT q."activityId" FROM {communityTriggerQueue} AS q
       WHERE q."execution" = $execution AND q."workflowKey" = $workflowKey ORDER BY q."id"`,
      { bind: { execution, workflowKey } },
    );
    return rows.map(({ activityId }) => Number(activityId));
  }

  /** The execution exists. */
  async done(execution: string, transaction: Transaction): Promise<void> {
    await this.store.execute('DELETE FROM {communityTriggerQueue} WHERE "execution" = $execution', {
      bind: { execution },
      transaction,
    });
  }

  /** Nobody wants it any more. At most so many rows at once. @returns how many there were */
  async drop(workflowKey: string, transaction: Transaction): Promise<number> {
    const { store } = this;
    return store.change(
      deleteByIds(
        store.dialect,
        '{communityTriggerQueue}',
        `SELECT "id" FROM (SELECT q."id" FROM {communityTriggerQueue} AS q WHERE q."workflowKey" = $workflowKey LIMIT ${CHUNK}) AS few`,
      ),
      { bind: { workflowKey }, transaction },
    );
  }
}
