import type { Transaction } from 'sequelize';
import type { SplitUpdate } from './updateTexts';
import { joinColumns, packColumns, updateFrom, upsert, type Cell, type RowColumns, type Store } from '../../store';

/** An update as it is put into the inbox. */
export interface NewInboxRow extends SplitUpdate {
  updateId: number;
  kind: string;
  state: 'pending' | 'failed';
  error: string | null;
}

/** An update that was read. */
export interface SettledInboxRow {
  id: number;
  /** What is kept of it, where that is not what is stored; else null. */
  raw: string | null;
  state: 'done' | 'skipped';
}

export interface DueInboxRow extends SplitUpdate {
  id: number;
  updateId: number;
  attempts: number;
  /** Milliseconds. */
  receivedAt: number;
}

const NEW: RowColumns = {
  connectionId: 'int',
  updateId: 'int',
  kind: 'text',
  raw: 'text',
  texts: 'text',
  state: 'text',
  error: 'text',
  attempts: 'int',
  retryAt: 'int',
  receivedAt: 'int',
};

const SETTLED: RowColumns = { id: 'int', state: 'text', processedAt: 'int' };

/** Characters of updates that are read at once, roughly: a hostile one may be as long as a thousand others. */
const READ_AT_ONCE = 8 * 1024 * 1024;

const column = <Row>(rows: readonly Row[], value: (row: Row) => Cell): Cell[] => rows.map(value);

/** Adds the updates of a connection that are not there yet. */
export async function insertInboxRows(
  store: Store,
  rows: readonly NewInboxRow[],
  { connectionId, receivedAt }: { connectionId: number; receivedAt: number },
  transaction: Transaction,
): Promise<void> {
  if (!rows.length) return;
  const packed = packColumns(store.dialect, NEW, {
    connectionId: column(rows, () => connectionId),
    updateId: column(rows, (row) => row.updateId),
    kind: column(rows, (row) => row.kind),
    raw: column(rows, (row) => row.raw),
    texts: column(rows, (row) => row.texts),
    state: column(rows, (row) => row.state),
    error: column(rows, (row) => row.error),
    attempts: column(rows, () => 0),
    retryAt: column(rows, () => 0),
    receivedAt: column(rows, () => receivedAt),
  });
  const { source, expressions, bind } = joinColumns(store.dialect, [packed]);
  const columns = Object.keys(NEW);
  const select = `SELECT ${columns.map((name) => `${expressions[name]} AS "${name}"`).join(', ')} FROM ${source} AS r`;
  const statement = upsert(store.dialect, {
    table: '{communityInbox}',
    columns,
    select,
    key: ['connectionId', 'updateId'],
  });
  await store.execute(statement, { bind, transaction });
}

/** Marks rows as read and forgets their texts. */
export async function settleInboxRows(
  store: Store,
  rows: readonly SettledInboxRow[],
  processedAt: number,
  transaction: Transaction,
): Promise<void> {
  if (!rows.length) return;
  const packed = packColumns(store.dialect, SETTLED, {
    id: column(rows, (row) => row.id),
    state: column(rows, (row) => row.state),
    processedAt: column(rows, () => processedAt),
  });
  const { source, expressions, bind } = joinColumns(store.dialect, [packed]);
  const columns = Object.keys(SETTLED).map((name) => `${expressions[name]} AS "${name}"`);
  const statement = updateFrom(store.dialect, {
    table: '{communityInbox}',
    source: `(SELECT ${columns.join(', ')} FROM ${source} AS r)`,
    on: 't."id" = s."id"',
    set: { texts: 'NULL', state: 's."state"', processedAt: 's."processedAt"', error: 'NULL' },
  });
  await store.execute(statement, { bind, transaction });
}

/** Rows of a connection that are due, in order of arrival; fewer than `limit` when they are long, but at least one. */
export async function readDueRows(
  store: Store,
  { connectionId, now, limit, after }: { connectionId: number; now: number; limit: number; after: number },
): Promise<DueInboxRow[]> {
  // ASCII, so bytes are characters; PostgreSQL would count characters one by one, and knows the bytes
  const length = store.dialect === 'sqlite' ? 'LENGTH' : 'OCTET_LENGTH';
  const bytes = `(${length}(d."raw") + COALESCE(${length}(d."texts"), 0))`;
  const rows = await store.select<Record<keyof DueInboxRow, number | string | null>>(
    `SELECT x."id", x."updateId", x."raw", x."texts", x."attempts", x."receivedAt" FROM (
       SELECT d.*, SUM(${bytes}) OVER (ORDER BY d."id") - ${bytes} AS "before" FROM (
         SELECT i."id", i."updateId", i."raw", i."texts", i."attempts", i."receivedAt" FROM {communityInbox} AS i
         WHERE i."state" = 'pending' AND i."retryAt" <= $now AND i."connectionId" = $connectionId AND i."id" > $after
         ORDER BY i."id" LIMIT ${Math.trunc(limit)}) AS d) AS x
     WHERE x."before" < ${READ_AT_ONCE} ORDER BY x."id"`,
    { bind: { connectionId, now, after } },
  );
  return rows.map(({ id, updateId, raw, texts, attempts, receivedAt }) => ({
    id: Number(id),
    updateId: Number(updateId),
    raw: String(raw),
    texts: texts === null ? null : String(texts),
    attempts: Number(attempts),
    receivedAt: Number(receivedAt),
  }));
}
