import type { Database, Model } from '@nocobase/database';
import type { StageRuleDraft } from '../../common/lifecycle';
import { canonical, MEANING, sameMeaning, storedRule } from '../lifecycle';

/** What other parts of the plugin keep between runs. */
export interface Memory {
  recall(key: string): Promise<unknown>;
  remember(key: string, value: unknown): Promise<void>;
}

/** Where it is noted what the rules said when they were shipped, by key. */
const SHIPPED = 'shippedRules';

const meaningOf = (rule: StageRuleDraft): string => canonical(MEANING.map((name) => rule[name]));

/**
 * The rules that an installation starts with. On an upgrade a rule follows the product only as long as nobody has changed
 * it; one that was removed stays away.
 */
export async function seedRules(db: Database, memory: Memory, drafts: readonly StageRuleDraft[]): Promise<void> {
  const rules = db.getRepository('communityRules');
  const shipped = ((await memory.recall(SHIPPED)) ?? {}) as Record<string, string>;
  for (const draft of drafts) {
    const row: Model | null = await rules.findOne({ filter: { key: draft.key } });
    const before = shipped[draft.key] as string | undefined;
    if (!row && before === undefined)
      await rules.create({ values: { ...draft, kind: 'stage', subject: 'member' }, hooks: true });
    if (row && before === meaningOf(storedRule(row)) && !sameMeaning(storedRule(row), draft))
      await rules.update({ filterByTk: Number(row.get('id')), values: { ...draft, title: row.get('title') } });
  }
  await memory.remember(SHIPPED, Object.fromEntries(drafts.map((draft) => [draft.key, meaningOf(draft)])));
}
