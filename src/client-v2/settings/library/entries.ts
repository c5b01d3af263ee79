import type { Condition } from '../../../common/conditions';
import type { LibraryEntry, LibraryKind } from '../../../common/ruleLibrary';
import { conditionText, type Words } from '../../conditions';

export const KIND_TITLES: Record<LibraryKind, string> = {
  segment: 'Segment',
  persona: 'Persona',
  tag: 'Tag',
  tier: 'Value tier',
};

/** What an entry says, in words; a list kept by hand says nothing. */
export const expressionOf = ({ condition }: Pick<LibraryEntry, 'condition'>, words: Words): string =>
  condition ? conditionText(condition, words) : words.t('A list that is kept by hand');

/** Entries of a kind that have a text in their title, key, expression, owner or treatment. */
export function found(
  entries: readonly LibraryEntry[],
  kind: LibraryKind | 'all',
  search: string,
  words: Words,
): LibraryEntry[] {
  const wanted = search.trim().toLocaleLowerCase();
  return entries.filter((entry) => {
    if (kind !== 'all' && entry.kind !== kind) return false;
    if (!wanted) return true;
    const { title, key, to, owner, treatment } = entry;
    return [title, key, to, owner?.name, treatment, expressionOf(entry, words)].some((text) =>
      text?.toLocaleLowerCase().includes(wanted),
    );
  });
}

const LEAF: Record<LibraryKind, 'segment' | 'persona' | 'tag' | 'tier'> = {
  segment: 'segment',
  persona: 'persona',
  tag: 'tag',
  tier: 'tier',
};

function asksFor(condition: Condition | null, leaf: string, label: string): boolean {
  if (!condition) return false;
  if ('all' in condition) return condition.all.some((part) => asksFor(part, leaf, label));
  if ('any' in condition) return condition.any.some((part) => asksFor(part, leaf, label));
  if ('not' in condition) return asksFor(condition.not, leaf, label);
  const asked = (condition as Record<string, unknown>)[leaf];
  return asked === label || (Array.isArray(asked) && asked.includes(label));
}

/** The entries whose condition asks for a label: they would no longer hold without it. */
export const usersOf = (entries: readonly LibraryEntry[], kind: LibraryKind, label: string): LibraryEntry[] =>
  entries.filter(({ condition }) => asksFor(condition, LEAF[kind], label));

/** An entry's place in lists: ids are those of two collections, and tiers have none. */
export const rowKey = ({ kind, key }: Pick<LibraryEntry, 'kind' | 'key'>): string => `${kind} ${key}`;
