import { LABEL_LEAVES, type Condition, type LabelLeaf } from '../../common/conditions';

export type GroupForm = 'all' | 'any' | 'not';
export type LeafForm = 'compare' | LabelLeaf | 'segment' | 'hours' | 'filter';
export type Form = GroupForm | LeafForm;

export const GROUP_FORMS: readonly GroupForm[] = ['all', 'any', 'not'];

/** The labels without stages: another member collection than the lifecycle's may not know them. */
export const LEAF_FORMS: readonly LeafForm[] = ['compare', ...LABEL_LEAVES, 'hours', 'segment', 'filter'];

/** What a condition is; null for JSON that is none of the known forms. */
export function formOf(condition: Condition): Form | null {
  if ('left' in condition) return 'compare';
  return [...GROUP_FORMS, ...LEAF_FORMS].find((form) => form in condition) ?? null;
}

/** Whether a condition is made of others. */
export const isGroup = (condition: Condition): boolean => GROUP_FORMS.some((form) => form in condition);

/** The conditions inside a group, each with its place below the group's own; none for a leaf. */
export function childrenOf(condition: Condition): Array<{ child: Condition; at: string }> {
  if ('all' in condition) return condition.all.map((child, i) => ({ child, at: `all[${i}]` }));
  if ('any' in condition) return condition.any.map((child, i) => ({ child, at: `any[${i}]` }));
  if ('not' in condition) return [{ child: condition.not, at: 'not' }];
  return [];
}

/** The keys that a label leaf asks for; null for any other condition. */
export function labelsOf(condition: Condition): { label: LabelLeaf; keys: string[] } | null {
  const label = LABEL_LEAVES.find((name) => name in condition);
  return label ? { label, keys: (condition as Record<LabelLeaf, string[]>)[label] } : null;
}

/** A leaf that asks for labels by key. */
export const labelLeaf = (label: LabelLeaf, keys: string[]): Condition =>
  ({ [label]: keys }) as Record<LabelLeaf, string[]>;

/** A new condition of a form, for the editor to fill in; a missing number is NaN. */
export function emptyCondition(form: Form): Condition {
  switch (form) {
    case 'all':
      return { all: [] };
    case 'any':
      return { any: [] };
    case 'not':
      return { not: { all: [] } };
    case 'compare':
      return { left: { metric: '' }, op: '>=', right: Number.NaN };
    case 'segment':
      return { segment: '' };
    case 'hours':
      return { hours: { from: 18, to: 24 }, share: 0.5, window: { days: 30 } };
    case 'filter':
      return { filter: {} };
    default:
      return labelLeaf(form, []);
  }
}
