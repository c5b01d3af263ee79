import type { InvitableAnswer } from '../../common/overlap';
import { rowsJson, rowSource, type Bind, type Store } from '../store';
import { MOST_RELATED } from './coldGroups';
import { readTitles } from './overlap';

export interface InvitableQuery {
  /** The quiet group. */
  group: number;
  presentOnly: boolean;
  /** Groups that share fewer members with it are not related. */
  minShared: number;
  /** Only members whom the bot may write to. */
  reachableOnly: boolean;
  /** Active since, milliseconds. */
  since: number;
  page: number;
  pageSize: number;
}

/** What the role may see, over any column. */
export interface InvitableScope {
  members(column: string): string;
  groups(column: string): string;
  bind: Bind;
}

/** The order of the list and what may be told of the members. */
interface Row extends Record<string, unknown> {
  id: number | string;
  name: string | null;
  stage: string | null;
  engagementScore: number | string | null;
  reachability: string | null;
  lastActiveAt: number | string | null;
  affinity: number | string;
}

type Related = InvitableAnswer['related'];

/**
 * Members whom a quiet group could invite: active lately in groups that share its members, never in it themselves. Who was
 * in it and left is not asked again; bots and the own team are left out. They are ordered by how close the groups are in
 * which they are active and by how much they do there.
 */
export async function invitable(store: Store, query: InvitableQuery, scope: InvitableScope): Promise<InvitableAnswer> {
  const related = await relatedGroups(store, query, scope);
  const titles = await readTitles(store, [query.group]);
  const answer: InvitableAnswer = {
    group: { id: query.group, title: titles.get(query.group) ?? null },
    related,
    members: [],
    total: 0,
    page: query.page,
    pageSize: query.pageSize,
  };
  if (!related.length) return answer;
  const bind: Bind = {
    ...scope.bind,
    group: query.group,
    since: store.instant(query.since),
    related: rowsJson(related.map(({ id, jaccard }) => [id, jaccard])),
  };
  const candidates = candidatesSql(store, query, scope);
  const [{ n }] = await store.select<{ n: number | string }>(`SELECT COUNT(*) AS "n" FROM (${candidates}) AS c`, {
    bind,
  });
  const rows = await store.select<Row>(
    `SELECT m."id", m."displayName" AS "name", m."stage", m."engagementScore", m."reachability",
       ${store.sql.epochMs('m."lastActiveAt"')} AS "lastActiveAt", c."affinity"
     FROM (${candidates}) AS c JOIN {communityMembers} AS m ON m."id" = c."memberId"
     ORDER BY c."affinity" DESC, c."memberId" LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`,
    { bind },
  );
  const number = (value: number | string | null) => (value === null ? null : Number(value));
  const where = await activeGroups(
    store,
    rows.map(({ id }) => Number(id)),
    related,
    query,
  );
  return {
    ...answer,
    total: Number(n),
    members: rows.map((row) => ({
      id: Number(row.id),
      name: row.name,
      stage: row.stage,
      engagementScore: number(row.engagementScore),
      reachability: row.reachability,
      lastActiveAt: number(row.lastActiveAt),
      affinity: Number(row.affinity),
      groups: where.get(Number(row.id)) ?? [],
    })),
  };
}

