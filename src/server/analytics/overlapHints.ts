import {
  HINT_KINDS,
  MOST_HINTS,
  type HintKind,
  type InterlinkHint,
  type MergeHint,
  type OverlapHint,
  type OverlapPair,
  type OverlapThresholds,
  type SplitHint,
  type SplitPart,
} from '../../common/overlap';
import { eachMember, type MembershipColumns, type SharedMembers } from './overlapCells';
import type { GroupCommunities } from './overlapCommunities';

export interface Hints {
  hints: OverlapHint[];
  hintCounts: Record<HintKind, number>;
}

/** The hints of each kind, strongest first, as far as they fit an answer; and how many there are. */
export function shortened(all: readonly OverlapHint[]): Hints {
  const of = (kind: HintKind) => all.filter((hint) => hint.kind === kind);
  return {
    hints: HINT_KINDS.flatMap((kind) => of(kind).slice(0, MOST_HINTS)),
    hintCounts: Object.fromEntries(HINT_KINDS.map((kind) => [kind, of(kind).length])) as Record<HintKind, number>,
  };
}

/** Pairs of groups that have nearly the same members, and pairs whose members meet in both. */
export function pairHints(
  pairs: readonly OverlapPair[],
  sizeOf: (id: number) => number,
  limits: OverlapThresholds,
): Array<MergeHint | InterlinkHint> {
  const hints = pairs.flatMap((pair): Array<MergeHint | InterlinkHint> => {
    if (pair.shared < limits.minShared) return [];
    const [small, large] = [sizeOf(pair.a), sizeOf(pair.b)].sort((x, y) => x - y);
    const size = small / large;
    const alike = pair.jaccard >= limits.mergeJaccard;
    if (alike || (pair.coefficient >= limits.mergeCoefficient && size >= limits.mergeSize))
      return [{ kind: 'merge', ...pair, size, because: alike ? 'jaccard' : 'coefficient' }];
    return pair.coefficient >= limits.interlinkCoefficient ? [{ kind: 'interlink', ...pair }] : [];
  });
  const strength = ({ kind, jaccard, coefficient }: MergeHint | InterlinkHint) =>
    kind === 'merge' ? jaccard : coefficient;
  return hints.sort((x, y) => strength(y) - strength(x) || y.shared - x.shared || x.a - y.a || x.b - y.b);
}

/**
 * Large groups whose members come from circles that have little to do with each other. A member is at home in the community
 * in which most of the member's other groups are; who is in no other group, or as much in one community as in another, is
 * in no part.
 */
export function splitHints(
  columns: MembershipColumns,
  { ids, members }: SharedMembers,
  communities: GroupCommunities,
  limits: OverlapThresholds,
): SplitHint[] {
  const count = communities.lists.length;
  const large = new Set(ids.flatMap((_, i) => (members[i] >= limits.splitMembers ? [i] : [])));
  if (count < 2 || !large.size) return [];
  const homes = new Uint32Array(ids.length * count);
  /** By group: members who have groups in two communities, by the pair of them. */
  const bridges = new Map<number, Map<number, number>>();
  const communityOf = ids.map((id) => communities.of.get(id) ?? -1);
  const tally = new Uint32Array(count);
  eachMember(columns, new Map(ids.map((id, i) => [id, i])), (own) => {
    if (own.length < 2) return;
    for (const i of own) if (communityOf[i] >= 0) tally[communityOf[i]] += 1;
    for (const i of own) {
      if (!large.has(i)) continue;
      // the group itself says nothing about where its members come from
      if (communityOf[i] >= 0) tally[communityOf[i]] -= 1;
      noteHome(homes, bridges, i, tally);
      if (communityOf[i] >= 0) tally[communityOf[i]] += 1;
    }
    tally.fill(0);
  });
  const hints = [...large].flatMap((i) => {
    const parts = Array.from({ length: count }, (_, community) => community)
      .map((community): SplitPart => {
        const n = homes[i * count + community];
        return { community, members: n, share: n / members[i] };
      })
      .filter(({ share }) => share >= limits.splitShare)
      .sort((x, y) => y.members - x.members || x.community - y.community);
    if (parts.length < 2) return [];
    const [one, other] = parts;
    const both = bridges.get(i)?.get(pairKey(one.community, other.community, count)) ?? 0;
    const contact = both / (one.members + other.members);
    if (contact > limits.splitContact) return [];
    return [{ kind: 'split' as const, group: ids[i], members: members[i], parts, contact }];
  });
  return hints.sort((x, y) => y.parts[1].share - x.parts[1].share || y.members - x.members || x.group - y.group);
}

const pairKey = (a: number, b: number, count: number) => Math.min(a, b) * count + Math.max(a, b);

function noteHome(
  homes: Uint32Array,
  bridges: Map<number, Map<number, number>>,
  group: number,
  tally: Uint32Array,
): void {
  const present: number[] = [];
  let best = -1;
  let tied = false;
  for (let c = 0; c < tally.length; c += 1) {
    if (!tally[c]) continue;
    present.push(c);
    if (best < 0 || tally[c] > tally[best]) [best, tied] = [c, false];
    else if (tally[c] === tally[best]) tied = true;
  }
  if (best >= 0 && !tied) homes[group * tally.length + best] += 1;
  if (present.length < 2) return;
  const own = bridges.get(group) ?? new Map<number, number>();
  bridges.set(group, own);
  for (let a = 0; a < present.length; a += 1)
    for (let b = a + 1; b < present.length; b += 1) {
      const key = pairKey(present[a], present[b], tally.length);
      own.set(key, (own.get(key) ?? 0) + 1);
    }
}
