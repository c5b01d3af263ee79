import type { Transaction } from 'sequelize';
import type { ActivityHead } from '../intake/sink';
import { deleteByIds, lookUp, rowsJson, rowSource, updateFrom, upsert, type RowColumns, type Store } from '../store';
import type { Cell } from './cells';
import { NOBODY, type Account } from './members';

/** Who wrote what is answered. */
export interface Target extends Account {
  /** Nobody so far, but a later description may name them: exports tell of some joins without saying whose. */
  unnamed: boolean;
}

const isUnnamed = (kind: string, memberId: number): boolean =>
  memberId === NOBODY.memberId && (kind === 'join' || kind === 'leave');

const KEYS: RowColumns = { source: 'text', externalKey: 'text' };

/**
 * Who wrote what the records answer: looked up among the records themselves and among stored activities.
 *
 * @returns accounts by source and key; a target that is not known yet is missing
 */
export async function readTargets(
  store: Store,
  records: readonly ActivityHead[],
  authorOf: (record: ActivityHead) => Account,
  transaction: Transaction,
): Promise<Map<string, Map<string, Target>>> {
  const found = new Map<string, Map<string, Target>>();
  const wanted = new Map<string, Set<string>>();
  for (const { source, replyToKey } of records) {
    if (!replyToKey) continue;
    const keys = wanted.get(source);
    if (keys) keys.add(replyToKey);
    else wanted.set(source, new Set([replyToKey]));
  }
  if (!wanted.size) return found;
  for (const source of wanted.keys()) found.set(source, new Map());
  for (const record of records) {
    const { source, externalKey } = record;
    if (!wanted.get(source)?.delete(externalKey)) continue;
    const author = authorOf(record);
    found.get(source)?.set(externalKey, { ...author, unnamed: isUnnamed(record.kind, author.memberId) });
  }
  const missing = [...wanted].flatMap(([source, keys]) => [...keys].map((key) => [source, key]));
  if (!missing.length) return found;
  const rows = await store.select<{
    source: string;
    externalKey: string;
    kind: string;
    memberId: number | string;
    identityId: number | string | null;
  }>(
    `SELECT a."source", a."externalKey", a."kind", a."memberId", a."identityId" FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r
     ${lookUp(store.dialect, {
       table: '{communityActivities}',
       key: { source: 'r."source"', externalKey: 'r."externalKey"' },
       columns: ['source', 'externalKey', 'kind', 'memberId', 'identityId'],
     })}`,
    { bind: { rows: rowsJson(missing) }, transaction },
  );
  for (const { source, externalKey, kind, memberId, identityId } of rows) {
    found.get(source)?.set(externalKey, {
      memberId: Number(memberId),
      identityId: identityId === null ? null : Number(identityId),
      unnamed: isUnnamed(kind, Number(memberId)),
    });
  }
  return found;
}

/** Remembers answers whose target has not been seen. */
export async function rememberAwaited(
  store: Store,
  records: readonly ActivityHead[],
  transaction: Transaction,
): Promise<void> {
  if (!records.length) return;
  const source = rowSource(store.dialect, 'rows', { source: 'text', targetKey: 'text', externalKey: 'text' });
  await store.execute(
    upsert(store.dialect, {
      table: '{communityAwaitedTargets}',
      columns: ['source', 'targetKey', 'externalKey'],
      select: `SELECT r."source", r."targetKey", r."externalKey" FROM ${source} AS r`,
      key: ['source', 'targetKey', 'externalKey'],
    }),
    { bind: { rows: rowsJson(records.map((r) => [r.source, r.replyToKey, r.externalKey])) }, transaction },
  );
}

interface Waiting extends Record<string, unknown> {
  source: string;
  targetKey: string;
  id: number | string;
  groupId: number | string;
  day: string;
}

/**
 * Gives the author to answers that arrived before the newly written records which they answer.
 *
 * @returns the cells whose received measures change
 */
export async function resolveAwaited(
  store: Store,
  written: readonly ActivityHead[],
  accountOf: (record: ActivityHead) => Account,
  transaction: Transaction,
): Promise<Cell[]> {
  const [anything] = await store.select('SELECT 1 AS "one" FROM {communityAwaitedTargets} LIMIT 1', { transaction });
  if (!anything) return [];
  const rows = await store.select<Waiting>(
    `SELECT w."source", w."targetKey", a."id", a."groupId", ${store.sql.dayText('a."day"')} AS "day"
     FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r
     ${store.sql.drivenJoin} {communityAwaitedTargets} AS w ON w."source" = r."source" AND w."targetKey" = r."externalKey"
     JOIN {communityActivities} AS a ON a."source" = w."source" AND a."externalKey" = w."externalKey" AND a."replyToKey" = w."targetKey"`,
    { bind: { rows: rowsJson(written.map(({ source, externalKey }) => [source, externalKey])) }, transaction },
  );
  if (!rows.length) return [];
  const authors = new Map(written.map((record) => [`${record.source} ${record.externalKey}`, accountOf(record)]));
  const authorOf = (row: Waiting) => authors.get(`${row.source} ${row.targetKey}`) ?? NOBODY;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityActivities}',
      source: rowSource(store.dialect, 'rows', { id: 'int', memberId: 'int', identityId: 'int' }),
      on: 't."id" = s."id"',
      set: { replyToMemberId: 's."memberId"', replyToIdentityId: 's."identityId"' },
    }),
    {
      bind: {
        rows: rowsJson(rows.map((row) => [Number(row.id), authorOf(row).memberId, authorOf(row).identityId])),
      },
      transaction,
    },
  );
  const unnamed = new Set(
    written
      .filter((record) => isUnnamed(record.kind, accountOf(record).memberId))
      .map((record) => `${record.source} ${record.externalKey}`),
  );
  const settled = rows.filter((row) => !unnamed.has(`${row.source} ${row.targetKey}`));
  await store.execute(
    deleteByIds(
      store.dialect,
      '{communityAwaitedTargets}',
      `SELECT w."id" FROM ${rowSource(store.dialect, 'rows', KEYS)} AS r
       ${store.sql.drivenJoin} {communityAwaitedTargets} AS w ON w."source" = r."source" AND w."targetKey" = r."externalKey"`,
    ),
    { bind: { rows: rowsJson(settled.map((row) => [row.source, row.targetKey])) }, transaction },
  );
  return rows.map((row) => ({ groupId: Number(row.groupId), memberId: authorOf(row).memberId, day: row.day }));
}
