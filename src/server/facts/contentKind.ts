import { CONTENT_KINDS } from '../../common/groupHealthContent';
import type { Store } from '../store';

/** Media that are the same to a reader. */
const ALIKE: Record<string, string> = { venue: 'location' };

/** The kind of content of activity `alias`, one of {@link CONTENT_KINDS}. */
export function contentKind(store: Store, alias: string): string {
  const media = jsonAt(store, `${alias}."payload"`, 'media', 'type');
  const known = CONTENT_KINDS.filter((kind) => kind !== 'text' && kind !== 'link' && kind !== 'other');
  const text = (value: string) => `'${value}'`;
  const alike = Object.entries(ALIKE).map(([from, to]) => `WHEN ${media} = ${text(from)} THEN ${text(to)}`);
  return `CASE WHEN ${media} IS NULL THEN CASE WHEN ${jsonAt(store, `${alias}."payload"`, 'linkHosts', 0)} IS NULL THEN 'text' ELSE 'link' END
    WHEN ${media} IN (${known.map(text).join(', ')}) THEN ${media} ${alike.join(' ')} ELSE 'other' END`;
}

/** A text within a JSON column; NULL where it is missing. The path is a constant of ours. */
function jsonAt(store: Store, column: string, key: string, inner: string | number): string {
  const step = typeof inner === 'number' ? `[${inner}]` : `.${inner}`;
  if (store.dialect === 'postgres') {
    return `(${column}->'${key}'->>${typeof inner === 'number' ? inner : `'${inner}'`})`;
  }
  const value = `'$.${key}${step}'`;
  return store.dialect === 'mysql' ? `JSON_VALUE(${column}, ${value})` : `json_extract(${column}, ${value})`;
}
