import type { Bind, Store } from '../store';

export interface OverlapAnswer {
  groups: Array<{ id: number; title: string | null; members: number }>;
  /** Pairs with at least one shared member; `a` and `b` are group ids, a < b. */
  pairs: Array<{ a: number; b: number; shared: number; jaccard: number }>;
}

export interface OverlapQuery {
  /** Leave out members who are known to have left the group. */
  presentOnly: boolean;
}

/**
 * How many members each two groups share. Everybody ever seen in a group counts, unless only those present are asked for.
 *
 * @param admitted conditions over memberships `x`, with their bound values in `bind`
 */
export async function overlap(
  store: Store,
  { presentOnly }: OverlapQuery,
  admitted: string[],
  bind: Bind,
): Promise<OverlapAnswer> {
  const conditions = [...admitted, ...(presentOnly ? [`x."status" <> 'left'`] : [])];
  const memberships = `(SELECT x."memberId", x."groupId" FROM {communityMemberships} AS x WHERE ${conditions.join(' AND ') || store.bool(true)})`;
  const sizes = await store.select<{ id: number | string; title: string | null; members: number | string }>(
    `SELECT g."id", g."title", COUNT(*) AS "members" FROM ${memberships} AS s JOIN {communityGroups} AS g ON g."id" = s."groupId" GROUP BY g."id", g."title" ORDER BY 3 DESC, 1`,
    { bind },
  );
  const shared = await store.select<{ a: number | string; b: number | string; shared: number | string }>(
    `SELECT s."groupId" AS "a", o."groupId" AS "b", COUNT(*) AS "shared" FROM ${memberships} AS s
     JOIN ${memberships} AS o ON o."memberId" = s."memberId" AND o."groupId" > s."groupId" GROUP BY s."groupId", o."groupId"`,
    { bind },
  );
  const members = new Map(sizes.map((row) => [Number(row.id), Number(row.members)]));
  return {
    groups: sizes.map((row) => ({ id: Number(row.id), title: row.title, members: Number(row.members) })),
    pairs: shared.map((row) => {
      const [a, b, n] = [Number(row.a), Number(row.b), Number(row.shared)];
      const union = (members.get(a) ?? 0) + (members.get(b) ?? 0) - n;
      return { a, b, shared: n, jaccard: union > 0 ? n / union : 0 };
    }),
  };
}
