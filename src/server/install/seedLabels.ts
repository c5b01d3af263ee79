import type { Database, Model } from '@nocobase/database';
import { personaRuleKey, SHIPPED_PERSONAS, SHIPPED_TAGS, tagRuleKey } from '../../common/personas';
import type { LabelRuleDraft } from '../../common/tags';
import { canonical } from '../lifecycle';
import { jsonValue } from '../store';
import type { Memory } from './seedRules';

/** Where it is noted what the rules of personas and tags said when they were shipped, and which tags were. */
const SHIPPED_LABELS = 'shippedLabels';

interface Shipped {
  rules?: Record<string, string>;
  tags?: string[];
}

/** What of a rule decides about members. */
const MEANING = ['kind', 'to', 'enter', 'priority', 'enabled'] as const;
const meaningOf = (get: (name: string) => unknown): string =>
  canonical(MEANING.map((name) => (name === 'enter' ? jsonValue(get(name)) : get(name))));

/** The rules of personas and tags that an installation starts with, in one language. */
export function defaultLabelRules(chinese: boolean): LabelRuleDraft[] {
  const title = ({ titleEn, titleZh }: { titleEn: string; titleZh: string }) => (chinese ? titleZh : titleEn);
  const more = { enabled: true, ownerId: null };
  return [
    ...SHIPPED_PERSONAS.map((persona): LabelRuleDraft => ({
      ...{ key: personaRuleKey(persona.to), title: title(persona), kind: 'persona', to: persona.to },
      ...{ enter: persona.enter, priority: persona.priority, color: persona.color },
      treatment: chinese ? persona.treatmentZh : persona.treatmentEn,
      ...more,
    })),
    ...SHIPPED_TAGS.map((tag): LabelRuleDraft => ({
      ...{ key: tagRuleKey(tag.to), title: title(tag), kind: 'tag', to: tag.to },
      ...{ enter: tag.enter, priority: 0, color: tag.color, treatment: null },
      ...more,
    })),
  ];
}

/**
 * Personas, tags and their rules. On an upgrade a rule follows the product only as long as nobody has changed it; a rule or
 * tag that was removed stays away.
 */
export async function seedLabels(db: Database, memory: Memory, chinese: boolean): Promise<void> {
  const before = ((await memory.recall(SHIPPED_LABELS)) ?? {}) as Shipped;
  const tags = db.getRepository('communityTags');
  for (const { to, titleEn, titleZh, color } of SHIPPED_TAGS)
    if (!before.tags?.includes(to) && !(await tags.count({ filter: { key: to } })))
      await tags.create({ values: { key: to, title: chinese ? titleZh : titleEn, color }, hooks: true });
  const rules = db.getRepository('communityRules');
  const shipped: Record<string, string> = {};
  for (const draft of defaultLabelRules(chinese)) {
    const row: Model | null = await rules.findOne({ filter: { key: draft.key } });
    const wanted = meaningOf((name) => draft[name as keyof LabelRuleDraft]);
    const known = before.rules?.[draft.key];
    if (!row && known === undefined) await rules.create({ values: { ...draft, subject: 'member' }, hooks: true });
    if (row && known !== undefined && known !== wanted && known === meaningOf((name) => row.get(name)))
      await rules.update({
        filterByTk: Number(row.get('id')),
        values: { enter: draft.enter, priority: draft.priority },
      });
    shipped[draft.key] = wanted;
  }
  await memory.remember(SHIPPED_LABELS, { rules: shipped, tags: SHIPPED_TAGS.map(({ to }) => to) });
}
