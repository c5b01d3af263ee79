import type { Filter } from '@nocobase/database';
import type { HeatmapAnswer, HeatmapCells, HeatmapGroup, HeatmapMember, Normalization } from '../../common/heatmap';
import { relativeLevels } from '../../common/heatmapLevels';
import type { Store } from '../store';
import { exactCells, steppedCells } from './heatmapCells';
import { bothFilters, isUnrestricted, mayRead, type ViewScope } from './scope';

export interface HeatmapQuery {
  /** The caller's own filter over members. */
  filter: Filter;
  /** Field names of members, `-` for descending. */
  sort: string[];
  page: number;
  pageSize: number;
  /** Group ids; null = the busiest groups. */
  groups: number[] | null;
  /** How many of the busiest groups there are columns of; not asked where `groups` names them. */
  groupLimit: number;
  normalize: Normalization;
  /** How exact cells have to be: scores to a fortieth and moments to the minute are read faster. */
  cells: 'exact' | 'stepped';
}

export interface HeatmapScopes {
  members: ViewScope;
  groups: ViewScope;
}

/** One page of the members × groups matrix, within what the caller may see of members and groups. */
export async function heatmap(
  store: Store,
  query: HeatmapQuery,
  scopes: HeatmapScopes,
  asOf: number | null,
): Promise<HeatmapAnswer<ArrayLike<number>>> {
  const filter = bothFilters(scopes.members.filter, query.filter);
  const repository = store.db.getRepository('communityMembers');
  const [total, rows, groups] = await Promise.all([
    repository.count({ filter }) as Promise<number>,
    repository.find({
      filter,
      fields: ['id', 'displayName', 'stage', 'persona', 'engagementScore'],
      sort: [...query.sort, 'id'],
      limit: query.pageSize,
      offset: (query.page - 1) * query.pageSize,
      raw: true,
    }) as Promise<Array<Record<string, unknown>>>,
    readGroups(store, query, scopes),
  ]);
  const members = rows.map((row) => toMember(row, scopes.members));
  const read = query.cells === 'exact' ? exactCells : steppedCells;
  const ids = (rows: Array<{ id: number | string }>) => rows.map(({ id }) => Number(id));
  const cells = readable(await read(store, ids(members), ids(groups)), scopes.members);
  cells.level = relativeLevels(cells, query.normalize);
  return { members, groups, cells, total, page: query.page, pageSize: query.pageSize, asOf };
}

/** Cells without what the caller may not read of members: scores and moments of memberships tell of it. */
function readable(cells: HeatmapCells<ArrayLike<number>>, scope: ViewScope): HeatmapCells<ArrayLike<number>> {
  const nothing = () => new Uint8Array(cells.member.length);
  return {
    ...cells,
    ...(mayRead(scope, 'engagementScore') ? {} : { score: nothing(), level: nothing() }),
    ...(mayRead(scope, 'lastActiveAt') ? {} : { lastActiveAt: nothing() }),
  };
}

function toMember(row: Record<string, unknown>, scope: ViewScope): HeatmapMember {
  const shown = <T>(field: string): T | null =>
    mayRead(scope, field) ? ((row[field] as T | undefined) ?? null) : null;
  const score = shown<number | string>('engagementScore');
  return {
    id: Number(row.id),
    name: shown<string>('displayName'),
    stage: shown<string>('stage'),
    persona: shown<string>('persona'),
    score: score === null ? null : Number(score),
  };
}

async function readGroups(store: Store, query: HeatmapQuery, scopes: HeatmapScopes): Promise<HeatmapGroup[]> {
  const asked: Filter = query.groups ? { id: { $in: query.groups } } : {};
  const rows = (await store.db.getRepository('communityGroups').find({
    filter: bothFilters(scopes.groups.filter, asked),
    fields: ['id', 'title', 'memberCount', 'knownMembers'],
    sort: ['-posts', 'id'],
    limit: query.groups?.length ?? query.groupLimit,
    raw: true,
  })) as Array<Record<string, unknown>>;
  // how many members are known would reveal members outside the caller's scope
  const showKnown = isUnrestricted(scopes.members) && mayRead(scopes.groups, 'knownMembers');
  return rows.map((row) => {
    const reported = mayRead(scopes.groups, 'memberCount') ? row.memberCount : null;
    const count = reported ?? (showKnown ? row.knownMembers : null);
    return {
      id: Number(row.id),
      title: mayRead(scopes.groups, 'title') ? ((row.title as string | null) ?? null) : null,
      memberCount: count == null ? null : Number(count),
    };
  });
}
