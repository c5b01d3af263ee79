import type { Condition } from '../../common/conditions';
import { childrenOf, isGroup, type GroupForm } from './forms';

/** A group of a form made of the given conditions; "not" of several negates them together. */
export function groupOf(form: GroupForm, children: Condition[]): Condition {
  if (form === 'all') return { all: children };
  if (form === 'any') return { any: children };
  return { not: children.length === 1 ? children[0] : { all: children } };
}

/** The same conditions under another word; what a negation negates as a group comes out whole. */
export function regrouped(condition: Condition, form: GroupForm): Condition {
  if (form in condition) return condition;
  if ('not' in condition) {
    if (form in condition.not) return condition.not;
    return groupOf(form, [condition.not]);
  }
  const children = childrenOf(condition).map(({ child }) => child);
  if (form !== 'not') return groupOf(form, children);
  return { not: children.length === 1 ? children[0] : condition };
}

export const replaced = <T>(list: readonly T[], at: number, item: T): T[] =>
  list.map((old, i) => (i === at ? item : old));

export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);

/** The list with one item at another place; a place outside of it changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return [...list];
  const rest = without(list, from);
  return [...rest.slice(0, to), list[from], ...rest.slice(to)];
}

/** One condition of a list put into a group of its own: of the other word, because the same one would change nothing. */
export const nested = (list: readonly Condition[], at: number, parent: GroupForm): Condition[] =>
  replaced(list, at, parent === 'all' ? { any: [list[at]] } : { all: [list[at]] });

/** One group of a list dissolved: its conditions stand where it stood. */
export function dissolved(list: readonly Condition[], at: number): Condition[] {
  const group = list[at];
  if (!isGroup(group)) return [...list];
  return [...list.slice(0, at), ...childrenOf(group).map(({ child }) => child), ...list.slice(at + 1)];
}
