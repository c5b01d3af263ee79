import type { Store } from '../../store';

/** What somebody should look at, of one bot. */
export interface Troubles {
  connectionId: number;
  /** Updates that were set aside. */
  failed: number;
  /** Gaps that last. */
  lasting: number;
  /** Gaps that are over and that an import could fill. */
  fillable: number;
}

/**
 * `communityConnections:troubles`: updates that were set aside and gaps in the record, of each bot that has any.
 */
export function troublesAction(store: Store) {
  return {
    'communityConnections:troubles': async (context: unknown, next: () => Promise<unknown>): Promise<void> => {
      (context as { body: unknown }).body = await readTroubles(store);
      await next();
    },
  };
}

async function readTroubles(store: Store): Promise<Troubles[]> {
  const found = new Map<number, Troubles>();
  const of = (id: unknown): Troubles => {
    const connectionId = Number(id);
    const known = found.get(connectionId) ?? { connectionId, failed: 0, lasting: 0, fillable: 0 };
    found.set(connectionId, known);
    return known;
  };
  for (const row of await store.select(
    `SELECT i."connectionId", COUNT(*) AS "n" FROM {communityInbox} AS i WHERE i."state" = 'failed' GROUP BY i."connectionId"`,
  ))
    of(row.connectionId).failed = Number(row.n);
  // exports tell nothing of what a bot without rights misses
  for (const row of await store.select(
    `SELECT p."connectionId", SUM(CASE WHEN p."toAt" IS NULL THEN 1 ELSE 0 END) AS "lasting",
       SUM(CASE WHEN p."toAt" IS NOT NULL AND p."reason" <> 'rights' THEN 1 ELSE 0 END) AS "fillable"
     FROM {communityGaps} AS p WHERE p."filledAt" IS NULL GROUP BY p."connectionId"`,
  ))
    Object.assign(of(row.connectionId), { lasting: Number(row.lasting), fillable: Number(row.fillable) });
  return [...found.values()].sort((a, b) => a.connectionId - b.connectionId);
}
