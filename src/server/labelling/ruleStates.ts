import type { Store, WriteGate } from '../store';

/** How the latest evaluation of a rule or segment went. */
export interface RuleState {
  id: number;
  /** Milliseconds; absent where it could not be evaluated. */
  refreshedAt?: number;
  costMs?: number;
  error: string | null;
  /** Only segments keep it. */
  evaluatedBy?: string;
}

/** Notes on the rows how their evaluation went. Nobody edited them: their `updatedAt` stays. */
export async function noteStates(
  { store, gate }: { store: Store; gate: WriteGate },
  collection: 'communityRules' | 'communitySegments',
  states: readonly RuleState[],
): Promise<void> {
  if (!states.length) return;
  await gate.run(async (transaction) => {
    for (const { id, refreshedAt, costMs, error, evaluatedBy } of states) {
      const set = ['"error" = $error'];
      if (refreshedAt !== undefined) set.push(`"refreshedAt" = ${store.instantParam('$at')}`, '"costMs" = $costMs');
      if (evaluatedBy !== undefined) set.push('"evaluatedBy" = $evaluatedBy');
      await store.execute(`UPDATE {${collection}} SET ${set.join(', ')} WHERE "id" = $id`, {
        bind: {
          ...{ id, error, costMs: Math.round(costMs ?? 0), evaluatedBy: evaluatedBy ?? null },
          at: refreshedAt === undefined ? null : store.instant(refreshedAt),
        },
        transaction,
      });
    }
  });
}
