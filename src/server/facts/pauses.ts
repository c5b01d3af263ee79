import type { Store } from '../store';
import type { RecountScope } from './scope';

/** Activities `alias` that belong to no session. */
const apart = (store: Store, alias: string): string =>
  `(${alias}."kind" IN ('join', 'leave') OR ${alias}."retracted" = ${store.bool(true)})`;

const RUN = ['groupId', 'memberId', 'cellDay'];

/**
 * ORDER BY of activities `a` that puts those of a member in a group one after the other, for {@link withPauses}: what belongs
 * to no session comes at the end.
 */
export const inRuns = (store: Store): string =>
  `${apart(store, 'a')}, ${RUN.map((column) => `a."${column}"`).join(', ')}, a."at", a."externalKey"`;

/**
 * FROM of the activities `a` of sessions with their `pause`: milliseconds since the member's one before in the group, NULL of
 * the first.
 *
 * @param columns what else is read of them
 */
export function withPauses(store: Store, scope: RecountScope, columns: readonly string[]): string {
  const carried = columns.map((name) => `a."${name}"`).join(', ');
  if (scope.inRuns) {
    // a window's sort costs several times as much as a look at the row before
    const same = RUN.map((column) => `NOT ${store.sql.isDistinct(`p."${column}"`, `a."${column}"`)}`).join(' AND ');
    return `(SELECT ${carried}, a."at" - p."at" AS "pause" FROM ${scope.own}
      LEFT JOIN ${scope.inRuns} AS p ON p.rowid = a."row" - 1 AND ${same} WHERE NOT ${apart(store, 'a')}) AS a`;
  }
  const run = RUN.map((column) => `a."${column}"`).join(', ');
  return `(SELECT ${carried}, a."at" - LAG(a."at") OVER (PARTITION BY ${run} ORDER BY a."at", a."externalKey") AS "pause"
    FROM ${scope.own} WHERE NOT ${apart(store, 'a')}) AS a`;
}
