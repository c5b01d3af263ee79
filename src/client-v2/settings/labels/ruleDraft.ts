import type { Condition } from '../../../common/conditions';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { checkCondition, emptyCondition, type Problem, type Words } from '../../conditions';
import type { Owner } from './OwnerSelect';

/** A rule that gives a persona or a tag, as it is edited. */
export interface EditedLabelRule {
  title: string;
  /** Key of the label that is given. */
  to: string;
  enter: Condition;
  priority: number;
  enabled: boolean;
  treatment: string | null;
  color: string | null;
  owner: Owner | null;
}

export interface LabelRuleStart {
  /** Null adds a rule. */
  id: number | null;
  kind: 'persona' | 'tag';
  rule: EditedLabelRule;
}

/** A key out of a title's Latin letters that is not taken; of titles without any, a counted one. */
export function keyFrom(title: string, taken: readonly string[], word: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 48);
  if (plain && !taken.includes(plain)) return plain;
  let number = plain ? 2 : 1;
  while (taken.includes(`${plain || word}_${number}`)) number += 1;
  return `${plain || word}_${number}`;
}

export const newRuleFor = (kind: 'persona' | 'tag', to: string, title: string, priority: number): LabelRuleStart => ({
  id: null,
  kind,
  rule: {
    title,
    to,
    enter: { all: [emptyCondition('compare')] },
    priority,
    enabled: true,
    treatment: null,
    color: kind === 'persona' ? 'blue' : null,
    owner: null,
  },
});

export const ruleOf = (entry: LibraryEntry): EditedLabelRule => ({
  title: entry.title,
  to: entry.to,
  enter: entry.condition ?? { all: [] },
  priority: entry.priority ?? 0,
  enabled: entry.enabled,
  treatment: entry.treatment,
  color: entry.color,
  owner: entry.owner,
});

/** A second rule like the first, switched off until it is made different; a persona's copy gives a persona of its own. */
export const copyOf = (entry: LibraryEntry, title: string): LabelRuleStart => ({
  id: null,
  kind: entry.kind === 'tag' ? 'tag' : 'persona',
  rule: { ...ruleOf(entry), title, enabled: false, to: entry.kind === 'tag' ? entry.to : '' },
});

/** The fields that the server is to change: shipped titles are shown translated and are left alone unless edited. */
export function changesOf(before: EditedLabelRule, after: EditedLabelRule): Record<string, unknown> {
  const flat = ({ owner, ...rule }: EditedLabelRule): Record<string, unknown> => ({
    ...rule,
    title: rule.title.trim(),
    treatment: rule.treatment?.trim() || null,
    ownerId: owner?.id ?? null,
  });
  const [old, now] = [flat(before), flat(after)];
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(old[name], value)));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a new rule sends: all of it, with keys that nobody has yet. */
export function newValues({ kind, rule }: LabelRuleStart, entries: readonly LibraryEntry[]): Record<string, unknown> {
  const to =
    rule.to ||
    keyFrom(
      rule.title,
      entries.filter((entry) => entry.kind === kind).map((entry) => entry.to),
      kind,
    );
  const key = keyFrom(
    `${kind}-${to}`,
    entries.map((entry) => entry.key),
    kind,
  );
  return { ...values(rule), kind, to, key };
}

const values = ({ title, enter, priority, enabled, treatment, color, owner }: EditedLabelRule) => ({
  ...{ title: title.trim(), enter, priority, enabled, color },
  treatment: treatment?.trim() || null,
  ownerId: owner?.id ?? null,
});

/** What is missing or impossible. */
export function checkRule(
  { rule, kind }: Pick<LabelRuleStart, 'rule' | 'kind'>,
  words: Pick<Words, 't' | 'catalogue'>,
): Problem[] {
  const { t } = words;
  const problems: Problem[] = [];
  if (!rule.title.trim()) problems.push({ path: 'title', text: t('Enter a title.') });
  if (kind === 'tag' && !rule.to) problems.push({ path: 'to', text: t('Choose a tag.') });
  if (!Number.isInteger(rule.priority)) problems.push({ path: 'priority', text: t('Enter a whole number.') });
  return [...problems, ...checkCondition(rule.enter, 'enter', words)];
}
