import type { SegmentOrigin } from '../../common/segments';
import { listed, type LabellingInput } from '../labelling';
import { strangers } from '../metrics';
import { inPipeline, joinColumns, packColumns, rowsJson, rowSource, upsert, type RowColumns } from '../store';

/** A member who enters or leaves a segment. */
export interface SegmentMove {
  segmentId: number;
  memberId: number;
  entered: boolean;
  origin: SegmentOrigin;
}

/** Moves written by one transaction: they are narrow, and each transaction waits for the disk. */
const MOVES = 12_000;

const MOVE: RowColumns = { segmentId: 'int', memberId: 'int', entered: 'bool', origin: 'text' };
const PAIR: RowColumns = { segmentId: 'int', memberId: 'int' };

/** Writes who is in which segment now, and records it, in transactions of some thousand moves. */
export async function moveMembers(
  input: LabellingInput & { runId?: number | null },
  moves: readonly SegmentMove[],
): Promise<void> {
  const { store, gate, asOf, runId = null } = input;
  const at = store.instantParam('$at');
  // neighbours in the index are written side by side
  const sorted = [...moves].sort((a, b) => a.segmentId - b.segmentId || a.memberId - b.memberId);
  const names = Object.keys(MOVE);
  const packed = (rows: readonly SegmentMove[], columns: RowColumns) =>
    joinColumns(store.dialect, [packColumns(store.dialect, columns, listed(rows, Object.keys(columns)))]);
  await inPipeline(sorted, {
    size: MOVES,
    writers: gate.writers,
    checkpoint: input.checkpoint,
    prepare: (portion) => {
      const entering = portion.filter(({ entered }) => entered);
      return {
        entering: entering.length ? packed(entering, PAIR) : null,
        leaving: portion.filter(({ entered }) => !entered),
        all: packed(portion, MOVE),
      };
    },
    write: ({ entering, leaving, all }) =>
      gate.runRedoable(async (transaction) => {
        if (entering) {
          const { segmentId, memberId } = entering.expressions;
          await store.execute(
            upsert(store.dialect, {
              table: '{communitySegmentMembers}',
              columns: ['segmentId', 'memberId', 'enteredAt'],
              select: `SELECT ${segmentId} AS "segmentId", ${memberId} AS "memberId", ${at} AS "enteredAt" FROM ${entering.source} AS r`,
              key: ['segmentId', 'memberId'],
            }),
            { bind: { ...entering.bind, at: store.instant(asOf) }, transaction },
          );
        }
        if (leaving.length) {
          const gone = rowSource(store.dialect, 'gone', PAIR);
          await store.execute(
            store.dialect === 'mysql'
              ? `DELETE k FROM {communitySegmentMembers} AS k JOIN ${gone} AS g ON g."segmentId" = k."segmentId" AND g."memberId" = k."memberId"`
              : `DELETE FROM {communitySegmentMembers} WHERE ("segmentId", "memberId") IN (SELECT g."segmentId", g."memberId" FROM ${gone} AS g)`,
            { bind: { gone: rowsJson(leaving.map(({ segmentId, memberId }) => [segmentId, memberId])) }, transaction },
          );
        }
        await store.execute(
          `INSERT INTO {communitySegmentChanges} (${names.map((name) => `"${name}"`).join(', ')}, "at", "runId")
           SELECT ${names.map((name) => all.expressions[name]).join(', ')}, ${at}, ${runId === null ? 'NULL' : '$runId'} FROM ${all.source} AS r`,
          { bind: { ...all.bind, at: store.instant(asOf), ...(runId === null ? {} : { runId }) }, transaction },
        );
      }),
  });
}

/** Bots and the own team are in no segment by condition; who was made one of them leaves. @returns how many moves */
export async function leaveOutOfSegments(input: LabellingInput & { runId?: number | null }): Promise<number> {
  const { store } = input;
  const rows = await store.select<{ segmentId: number | string; memberId: number | string }>(
    `SELECT k."segmentId", k."memberId" FROM (${strangers(store)}) AS m JOIN {communitySegmentMembers} AS k ON k."memberId" = m."id"
     JOIN {communitySegments} AS s ON s."id" = k."segmentId" WHERE s."mode" <> 'static'`,
  );
  const moves = rows.map(({ segmentId, memberId }): SegmentMove => ({
    ...{ segmentId: Number(segmentId), memberId: Number(memberId) },
    ...{ entered: false, origin: 'edit' },
  }));
  await moveMembers(input, moves);
  return moves.length;
}

/**
 * Puts members on a static list or takes them off it.
 *
 * @param memberIds that exist
 * @returns how many moved; the others were where they should be
 */
export async function changeList(
  input: LabellingInput,
  segmentId: number,
  memberIds: readonly number[],
  entered: boolean,
): Promise<number> {
  const { store } = input;
  const wanted = new Set(memberIds);
  const rows = await store.select<{ memberId: number | string }>(
    'SELECT k."memberId" FROM {communitySegmentMembers} AS k WHERE k."segmentId" = $segmentId',
    { bind: { segmentId } },
  );
  const present = new Set(rows.map(({ memberId }) => Number(memberId)));
  const moves = [...wanted]
    .filter((memberId) => present.has(memberId) !== entered)
    .map((memberId): SegmentMove => ({ segmentId, memberId, entered, origin: 'manual' }));
  await moveMembers(input, moves);
  return moves.length;
}
