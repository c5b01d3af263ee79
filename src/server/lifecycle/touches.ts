import { deleteByIds, rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../store';

/** Members whose facts have changed, and whether nothing but the past was told of them (an import, a late record). */
export type TouchedMembers = ReadonlyMap<number, { history: boolean }>;

interface TouchRow extends Record<string, unknown> {
  memberId: number | string;
  live: number | string | null;
}

/** Touches claimed or forgotten by one transaction. */
const PORTION = 20_000;

/**
 * Claims what has been touched up to now for a run. Touches of a run that did not end are claimed again; those that come
 * in meanwhile wait for the next one, whatever the order in which transactions commit.
 */
export async function claimTouches(store: Store, gate: WriteGate, runId: number): Promise<TouchedMembers> {
  const [ends] = await store.select(
    'SELECT MIN(t."id") AS "low", MAX(t."id") AS "high" FROM {communityLabelTouches} AS t',
  );
  if (ends.low === null) return new Map();
  for (let from = Number(ends.low); from <= Number(ends.high); from += PORTION) {
    await gate.run((transaction) =>
      store.execute(
        'UPDATE {communityLabelTouches} SET "runId" = $runId WHERE "id" >= $from AND "id" <= $to AND ("runId" IS NULL OR "runId" <> $runId)',
        { bind: { runId, from, to: from + PORTION - 1 }, transaction },
      ),
    );
  }
  const rows = await store.select<TouchRow>(
    `SELECT t."memberId", SUM(CASE WHEN t."history" = ${store.bool(false)} THEN 1 ELSE 0 END) AS "live"
     FROM {communityLabelTouches} AS t WHERE t."runId" = $runId GROUP BY t."memberId"`,
    { bind: { runId } },
  );
  return new Map(rows.map(({ memberId, live }) => [Number(memberId), { history: Number(live ?? 0) === 0 }]));
}

/** Forgets what a run had claimed. After a crash in between, what is left is claimed by the next run once more. */
export async function forgetTouches(store: Store, gate: WriteGate, runId: number): Promise<void> {
  const some = `SELECT t."id" FROM {communityLabelTouches} AS t WHERE t."runId" = $runId LIMIT ${PORTION}`;
  for (let gone = PORTION; gone === PORTION;)
    gone = await gate.run((transaction) =>
      store.change(deleteByIds(store.dialect, '{communityLabelTouches}', some), { bind: { runId }, transaction }),
    );
}

/** A touch that was not looked at the moment it happened. */
export interface UnseenTouch {
  id: number;
  memberId: number;
  history: boolean;
}

/** The oldest touches that were not looked at yet, at most so many, and whether there are more. */
export async function unseenTouches(store: Store, limit: number): Promise<{ rows: UnseenTouch[]; more: boolean }> {
  const rows = await store.select<{ id: number | string; memberId: number | string; history: unknown }>(
    `SELECT t."id", t."memberId", t."history" FROM {communityLabelTouches} AS t
     WHERE t."seen" = ${store.bool(false)} ORDER BY t."id" LIMIT ${limit}`,
  );
  return {
    rows: rows.map(({ id, memberId, history }) => ({
      id: Number(id),
      memberId: Number(memberId),
      history: Boolean(Number(history)),
    })),
    more: rows.length === limit,
  };
}

/** Notes that touches were looked at. They stay for the next run, which makes the rest of the labels. */
export async function markSeen(store: Store, gate: WriteGate, ids: readonly number[]): Promise<void> {
  if (!ids.length) return;
  await gate.run((transaction) =>
    store.execute(
      updateFrom(store.dialect, {
        table: '{communityLabelTouches}',
        source: rowSource(store.dialect, 'rows', { id: 'int' }),
        on: 't."id" = s."id"',
        set: { seen: store.bool(true) },
      }),
      { bind: { rows: rowsJson(ids.map((id) => [id])) }, transaction },
    ),
  );
}
