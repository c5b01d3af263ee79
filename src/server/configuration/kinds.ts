import type { Store } from '../store';

/** A kind as the pipeline uses it. */
export interface KindRow {
  key: string;
  weight: number;
  dailyCap: number | null;
  signOfLife: boolean;
  utterance: boolean;
}

export interface Kinds {
  rows: KindRow[];
  utterances: string[];
  signsOfLife: string[];
}

interface RawKind extends Record<string, unknown> {
  key: string;
  weight: number | string | null;
  dailyCap: number | string | null;
  signOfLife: unknown;
  utterance: unknown;
}

/** The kinds as operators have set them. */
export async function readKinds(store: Store): Promise<Kinds> {
  const raw = await store.select<RawKind>(
    'SELECT k."key", k."weight", k."dailyCap", k."signOfLife", k."utterance" FROM {communityKinds} AS k ORDER BY k."key"',
  );
  const rows = raw.map(({ key, weight, dailyCap, signOfLife, utterance }) => ({
    key,
    weight: Number(weight ?? 0),
    dailyCap: dailyCap === null ? null : Number(dailyCap),
    signOfLife: Boolean(signOfLife),
    utterance: Boolean(utterance),
  }));
  return {
    rows,
    utterances: rows.filter(({ utterance }) => utterance).map(({ key }) => key),
    signsOfLife: rows.filter(({ signOfLife }) => signOfLife).map(({ key }) => key),
  };
}
