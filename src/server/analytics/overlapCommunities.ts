import { UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import type { OverlapPair } from '../../common/overlap';

export interface GroupCommunities {
  /** Index of the community by group id; a group that is bound to no other is missing. */
  of: ReadonlyMap<number, number>;
  /** Group ids of each, as they came; the community with the most groups first. */
  lists: number[][];
  /** Newman's modularity of the division, weighted; null when no two groups are bound. */
  modularity: number | null;
}

/** Any number: the same division for the same groups is what matters. */
const SEED = 20_240_501;

/**
 * Communities of groups by the Louvain method (Blondel et al., 2008): groups that share more members with each other than
 * chance would have it. Jaccard is the weight, so that a large group does not bind everything to itself. The same
 * input gives the same communities.
 *
 * @param ids all groups, in the order in which a community lists them
 * @param minShared pairs that share fewer members bind nothing
 */
export function communitiesOf(
  ids: readonly number[],
  pairs: readonly OverlapPair[],
  minShared: number,
): GroupCommunities {
  const bonds = pairs.filter(({ shared, jaccard }) => shared >= minShared && jaccard > 0);
  if (!bonds.length) return { of: new Map(), lists: [], modularity: null };
  const graph = new UndirectedGraph<object, { weight: number }>();
  const bound = new Set(bonds.flatMap(({ a, b }) => [a, b]));
  for (const id of [...bound].sort((a, b) => a - b)) graph.addNode(id);
  for (const { a, b, jaccard } of [...bonds].sort((x, y) => x.a - y.a || x.b - y.b))
    graph.addEdge(a, b, { weight: jaccard });
  const { communities, modularity } = louvain.detailed(graph, { getEdgeWeight: 'weight', rng: seeded(SEED) });
  const lists = new Map<number, number[]>();
  for (const id of ids) {
    if (!bound.has(id)) continue;
    const key = communities[String(id)];
    lists.set(key, [...(lists.get(key) ?? []), id]);
  }
  const ordered = [...lists.values()].sort((a, b) => b.length - a.length || Math.min(...a) - Math.min(...b));
  return {
    of: new Map(ordered.flatMap((list, index) => list.map((id) => [id, index] as const))),
    lists: ordered,
    modularity,
  };
}

/** Mulberry32, a small generator with 32 bits of state: numbers from 0 up to 1. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
