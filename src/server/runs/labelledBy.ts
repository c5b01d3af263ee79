import { readKinds, readProfile, type Kinds, type ScoringProfile, type Settings } from '../configuration';
import { readLifecycle, rulesFingerprint, type Lifecycle } from '../lifecycle';
import type { Store } from '../store';

/** What labels are made by. Where it differs from the last run's, touched members are not enough. */
export interface Basis {
  kinds: Kinds;
  lifecycle: Lifecycle;
  profile: ScoringProfile;
  /** Fingerprints, as they are remembered: of all that decides stages, and of all that decides scores. */
  print: { stages: string; scores: string };
}

/** Where the settings keep the fingerprints of the last run. */
const LABELLED_BY = 'labelledBy';

/** Metrics that the scoring profile decides. */
const SCORED = /"metric":"(score|level)"/;

export async function readBasis(store: Store, settings: Settings): Promise<Basis> {
  const kinds = await readKinds(store);
  const lifecycle = await readLifecycle(store);
  const profile = await readProfile(store);
  const zone = (await settings.zone()).name;
  const scores = JSON.stringify([profile, kinds.rows, zone]);
  const { utterances, signsOfLife } = kinds;
  const scored = SCORED.test(JSON.stringify(lifecycle.rules)) ? scores : '';
  const stages = JSON.stringify([rulesFingerprint(lifecycle), utterances, signsOfLife, zone, scored]);
  return { kinds, lifecycle, profile, print: { stages, scores } };
}

/** What the last run has made labels by; null = there was none. */
export async function lastPrint(settings: Settings): Promise<Basis['print'] | null> {
  const { stages, scores } = ((await settings.recall(LABELLED_BY)) ?? {}) as Partial<Basis['print']>;
  return typeof stages === 'string' && typeof scores === 'string' ? { stages, scores } : null;
}

export const rememberPrint = (settings: Settings, print: Basis['print']): Promise<void> =>
  settings.remember(LABELLED_BY, print);
