import type { OverlapAnswer, OverlapPair, OverlapThresholds } from '../../common/overlap';
import { rowsJson, rowSource, type Bind, type Store } from '../store';
import { countShared, readMembershipColumns, type MembershipColumns, type SharedMembers } from './overlapCells';
import { communitiesOf } from './overlapCommunities';
import { pairHints, shortened, splitHints } from './overlapHints';

export interface OverlapQuery {
  /** Leave out members who are known to have left the group. */
  presentOnly: boolean;
  /** Group ids; null = all. */
  groups: readonly number[] | null;
  thresholds: OverlapThresholds;
}

/** Members that a role may count, and the groups that it may see. */
export interface OverlapScope {
  /** Conditions over `x."memberId"` and `x."groupId"`. */
  admitted: readonly string[];
  bind: Bind;
}

/** What all pairs of groups share, and the memberships that it was counted from. */
export interface Overlap {
  columns: MembershipColumns;
  counted: SharedMembers;
  pairs: OverlapPair[];
}

/**
 * How many members each two groups share, the communities that the groups form by it, and what that hints at. Everybody
 * ever seen in a group counts, unless only those present are asked for. The answer is made of memberships alone.
 */
export async function overlap(
  store: Store,
  query: OverlapQuery,
  scope: OverlapScope,
): Promise<Omit<OverlapAnswer, 'asOf'>> {
  const { columns, counted, pairs } = await readOverlap(store, query, scope);
  const sizes = new Map(counted.ids.map((id, i) => [id, counted.members[i]]));
  const ids = [...counted.ids].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b);
  const communities = communitiesOf(ids, pairs, query.thresholds.minShared);
  const titles = await readTitles(store, ids);
  return {
    groups: ids.map((id) => ({
      id,
      title: titles.get(id) ?? null,
      members: sizes.get(id) ?? 0,
      community: communities.of.get(id) ?? null,
    })),
    pairs,
    communities: communities.lists.map((groups) => ({ groups })),
    modularity: communities.modularity,
    ...shortened([
      ...pairHints(pairs, (id) => sizes.get(id) ?? 0, query.thresholds),
      ...splitHints(columns, counted, communities, query.thresholds),
    ]),
    thresholds: query.thresholds,
  };
}

/** Shared members of all pairs of groups. */
export async function readOverlap(
  store: Store,
  { presentOnly, groups }: Pick<OverlapQuery, 'presentOnly' | 'groups'>,
  { admitted, bind }: OverlapScope,
): Promise<Overlap> {
  const bound: Bind = { ...bind };
  const conditions = [...admitted, ...(presentOnly ? [`x."status" <> 'left'`] : [])];
  if (groups) {
    bound.asked = rowsJson(groups.map((id) => [id]));
    conditions.push(`x."groupId" IN (SELECT r."id" FROM ${rowSource(store.dialect, 'asked', { id: 'int' })} AS r)`);
  }
  const from = `FROM {communityMemberships} AS x WHERE ${conditions.join(' AND ') || store.bool(true)}`;
  const columns = await readMembershipColumns(store, from, bound);
  const counted = countShared(columns);
  return { columns, counted, pairs: pairsOf(counted) };
}

function pairsOf({ ids, members, shared }: SharedMembers): OverlapPair[] {
  const pairs: OverlapPair[] = [];
  for (let i = 0; i < ids.length; i += 1) {
    for (let j = i + 1; j < ids.length; j += 1) {
      const n = shared[i * ids.length + j];
      if (!n) continue;
      pairs.push({
        a: ids[i],
        b: ids[j],
        shared: n,
        jaccard: n / (members[i] + members[j] - n),
        coefficient: n / Math.min(members[i], members[j]),
      });
    }
  }
  return pairs;
}

/** Titles of groups. */
export async function readTitles(store: Store, ids: readonly number[]): Promise<ReadonlyMap<number, string | null>> {
  if (!ids.length) return new Map();
  const rows = await store.select<{ id: number | string; title: string | null }>(
    `SELECT g."id", g."title" FROM ${rowSource(store.dialect, 'ids', { id: 'int' })} AS r JOIN {communityGroups} AS g ON g."id" = r."id"`,
    { bind: { ids: rowsJson(ids.map((id) => [id])) } },
  );
  return new Map(rows.map(({ id, title }) => [Number(id), title]));
}
