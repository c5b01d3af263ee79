import type { LibraryEntry } from '../../common/ruleLibrary';

/** A persona with who is of it; several rules may give the same one. */
export interface PersonaCount {
  key: string;
  color: string | null;
  treatment: string | null;
  /** Null where the reader may not know. */
  members: number | null;
  /** Whether any rule gives it still. */
  enabled: boolean;
}

/** The personas that rules give, that of the highest priority first; colour and treatment are those of its first rule. */
export function personasOf(entries: readonly LibraryEntry[]): PersonaCount[] {
  const found = new Map<string, PersonaCount>();
  const rules = entries.filter(({ kind }) => kind === 'persona').sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
  for (const { to, color, treatment, size, enabled } of rules) {
    const known = found.get(to);
    if (!known) found.set(to, { key: to, color, treatment, members: size, enabled });
    else {
      known.treatment ??= treatment;
      known.enabled ||= enabled;
    }
  }
  return [...found.values()];
}
