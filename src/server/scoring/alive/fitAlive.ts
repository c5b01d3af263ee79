import { dayNumberOf } from '@community-crm/community-model';
import type { Store, WriteGate } from '../../store';
import { computeFit, type ComputeFit } from './compute';
import { currentFit, storeFit, type StoredFit } from './fits';
import { aliveSample } from './sample';

export interface FitAliveInput {
  store: Store;
  gate: WriteGate;
  signsOfLife: readonly string[];
  /** Community day, `YYYY-MM-DD`, up to which histories count. */
  asOfDay: string;
  /** Milliseconds. */
  now: number;
  signal?: AbortSignal;
  compute?: ComputeFit;
}

/** Days after which a fit is made anew. */
const EVERY_DAYS = 7;

/** Members who came again at least once: with fewer, the parameters are guesses. */
const LEAST_RETURNING = 100;

/**
 * Fits how members stay and leave on a sample of them, and puts the fit into use.
 *
 * @returns null when there is too little history, or when it does not say enough: the former fit stays in use then
 */
export async function fitAlive(input: FitAliveInput): Promise<StoredFit | null> {
  const { store, gate, asOfDay, now, signal, compute = computeFit } = input;
  const histories = await aliveSample(input);
  const returning = histories.reduce((sum, { repeats, people }) => sum + (repeats > 0 ? people : 0), 0);
  if (returning < LEAST_RETURNING) return null;
  const fit = await compute(histories, signal);
  if (!fit?.converged) return null;
  await storeFit(store, gate, fit, { asOfDay, now });
  return currentFit(store);
}

/** The same when the last fit is a week old. Asked after each run of labels; mostly it costs one read. */
export async function fitAliveWhenDue(input: FitAliveInput): Promise<StoredFit | null> {
  const last = await currentFit(input.store);
  const isDue = !last || dayNumberOf(input.asOfDay) - dayNumberOf(last.asOfDay) >= EVERY_DAYS;
  return isDue ? fitAlive(input) : null;
}
