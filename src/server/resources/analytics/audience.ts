import type { Context } from '@nocobase/actions';
import { assertFilterable, bothFilters, idsInScope, isUnrestricted, viewScope, type ViewScope } from '../../analytics';
import type { Bind, Store } from '../../store';
import { filterOf } from '../requests';

/** Whose activity an answer is made of: what the caller may see, and of that what the caller asked for. */
export interface Audience {
  /** The caller's rights; the members' filter is that of the role alone. */
  views: { members: ViewScope; groups: ViewScope };
  /** Whether everybody counts, also what no person said: neither the role nor the request leaves anybody out. */
  everybody: boolean;
  /** Condition that admits ids of members in the given column, for any number of columns; `TRUE` for everybody. */
  members(column: string): string;
  /** Condition that admits ids of groups in the given column; `TRUE` for all. */
  groups(column: string): string;
  /** The values that the conditions name. */
  bind: Bind;
}

/**
 * Reads the caller's rights to members and groups, and the `filter` over members of the request.
 *
 * @throws 403 when the caller may list neither, or filters by what is hidden; 400 when the filter is not one
 */
export async function audienceOf(ctx: Context, store: Store, input: Record<string, unknown>): Promise<Audience> {
  const views = {
    members: await viewScope(ctx, 'communityMembers'),
    groups: await viewScope(ctx, 'communityGroups'),
  };
  const filter = filterOf(ctx, input);
  await assertFilterable(ctx, store, 'communityMembers', filter);
  const bind: Bind = {};
  const members = { ...views.members, filter: bothFilters(views.members.filter, filter) };
  return {
    views,
    everybody: isUnrestricted(members),
    members: reusable(idsInScope(store, 'communityMembers', members, COLUMN, bind)),
    groups: reusable(idsInScope(store, 'communityGroups', views.groups, COLUMN, bind)),
    bind,
  };
}

const COLUMN = '«column»';

const reusable = (pattern: string) => (column: string) => pattern.replace(COLUMN, column);
