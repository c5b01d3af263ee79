import type { Filter } from '@nocobase/database';
import type { HeatmapAnswer, HeatmapCells, HeatmapGroup, HeatmapMember, Normalization } from '../../common/heatmap';
import { rowsJson, rowSource, type Store } from '../store';
import { levelCode, relativeLevels } from './levels';
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
  normalize: Normalization;
}

export interface HeatmapScopes {
  members: ViewScope;
  groups: ViewScope;
}

/** Columns shown when the caller names no groups. */
const DEFAULT_GROUPS = 200;

interface CellRow extends Record<string, unknown> {
  memberId: number | string;
  groupId: number | string;
  score: number | string;
  level: string | null;
  posts: number | string;
  lastActiveAt: number | string | null;
}

/** One page of the members × groups matrix, within what the caller may see of members and groups. */
export async function heatmap(
  store: Store,
  query: HeatmapQuery,
  scopes: HeatmapScopes,
  asOf: number | null,
): Promise<HeatmapAnswer> {
  const filter = bothFilters(scopes.members.filter, query.filter);
  const repository = store.db.getRepository('communityMembers');
  const total = await repository.count({ filter });
  const rows = (await repository.find({
    filter,
    fields: ['id', 'displayName', 'stage', 'persona', 'engagementScore'],
    sort: [...query.sort, 'id'],
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
    raw: true,
  })) as Array<Record<string, unknown>>;
  const members = rows.map((row) => toMember(row, scopes.members));
  const groups = await readGroups(store, query, scopes);
  const cells = await readCells(store, members, groups);
  cells.level = relativeLevels(cells, query.normalize);
  return { members, groups, cells, total, page: query.page, pageSize: query.pageSize, asOf };
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
    limit: query.groups?.length ?? DEFAULT_GROUPS,
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

async function readCells(store: Store, members: HeatmapMember[], groups: HeatmapGroup[]): Promise<HeatmapCells> {
  const cells: HeatmapCells = { member: [], group: [], score: [], level: [], posts: [], lastActiveAt: [] };
  if (!members.length || !groups.length) return cells;
  const ids = { id: 'int' } as const;
  const rows = await store.select<CellRow>(
    `SELECT x."memberId", x."groupId", x."score", x."level", x."posts", ${store.sql.epochMs('x."lastActiveAt"')} AS "lastActiveAt"
     FROM ${rowSource(store.dialect, 'members', ids)} AS m
     JOIN {communityMemberships} AS x ON x."memberId" = m."id"
     JOIN ${rowSource(store.dialect, 'groups', ids)} AS g ON g."id" = x."groupId"`,
    { bind: { members: rowsJson(members.map(({ id }) => [id])), groups: rowsJson(groups.map(({ id }) => [id])) } },
  );
  const memberIndex = new Map(members.map(({ id }, i) => [id, i]));
  const groupIndex = new Map(groups.map(({ id }, i) => [id, i]));
  for (const row of rows) {
    cells.member.push(memberIndex.get(Number(row.memberId)) as number);
    cells.group.push(groupIndex.get(Number(row.groupId)) as number);
    cells.score.push(Number(row.score));
    cells.level.push(levelCode(row.level));
    cells.posts.push(Number(row.posts));
    cells.lastActiveAt.push(Number(row.lastActiveAt ?? 0));
  }
  return cells;
}
