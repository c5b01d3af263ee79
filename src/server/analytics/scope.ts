import type { Context } from '@nocobase/actions';
import type { Filter } from '@nocobase/database';
import { NoPermissionError } from '@nocobase/acl';
import { selectIds } from '../conditions';
import type { Bind, Store } from '../store';

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

/** A permission for whoever may list a collection, be it a few rows of it. */
export const whoMayList =
  (collection: string) =>
  async (ctx: unknown): Promise<boolean> =>
    viewScope(ctx as Context, collection).then(
      () => true,
      () => false,
    );

export const isUnrestricted = ({ filter }: ViewScope): boolean => Object.keys(filter).length === 0;

/** Whether numbers that are counted over all groups are for the caller. */
export const seesAllGroups = (ctx: Context): Promise<boolean> =>
  viewScope(ctx, 'communityGroups').then(isUnrestricted, () => false);

export const mayRead = ({ fields }: ViewScope, field: string): boolean => fields === null || fields.has(field);

/** Both filters together. */
export function bothFilters(a: Filter, b: Filter): Filter {
  const parts = [a, b].filter((filter) => Object.keys(filter).length > 0);
  return parts.length === 2 ? { $and: parts } : (parts[0] ?? {});
}

/**
 * Refuses a caller's filter that names what the caller may not see: a hidden field, or a related collection that the
 * caller may not list in full. Whoever may filter by a value can find it out.
 *
 * @throws 403 through `ctx.throw`
 */
export async function assertFilterable(ctx: Context, store: Store, collection: string, filter: unknown): Promise<void> {
  if (Array.isArray(filter)) {
    for (const part of filter) await assertFilterable(ctx, store, collection, part);
    return;
  }
  if (typeof filter !== 'object' || filter === null) return;
  for (const [key, value] of Object.entries(filter)) {
    if (key.startsWith('$')) await assertFilterable(ctx, store, collection, value);
    else await assertPath(ctx, store, collection, key.split('.'), value);
  }
}

async function assertPath(
  ctx: Context,
  store: Store,
  collection: string,
  path: readonly string[],
  value: unknown,
): Promise<void> {
  const [field, ...rest] = path;
  const scope = await viewScope(ctx, collection);
  if (field !== 'id' && !mayRead(scope, field)) ctx.throw(403, 'No permissions');
  const target = store.db.getCollection(collection)?.getField(field)?.options.target as string | undefined;
  if (!target) return;
  if (!isUnrestricted(await viewScope(ctx, target))) ctx.throw(403, 'No permissions');
  if (rest.length) await assertPath(ctx, store, target, rest, value);
  else await assertFilterable(ctx, store, target, value);
}

/**
 * A condition over an id column that admits only rows in scope; `TRUE` when everything is. The scope is a subquery of the
 * host's own making, so that it costs the same for ten members as for all.
 *
 * @param bind gets the values that the condition names
 */
export function idsInScope(store: Store, collection: string, scope: ViewScope, column: string, bind: Bind): string {
  if (isUnrestricted(scope)) return store.bool(true);
  return `${column} IN (${scopeSelect(store, collection, scope, bind)})`;
}

/** The same for any number of columns: the values are bound once. */
export function scopeCondition(
  store: Store,
  collection: string,
  scope: ViewScope,
  bind: Bind,
): (column: string) => string {
  const pattern = idsInScope(store, collection, scope, COLUMN, bind);
  return (column) => pattern.replaceAll(COLUMN, column);
}

const COLUMN = '«column»';

function scopeSelect(store: Store, collection: string, { filter }: ViewScope, bind: Bind): string {
  // the host's parser changes what it is given
  return selectIds(store, collection, structuredClone(filter) as Record<string, unknown>, (text) => {
    const name = `scope${Object.keys(bind).length}`;
    bind[name] = text;
    return `$${name}`;
  });
}
