import type { AliveFit, AliveParameters } from '@community-crm/community-model';
import type { Store, WriteGate } from '../../store';

/** A fit as it is stored. */
export interface StoredFit extends AliveParameters {
  id: number;
  logLikelihood: number;
  people: number;
  /** Community day, `YYYY-MM-DD`. */
  asOfDay: string;
  /** Milliseconds. */
  fittedAt: number;
}

/** The fit in use; null when there was never enough to fit on. */
export async function currentFit(store: Store): Promise<StoredFit | null> {
  const [row] = await store.select(
    `SELECT v."id", v."r", v."alpha", v."a", v."b", v."logLikelihood", v."people", ${store.sql.dayText('v."asOfDay"')} AS "asOfDay",
       ${store.sql.epochMs('v."fittedAt"')} AS "fittedAt" FROM {communityAliveFits} AS v ORDER BY v."id" DESC LIMIT 1`,
  );
  if (!row) return null;
  const { asOfDay, ...numbers } = row;
  const values = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Number(value)]));
  return { ...(values as unknown as StoredFit), asOfDay: String(asOfDay) };
}

export async function storeFit(
  store: Store,
  gate: WriteGate,
  fit: AliveFit,
  { asOfDay, now }: { asOfDay: string; now: number },
): Promise<void> {
  const { r, alpha, a, b, logLikelihood, people } = fit;
  await gate.run(async (transaction) => {
    await store.db.getRepository('communityAliveFits').create({
      values: { r, alpha, a, b, logLikelihood, people, asOfDay, fittedAt: new Date(now) },
      transaction,
      hooks: false,
    });
  });
}
