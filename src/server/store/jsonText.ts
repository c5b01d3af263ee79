import type { Dialect } from './dialect';

/**
 * A value within a JSON column as text; NULL where there is none.
 *
 * @param column SQL expression
 * @param path keys from the outside in; literals of the code, never anybody's input
 */
export function jsonText(dialect: Dialect, column: string, path: readonly string[]): string {
  if (dialect === 'postgres') {
    const steps = path.map((key, i) => `${i === path.length - 1 ? '->>' : '->'}'${key}'`);
    return `(${column}${steps.join('')})`;
  }
  const extracted = `json_extract(${column}, '$.${path.join('.')}')`;
  return dialect === 'sqlite' ? extracted : `JSON_UNQUOTE(${extracted})`;
}
