import type { LibraryEntry } from '../../../common/ruleLibrary';

/** Personas in the order in which they are tried. */
export const byPriority = (entries: readonly LibraryEntry[]): LibraryEntry[] =>
  entries
    .filter(({ kind }) => kind === 'persona')
    .sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || Number(a.id) - Number(b.id));

/** The rules whose priority changes when one of an ordered list moves, ten apart from the last one up. */
export function moved(
  ordered: readonly LibraryEntry[],
  from: number,
  to: number,
): Array<{ id: number; priority: number }> {
  const next = [...ordered];
  next.splice(to, 0, ...next.splice(from, 1));
  return next.flatMap((entry, at) => {
    const priority = (next.length - at) * 10;
    return entry.priority === priority ? [] : [{ id: Number(entry.id), priority }];
  });
}
