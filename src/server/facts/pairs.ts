import { rowsJson, rowSource, type Bind, type Store } from '../store';

/** A member in a group (0 = outside any group); the unit in which memberships are brought up to date. */
export interface Pair {
  groupId: number;
  memberId: number;
}

/** The pairs as a bound derived table, to be joined as `r`. */
export function pairSource(store: Store): string {
  return rowSource(store.dialect, 'pairs', { groupId: 'int', memberId: 'int' });
}

export function pairBind(pairs: readonly Pair[]): Bind {
  return { pairs: rowsJson(pairs.map(({ groupId, memberId }) => [groupId, memberId])) };
}

/** Binds a list of texts and returns its placeholders. */
export function listed(bind: Bind, name: string, values: readonly string[]): string {
  values.forEach((value, i) => (bind[`${name}${i}`] = value));
  return values.map((_, i) => `$${name}${i}`).join(', ') || 'NULL';
}
