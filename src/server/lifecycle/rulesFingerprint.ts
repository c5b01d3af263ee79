import { createHash } from 'node:crypto';
import type { StageRuleDraft } from '../../common/lifecycle';
import type { Lifecycle } from './rule';

/** What of a rule decides about members. A change of any of it makes a new version; a title does not. */
export const MEANING = ['from', 'to', 'enter', 'keep', 'priority', 'minimumStayDays', 'enabled'] as const;

/** Whether two rules say the same, whatever they are called. JSON columns do not keep the order of keys. */
export function sameMeaning(
  a: Pick<StageRuleDraft, (typeof MEANING)[number]>,
  b: Pick<StageRuleDraft, (typeof MEANING)[number]>,
): boolean {
  return MEANING.every((name) => canonical(a[name]) === canonical(b[name]));
}

/**
 * A short text that is the same as long as the rules in force mean the same. The run compares it with the one of the run
 * before: where it differs, everybody is looked at, and changes that only the new rules bring are no events of today.
 */
export function rulesFingerprint({ stages, rules }: Lifecycle): string {
  const meaning = {
    stages: stages.map(({ key }) => key),
    rules: rules.map(({ key, from, to, enter, keep, minimumStayDays }) => [
      key,
      from,
      to,
      enter,
      keep,
      minimumStayDays,
    ]),
  };
  return createHash('sha256').update(canonical(meaning)).digest('hex').slice(0, 32);
}

/** JSON with the keys of objects in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
