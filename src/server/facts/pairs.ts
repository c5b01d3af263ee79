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

/**
 * Join condition between rows `r` and activities or facts of the same member and group. The sum hides the group from the
 * planner: a member's rows are few, a group's are many, yet SQLite would walk the group by its covering index.
 *
 * @param member column of `alias` that holds the member
 */
export const samePair = (alias: string, rows = 'r', member = 'memberId'): string =>
  `${alias}."${member}" = ${rows}."memberId" AND ${alias}."groupId" + 0 = ${rows}."groupId"`;

export function pairBind(pairs: readonly Pair[]): Bind {
  return { pairs: rowsJson(pairs.map(({ groupId, memberId }) => [groupId, memberId])) };
}

/** Binds a list of texts and returns its placeholders. */
export function listed(bind: Bind, name: string, values: readonly string[]): string {
  values.forEach((value, i) => (bind[`${name}${i}`] = value));
  return values.map((_, i) => `$${name}${i}`).join(', ') || 'NULL';
}
