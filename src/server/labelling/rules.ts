import type { Model } from '@nocobase/database';
import type { Condition } from '../../common/conditions';
import { ConditionError, parseCondition, type ConditionContext } from '../conditions';
import type { Store } from '../store';

/** A rule that gives a persona or a tag, ready to be evaluated. */
export interface LabelRule {
  id: number;
  key: string;
  title: string;
  to: string;
  condition: Condition;
  priority: number;
  version: number;
}

/** Rules of one kind: those that can be evaluated, and what is wrong with the others. */
export interface LabelRules {
  rules: LabelRule[];
  broken: Array<{ id: number; to: string; error: ConditionError }>;
}

/** Enabled rules of a kind, the highest priority first, in the order of their making where it is equal. */
export async function readLabelRules(
  store: Store,
  kind: 'persona' | 'tag',
  known: ConditionContext,
): Promise<LabelRules> {
  const rows: Model[] = await store.db
    .getRepository('communityRules')
    .find({ filter: { kind, enabled: true }, sort: ['-priority', 'id'] });
  const found: LabelRules = { rules: [], broken: [] };
  for (const row of rows) {
    const id = Number(row.get('id'));
    try {
      found.rules.push({
        id,
        key: String(row.get('key')),
        title: String(row.get('title') || row.get('key')),
        to: String(row.get('to')),
        condition: parseCondition(row.get('enter'), known),
        priority: Number(row.get('priority') ?? 0),
        version: Number(row.get('version') ?? 1),
      });
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      found.broken.push({ id, to: String(row.get('to')), error });
    }
  }
  return found;
}

/** The title of the first rule of any kind that says something of interest. */
export async function readLabelRulesNaming(
  store: Store,
  says: (condition: unknown) => boolean,
): Promise<string | undefined> {
  const rows: Model[] = await store.db.getRepository('communityRules').find({ sort: ['id'] });
  const found = rows.find((row) => says(row.get('enter')) || says(row.get('keep')));
  return found && String(found.get('title') || found.get('key'));
}
