import type { Context } from '@nocobase/actions';
import {
  assertFilterable,
  both,
  bothFilters,
  inSegments,
  isUnrestricted,
  scopeCondition,
  viewScope,
  type ViewScope,
} from '../../analytics';
import type { Bind, Store } from '../../store';
import { filterOf } from '../requests';
import { segmentsAsked } from './segmentsAsked';

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
 * Reads the caller's rights to members and groups, and of the request the `filter` over members and the `segment`s (keys or
 * ids) that they are to be in.
 *
 * @throws 403 when the caller may list neither, filters by what is hidden, or may list no segments; 400 when the filter is not
 *   one, or for an unknown segment
 */
export async function audienceOf(ctx: Context, store: Store, input: Record<string, unknown>): Promise<Audience> {
  const views = {
    members: await viewScope(ctx, 'communityMembers'),
    groups: await viewScope(ctx, 'communityGroups'),
  };
  const filter = filterOf(ctx, input);
  await assertFilterable(ctx, store, 'communityMembers', filter);
  const segments = await segmentsAsked(ctx, store, input);
  const bind: Bind = {};
  const members = { ...views.members, filter: bothFilters(views.members.filter, filter) };
  return {
    views,
    everybody: isUnrestricted(members) && segments === null,
    members: both(scopeCondition(store, 'communityMembers', members, bind), inSegments(segments, bind)),
    groups: scopeCondition(store, 'communityGroups', views.groups, bind),
    bind,
  };
}
