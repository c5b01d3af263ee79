import type { Condition } from '../../common/conditions';
import type { SegmentOrigin, SegmentRunCounts } from '../../common/segments';
import { ConditionError, parseCondition, type ConditionContext } from '../conditions';
import {
  chosenFor,
  isUnbounded,
  labelPrint,
  MOST_TOGETHER,
  noteStates,
  setChanges,
  type Chosen,
  type LabelBasis,
  type LabellingInput,
  type Since,
} from '../labelling';
import { inRounds } from './graph';
import type { StoredSegment } from './read';
import { moveMembers, type SegmentMove } from './write';

export interface SegmentsInput extends LabellingInput {
  runId: number | null;
  /** What conditions may name now. */
  known: ConditionContext;
  basis: LabelBasis;
  since: Since;
  /** Members of whom nothing but the past was told: what follows from it is no event of today. */
  isHistory: (memberId: number) => boolean;
}

/** A segment whose condition is in order. */
interface Ready {
  segment: StoredSegment;
  id: number;
  condition: Condition;
  print: string;
  /** Whether it was evaluated by the same condition, kinds and calendar before. */
  known: boolean;
}

const TABLE = { table: '{communitySegmentMembers}', owner: 'segmentId' } as const;

/**
 * Brings dynamic segments up to `asOf`, those that others ask for before these. A segment whose condition cannot be
 * evaluated (a field was deleted, a label is gone) says so and keeps its members.
 *
 * Where only a few members can have changed, only they are looked at. Both ways give the same answer.
 */
export async function refreshSegments(
  input: SegmentsInput,
  segments: readonly StoredSegment[],
): Promise<SegmentRunCounts> {
  const counts: SegmentRunCounts = { segments: 0, entered: 0, left: 0, failed: 0 };
  const dynamic = segments.filter(({ mode }) => mode === 'dynamic');
  for (const round of inRounds(dynamic)) {
    const ready: Ready[] = [];
    for (const segment of round) {
      const checked = readySegment(input, segment);
      if ('error' in checked) {
        counts.failed += 1;
        await noteStates(input, 'communitySegments', [{ id: segment.id, error: checked.error }]);
      } else ready.push(checked);
    }
    for (const { members, only } of await grouped(input, ready))
      for (let i = 0; i < members.length; i += MOST_TOGETHER)
        await refreshTogether(input, members.slice(i, i + MOST_TOGETHER), only, counts);
  }
  return counts;
}

function readySegment({ known, basis }: SegmentsInput, segment: StoredSegment): Ready | { error: string } {
  try {
    const condition = parseCondition(segment.condition, known);
    const print = labelPrint(condition, basis);
    return { segment, id: segment.id, condition, print, known: segment.evaluatedBy === print };
  } catch (error) {
    if (error instanceof ConditionError) return { error: error.message };
    throw error;
  }
}

/** Who is looked at for which segments. */
async function grouped(
  input: SegmentsInput,
  ready: readonly Ready[],
): Promise<Array<{ members: readonly Ready[]; only: Chosen }>> {
  const { since } = input;
  // touches are those since the last run: what is older than that has missed some
  const upToDate = ({ known, segment: { refreshedAt }, condition }: Ready) =>
    known &&
    since.lastAsOf !== null &&
    refreshedAt !== null &&
    refreshedAt >= since.lastAsOf &&
    !isUnbounded(condition);
  const few = ready.filter(upToDate);
  const all = ready.filter((one) => !few.includes(one));
  if (!few.length) return [{ members: all, only: null }];
  const only = await chosenFor(
    input,
    few.map(({ condition }) => condition),
    since,
  );
  return only
    ? [
        { members: all, only: null },
        { members: few, only },
      ]
    : [{ members: ready, only: null }];
}

async function refreshTogether(
  input: SegmentsInput,
  portion: readonly Ready[],
  only: Chosen,
  counts: SegmentRunCounts,
): Promise<void> {
  await input.checkpoint?.();
  const began = performance.now();
  let changes: Awaited<ReturnType<typeof setChanges>>;
  try {
    changes = await setChanges(input, portion, TABLE, only);
  } catch (error) {
    // one of them asks for what the database cannot do: the others need not suffer for it
    if (portion.length > 1) {
      for (const one of portion) await refreshTogether(input, [one], only, counts);
      return;
    }
    counts.failed += 1;
    await noteStates(input, 'communitySegments', [{ id: portion[0].id, error: String((error as Error).message) }]);
    return;
  }
  const known = new Set(portion.filter((one) => one.known).map(({ id }) => id));
  const moves = changes.flatMap(({ memberId, entered, left }) => {
    const move = (segmentId: number, into: boolean): SegmentMove => {
      const present: SegmentOrigin = input.isHistory(memberId) ? 'import' : 'live';
      return { segmentId, memberId, entered: into, origin: known.has(segmentId) ? present : 'edit' };
    };
    return [...entered.map((id) => move(id, true)), ...left.map((id) => move(id, false))];
  });
  await moveMembers(input, moves);
  counts.segments += portion.length;
  for (const { entered } of moves) counts[entered ? 'entered' : 'left'] += 1;
  const costMs = (performance.now() - began) / portion.length;
  await noteStates(
    input,
    'communitySegments',
    portion.map(({ id, print }) => ({ id, refreshedAt: input.asOf, costMs, error: null, evaluatedBy: print })),
  );
}
