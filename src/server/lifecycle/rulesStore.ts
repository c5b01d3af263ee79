import type { StageRuleDraft } from '../../common/lifecycle';
import type { Store, WriteGate } from '../store';
import { readRules, type StoredRule } from './rule';
import { sameMeaning } from './rulesFingerprint';

export interface SaveOptions {
  store: Store;
  gate: WriteGate;
  /** The request, handed on to the host's hooks: versions note who changed a rule. */
  context?: unknown;
}

export interface SavedRules {
  created: number;
  changed: number;
  removed: number;
}

/**
 * Makes the stage rules equal to the drafts, by key, in one transaction: what is absent is removed, what says the same is
 * not touched.
 *
 * @param check called with the stored rules inside the transaction; what it throws leaves everything as it is
 * @throws Error when a key belongs to a rule of another kind (unique column)
 */
export async function saveRules(
  { store, gate, context }: SaveOptions,
  drafts: readonly StageRuleDraft[],
  check: (stored: StoredRule[]) => void = () => undefined,
): Promise<SavedRules> {
  return gate.run(async (transaction) => {
    const rules = store.db.getRepository('communityRules');
    const stored = await readRules(store, transaction);
    check(stored);
    const known = new Map(stored.map((rule) => [rule.key, rule]));
    const counts: SavedRules = { created: 0, changed: 0, removed: 0 };
    const options = { transaction, context } as { transaction: typeof transaction };
    for (const rule of stored) {
      if (drafts.some(({ key }) => key === rule.key)) continue;
      await rules.destroy({ filterByTk: rule.id, ...options });
      counts.removed += 1;
    }
    for (const draft of drafts) {
      const before = known.get(draft.key);
      if (!before) {
        await rules.create({ values: { ...draft, kind: 'stage', subject: 'member' }, ...options });
        counts.created += 1;
      } else if (before.title !== draft.title || !sameMeaning(before, draft)) {
        await rules.update({ filterByTk: before.id, values: { ...draft }, ...options });
        counts.changed += 1;
      }
    }
    return counts;
  });
}