/** The groups that share most members with one, by Jaccard. */
async function relatedGroups(store: Store, query: InvitableQuery, scope: InvitableScope): Promise<Related> {
  const present = (alias: string) => (query.presentOnly ? ` AND ${alias}."status" <> 'left'` : '');
  const bind: Bind = { ...scope.bind, group: query.group };
  const shared = await store.select<{ id: number | string; shared: number | string }>(
    `SELECT o."groupId" AS "id", COUNT(*) AS "shared" FROM {communityMemberships} AS x
     JOIN {communityMemberships} AS o ON o."memberId" = x."memberId"${present('o')}
     WHERE x."groupId" = $group AND ${scope.members('x."memberId"')} AND ${scope.groups('o."groupId"')}${present('x')}
     GROUP BY o."groupId"`,
    { bind },
  );
  const own = Number(shared.find(({ id }) => Number(id) === query.group)?.shared ?? 0);
  const others = shared
    .map(({ id, shared: n }) => ({ id: Number(id), shared: Number(n) }))
    .filter(({ id, shared: n }) => id !== query.group && n >= query.minShared);
  if (!others.length) return [];
  const ids = others.map(({ id }) => id);
  const sizes = await store.select<{ id: number | string; n: number | string }>(
    `SELECT x."groupId" AS "id", COUNT(*) AS "n" FROM ${rowSource(store.dialect, 'others', { id: 'int' })} AS r
     JOIN {communityMemberships} AS x ON x."groupId" = r."id" WHERE ${scope.members('x."memberId"')}${present('x')} GROUP BY x."groupId"`,
    { bind: { ...scope.bind, others: rowsJson(ids.map((id) => [id])) } },
  );
  const sizeOf = new Map(sizes.map(({ id, n }) => [Number(id), Number(n)]));
  const titles = await readTitles(store, ids);
  return others
    .map(({ id, shared: n }) => ({
      id,
      title: titles.get(id) ?? null,
      shared: n,
      jaccard: n / (own + (sizeOf.get(id) ?? 0) - n),
    }))
    .sort((x, y) => y.jaccard - x.jaccard || x.id - y.id)
    .slice(0, MOST_RELATED);
}

const RELATED = { id: 'int', jaccard: 'float' } as const;

function candidatesSql(store: Store, { reachableOnly }: InvitableQuery, scope: InvitableScope): string {
  const no = (column: string) => `COALESCE(${column}, ${store.bool(false)}) = ${store.bool(false)}`;
  return `SELECT x."memberId", SUM(r."jaccard" * COALESCE(x."score", 0)) AS "affinity"
    FROM ${rowSource(store.dialect, 'related', RELATED)} AS r
    JOIN {communityMemberships} AS x ON x."groupId" = r."id" AND x."status" <> 'left' AND x."lastActiveAt" >= $since
    JOIN {communityMembers} AS p ON p."id" = x."memberId" AND ${no('p."isBot"')} AND ${no('p."isTeam"')}${reachableOnly ? ` AND p."reachability" = 'reachable'` : ''}
    WHERE ${scope.members('x."memberId"')}
      AND NOT EXISTS (SELECT 1 FROM {communityMemberships} AS q WHERE q."memberId" = x."memberId" AND q."groupId" = $group)
    GROUP BY x."memberId"`;
}

/** In which of the related groups each member is active, closest group first. */
async function activeGroups(
  store: Store,
  members: readonly number[],
  related: Related,
  { since }: InvitableQuery,
): Promise<ReadonlyMap<number, Array<{ id: number; score: number }>>> {
  if (!members.length) return new Map();
  const rows = await store.select<{
    memberId: number | string;
    groupId: number | string;
    score: number | string | null;
  }>(
    `SELECT x."memberId", x."groupId", x."score" FROM ${rowSource(store.dialect, 'members', { id: 'int' })} AS m
     ${store.sql.drivenJoin} {communityMemberships} AS x ON x."memberId" = m."id"
     WHERE x."status" <> 'left' AND x."lastActiveAt" >= $since`,
    { bind: { members: rowsJson(members.map((id) => [id])), since: store.instant(since) } },
  );
  const place = new Map(related.map(({ id }, i) => [id, i]));
  const found = new Map<number, Array<{ id: number; score: number }>>();
  for (const { memberId, groupId, score } of rows) {
    const group = Number(groupId);
    if (!place.has(group)) continue;
    const list = found.get(Number(memberId)) ?? [];
    found.set(Number(memberId), list);
    list.push({ id: group, score: Number(score ?? 0) });
  }
  for (const list of found.values()) list.sort((x, y) => (place.get(x.id) ?? 0) - (place.get(y.id) ?? 0));
  return found;
}
