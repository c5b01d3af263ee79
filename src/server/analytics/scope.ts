import type { Context } from '@nocobase/actions';
import type { Filter } from '@nocobase/database';
import { NoPermissionError } from '@nocobase/acl';
import { rowsJson, rowSource, type Bind, type Store } from '../store';

/** What the caller may see of a collection. */
export interface ViewScope {
  /** The role's data scope; empty when all rows may be seen. */
  filter: Filter;
  /** Fields that the role may read; null = all. */
  fields: ReadonlySet<string> | null;
}

/**
 * The caller's right to list a collection, as the host's own `list` action applies it.
 *
 * @throws 403 through `ctx.throw` when the role may not list it at all
 */
export async function viewScope(ctx: Context, collection: string): Promise<ViewScope> {
  try {
    const { mergedParams } = await ctx.app.acl.resolveActionParams(ctx, {
      resourceName: collection,
      actionName: 'list',
    });
    const fields = mergedParams.fields as string[] | undefined;
    return {
      filter: (mergedParams.filter as Filter | undefined) ?? {},
      fields: fields?.length ? new Set(fields) : null,
    };
  } catch (error) {
    if (error instanceof NoPermissionError || (error as Error).name === 'NoPermissionError') {
      ctx.throw(403, 'No permissions');
    }
    throw error;
  }
}

export const isUnrestricted = ({ filter }: ViewScope): boolean => Object.keys(filter).length === 0;

export const mayRead = ({ fields }: ViewScope, field: string): boolean => fields === null || fields.has(field);

/** Both filters together. */
export function bothFilters(a: Filter, b: Filter): Filter {
  const parts = [a, b].filter((filter) => Object.keys(filter).length > 0);
  return parts.length === 2 ? { $and: parts } : (parts[0] ?? {});
}

/** The first field of a caller's filter that the role may not read: filtering by it would reveal it. */
export function unreadableField(scope: ViewScope, filter: unknown): string | null {
  if (scope.fields === null || typeof filter !== 'object' || filter === null) return null;
  if (Array.isArray(filter)) return firstOf(filter.map((part) => unreadableField(scope, part)));
  return firstOf(
    Object.entries(filter).map(([key, value]) => {
      if (key === '$and' || key === '$or' || key === '$not') return unreadableField(scope, value);
      if (key.startsWith('$')) return null;
      const field = key.split('.')[0];
      return field === 'id' || mayRead(scope, field) ? null : field;
    }),
  );
}

const firstOf = (found: Array<string | null>): string | null => found.find((field) => field !== null) ?? null;

/** A condition over an id column that admits only rows in scope; `TRUE` when everything is. */
export async function idsInScope(
  store: Store,
  collection: string,
  scope: ViewScope,
  column: string,
  bind: Bind,
): Promise<string> {
  if (isUnrestricted(scope)) return store.bool(true);
  const rows = (await store.db
    .getRepository(collection)
    .find({ filter: scope.filter, fields: ['id'], raw: true })) as Array<{ id: number | string }>;
  const name = `scope_${collection}`;
  bind[name] = rowsJson(rows.map(({ id }) => [Number(id)]));
  return `${column} IN (SELECT r."id" FROM ${rowSource(store.dialect, name, { id: 'int' })} AS r)`;
}
