import { createHash } from 'node:crypto';
import type { Condition } from '../../common/conditions';
import { canonical } from '../lifecycle';

/** What of an installation decides about conditions besides the conditions themselves. */
export interface LabelBasis {
  utterances: readonly string[];
  signsOfLife: readonly string[];
  zone: string;
  /** Of all that decides scores; counts where a condition asks for them. */
  scores: string;
  /** Of the fitted model, where a condition asks for it. */
  fit: number;
}

const SCORED = /"metric":"(score|level)"/;
const MODELLED = /"metric":"pAlive"/;

/** A short text that stays the same as long as conditions mean the same; where it differs, everybody is looked at. */
export function labelPrint(conditions: unknown, { scores, fit, ...basis }: LabelBasis): string {
  const text = canonical(conditions as Condition);
  const more = [SCORED.test(text) ? scores : '', MODELLED.test(text) ? fit : ''];
  return createHash('sha256')
    .update(`${text}${canonical(basis)}${JSON.stringify(more)}`)
    .digest('hex')
    .slice(0, 32);
}
