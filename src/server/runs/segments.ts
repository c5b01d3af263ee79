import type { SegmentRunCounts } from '../../common/segments';
import type { Settings } from '../configuration';
import { readConditionContext } from '../conditions';
import type { Facts } from '../facts';
import { countPeople } from '../labelling';
import { NOT_MEASURED } from '../lifecycle';
import { readSegments, refreshSegments, withAsked } from '../segments';
import type { Store, WriteGate } from '../store';
import { readBasis } from './labelledBy';
import { labelBasis } from './memberLabels';
import type { RunHandler } from './run';
import type { ClusterTurn } from './turn';

export interface SegmentsOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
  facts: Facts;
  turn: ClusterTurn;
  now: () => number;
  /** Members have entered or left. */
  onChanged?: () => void;
}

/** What a run of kind `segments` is asked for. */
export interface SegmentsParams extends Record<string, unknown> {
  /** Keys. */
  segments: string[];
}

/** Brings some segments up to now, and before these the segments that they ask for. */
export function segmentsHandler(options: SegmentsOptions): RunHandler {
  const { store, settings, facts, turn, now, onChanged } = options;
  return async ({ run, startedAt, report }) => {
    await facts.drain((done, total) => report((0.3 * done) / Math.max(1, total), 'facts'));
    const asOf = Math.max(startedAt, now());
    const checkpoint = () => report(0.5, 'segments');
    const counts = await turn.run(async (): Promise<SegmentRunCounts> => {
      const zone = await settings.zone();
      const basis = await readBasis(store, settings);
      const input = { store, gate: options.gate, zone, kinds: basis.kinds, asOf, checkpoint, runId: run.id };
      const history = await toldOfThePast(store);
      return refreshSegments(
        {
          ...input,
          known: await readConditionContext(store),
          basis: await labelBasis(store, basis, zone),
          since: {
            ...{ lastAsOf: null, touched: [], costs: NOT_MEASURED, mode: 'full' },
            people: await countPeople(input),
          },
          isHistory: (memberId) => history.has(memberId),
        },
        withAsked((run.params as SegmentsParams).segments ?? [], await readSegments(store)),
      );
    }, checkpoint);
    if (counts.entered || counts.left) onChanged?.();
    return { counts: { ...counts } };
  };
}

/** Members of whom nothing but the past was told since the last labels run. */
async function toldOfThePast(store: Store): Promise<ReadonlySet<number>> {
  const rows = await store.select<{ id: number | string }>(
    `SELECT t."memberId" AS "id" FROM {communityLabelTouches} AS t GROUP BY t."memberId"
     HAVING SUM(CASE WHEN t."history" = ${store.bool(false)} THEN 1 ELSE 0 END) = 0`,
  );
  return new Set(rows.map(({ id }) => Number(id)));
}
