import { readKinds, readProfile, type Kinds, type ScoringProfile, type Settings } from '../configuration';
import { readLifecycle, rulesFingerprint, type Lifecycle } from '../lifecycle';
import { currentFit } from '../scoring';
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

/** The metric that a fitted model decides. */
const MODELLED = /"metric":"pAlive"/;

/** Metrics that the scoring profile decides. */
const SCORED = /"metric":"(score|level)"/;

export async function readBasis(store: Store, settings: Settings): Promise<Basis> {
  const kinds = await readKinds(store);
  const lifecycle = await readLifecycle(store);
  const profile = await readProfile(store);
  const zone = (await settings.zone()).name;
  const scores = JSON.stringify([profile, kinds.rows, zone]);
  const { utterances, signsOfLife } = kinds;
  const rules = JSON.stringify(lifecycle.rules);
  const scored = SCORED.test(rules) ? scores : '';
  const modelled = MODELLED.test(rules) ? ((await currentFit(store))?.id ?? 0) : '';
  const stages = JSON.stringify([rulesFingerprint(lifecycle), utterances, signsOfLife, zone, scored, modelled]);
  return { kinds, lifecycle, profile, print: { stages, scores } };
}

/** What the last run has made labels by; null = there was none. */
export async function lastPrint(settings: Settings): Promise<Basis['print'] | null> {
  const { stages, scores } = ((await settings.recall(LABELLED_BY)) ?? {}) as Partial<Basis['print']>;
  return typeof stages === 'string' && typeof scores === 'string' ? { stages, scores } : null;
}

export const rememberPrint = (settings: Settings, print: Basis['print']): Promise<void> =>
  settings.remember(LABELLED_BY, print);
