import type { Store } from '../store';

/**
 * Assignments for `updateFrom` that take a column and its version from the new row unless the stored version is later:
 * another process may have written a later description meanwhile.
 */
export function newerColumn(store: Store, column: string, version: string): Record<string, string> {
  const isNewer = `s."${version}" IS NOT NULL AND COALESCE(t."${version}" <= s."${version}", ${store.bool(true)})`;
  const newer = (name: string): string => `CASE WHEN ${isNewer} THEN s."${name}" ELSE t."${name}" END`;
  return { [column]: newer(column), [version]: newer(version) };
}
