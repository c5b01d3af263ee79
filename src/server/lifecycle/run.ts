import { dayLabel } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { Store } from '../store';
import { classify, type ClassifyInput } from './classify';
import { replay } from './replay';

export type LifecycleRunInput = Omit<ClassifyInput, 'origin' | 'stageTable'> & {
  /** Instant (milliseconds) of the last completed run; the days since then are lived through one by one. */
  lastAsOf: number | null;
  onProgress?: (fraction: number, step: string) => Promise<void> | void;
};

export interface LifecycleCounts {
  placed: number;
  changed: number;
  /** Changes by new stage. */
  entered: Record<string, number>;
}

/** Never more days than this are caught up one by one; a longer gap starts this many days back. */
const LONGEST_CATCH_UP = 92;

/**
 * Brings every member's stage up to `asOf`: members with a stage step by step over the days missed since the last run,
 * members without one by replaying their history.
 */
export async function runLifecycle(input: LifecycleRunInput): Promise<LifecycleCounts> {
  const { store, gate, asOf, onProgress } = input;
  await gate.run((transaction) => leaveOut(store, transaction));
  const entered: Record<string, number> = {};
  const add = (counts: Record<string, number>) => {
    for (const [stage, n] of Object.entries(counts)) entered[stage] = (entered[stage] ?? 0) + n;
  };
  for (const instant of instantsToVisit(input)) {
    add(
      await classify({
        ...input,
        asOf: instant,
        origin: 'live',
        stageTable: {
          subjects: `SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m
            WHERE m."stage" IS NOT NULL AND m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}
              AND (m."stageLockedUntil" IS NULL OR m."stageLockedUntil" <= $lockedAt)`,
          bind: { lockedAt: store.instant(instant) },
          table: '{communityMembers}',
          key: 'id',
        },
      }),
    );
  }
  const changed = Object.values(entered).reduce((sum, n) => sum + n, 0);
  await onProgress?.(0.2, 'replay');
  const placed = await replay({
    ...input,
    asOf,
    onDay: (done, total) => onProgress?.(0.2 + (0.8 * done) / total, 'replay'),
  });
  return { placed, changed, entered };
}

/** Bots and the own team carry no stage; who was made one of them loses it. */
async function leaveOut(store: Store, transaction: Transaction): Promise<void> {
  await store.execute(
    `UPDATE {communityMembers} SET "stage" = NULL, "stageSince" = NULL
     WHERE "stage" IS NOT NULL AND ("isBot" = ${store.bool(true)} OR "isTeam" = ${store.bool(true)})`,
    { transaction },
  );
}

/** The ends of the community days that passed since the last run, then `asOf` itself. */
function instantsToVisit({ lastAsOf, asOf, zone }: LifecycleRunInput): number[] {
  if (lastAsOf === null || lastAsOf >= asOf) return [asOf];
  const today = zone.dayNumber(asOf);
  const first = Math.max(zone.dayNumber(lastAsOf), today - LONGEST_CATCH_UP);
  const instants: number[] = [];
  for (let day = first; day < today; day += 1) instants.push(zone.dayStart(dayLabel(day + 1)) - 1);
  return [...instants, asOf];
}
