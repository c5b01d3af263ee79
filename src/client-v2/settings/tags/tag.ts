import type { LibraryEntry } from '../../../common/ruleLibrary';
import { keyFrom } from '../labels/ruleDraft';

/** A tag as the server keeps it. */
export interface CommunityTag {
  id: number;
  key: string;
  title: string | null;
  description: string | null;
  color: string | null;
}

export interface TagValues {
  title: string;
  description: string | null;
  color: string | null;
}

/** What is sent for a tag: a new one gets a key out of its title; what was not changed is left alone. */
export function tagPayload(
  values: TagValues,
  existing: CommunityTag | null,
  shown: TagValues,
  taken: readonly string[],
): Record<string, unknown> {
  const now = { ...values, title: values.title.trim(), description: values.description?.trim() || null };
  if (!existing) return { ...now, key: keyFrom(now.title, taken, 'tag') };
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => (shown[name as keyof TagValues] ?? null) !== value),
  );
}

/** The rules that give a tag, those in use first. */
export const rulesOf = (entries: readonly LibraryEntry[], tag: string): LibraryEntry[] =>
  entries.filter(({ kind, to }) => kind === 'tag' && to === tag).sort((a, b) => Number(b.enabled) - Number(a.enabled));
