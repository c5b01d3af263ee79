import type { SimulatedGroup } from './groups';
import type { Life } from './life';
import { createLife } from './life';
import { inventName } from './names';
import type { CommunityPlan } from './options';
import type { Pattern } from './patterns';
import { PATTERNS, patternAt } from './patterns';
import type { Random } from './random';
import { createRandom, STREAM, uniform, weightedIndex } from './random';

/** A member's place in a group. */
export interface SimulatedMembership {
  group: number;
  joinDay: number;
  /** How the joining shows in the export; `unseen` leaves no trace, `founder` was there from the start. */
  joins: 'link' | 'self' | 'invited' | 'unseen' | 'founder';
  /** Relative share of the member's messages. */
  affinity: number;
}

/** A person of the community. */
export interface SimulatedMember {
  index: number;
  /** Telegram's user id. */
  id: number;
  name: string;
  /** The account was deleted since: exports write null for its name. */
  deleted: boolean;
  pattern: Pattern;
  life: Life;
  /** The first is the home group, joined on the first day. */
  memberships: SimulatedMembership[];
}

const FOUNDERS_SHARE = 0.72;
const FOUNDING_SHARE_OF_HORIZON = 1 / 6;
const GOLDEN_RATIO = 0.6180339887498949;
const OTHER_CLUSTER_FACTOR = 0.025;

/** Everybody who joins within the simulated days. A longer run has the same people and then more. */
export function createMembers(plan: CommunityPlan, groups: readonly SimulatedGroup[]): SimulatedMember[] {
  const founders = Math.ceil(plan.members * FOUNDERS_SHARE);
  const perDay = (plan.members - founders) / plan.horizon;
  const arrived = founders + (perDay > 0 ? Math.ceil(perDay * plan.days) : 0);
  const members: SimulatedMember[] = [];
  for (let index = 0; index < arrived; index += 1) {
    const joinDay = index < founders ? foundingDay(plan, index) : Math.floor((index - founders + 0.5) / perDay);
    if (joinDay < plan.days) {
      members.push(createMember(plan, groups, index, joinDay));
    }
  }
  return members;
}

/** Founders come quickly at first, then fewer a day. The first ones are there when the groups are created. */
function foundingDay(plan: CommunityPlan, index: number): number {
  const span = Math.ceil(plan.horizon * FOUNDING_SHARE_OF_HORIZON);
  return isOwner(index, plan) ? 0 : Math.floor(span * uniform(plan.seed, STREAM.arrival, index) ** 2);
}

/** The first members own the groups: about one owner for three groups. */
function isOwner(index: number, plan: CommunityPlan): boolean {
  return index < ownerCount(plan);
}

function ownerCount({ groups, members }: CommunityPlan): number {
  return Math.min(Math.ceil(groups / 3), Math.ceil(members * FOUNDERS_SHARE));
}

/** The index of the member who created a group. */
export function ownerOf(group: number, plan: CommunityPlan): number {
  return group % ownerCount(plan);
}

function createMember(
  plan: CommunityPlan,
  groups: readonly SimulatedGroup[],
  index: number,
  joinDay: number,
): SimulatedMember {
  const random = createRandom(plan.seed, STREAM.member, index);
  // A golden-ratio sequence spreads the patterns evenly, so that even small communities have each of them.
  const point = (uniform(plan.seed, STREAM.pattern) + index * GOLDEN_RATIO) % 1;
  const pattern = isOwner(index, plan) ? 'core' : patternAt(point);
  const home = homeGroup(pattern, groups, random);
  const life = createLife(pattern, joinDay, plan.seed, index, plan.days);
  return {
    index,
    id: 300_000_000 + index * 65_537 + random.int(0, 65_536),
    name: inventName(home.topic.language, random),
    deleted: (pattern === 'churner' || pattern === 'dormant') && random.chance(0.02),
    pattern,
    life,
    memberships: isOwner(index, plan)
      ? ownedGroups(plan, groups, index)
      : createMemberships(pattern, life, home, groups, random),
  };
}

function homeGroup(pattern: Pattern, groups: readonly SimulatedGroup[], random: Random): SimulatedGroup {
  const weights = groups.map((group) => group.weight);
  const picked = groups[weightedIndex(weights, random.next())];
  // Who only reacts needs somebody to react to: the biggest group of the cluster.
  return pattern === 'silentObserver' ? groups[picked.cluster] : picked;
}

function ownedGroups(plan: CommunityPlan, groups: readonly SimulatedGroup[], owner: number): SimulatedMembership[] {
  return groups
    .filter((group) => ownerOf(group.index, plan) === owner)
    .map((group) => ({ group: group.index, joinDay: 0, joins: 'founder', affinity: 1 }));
}

function createMemberships(
  pattern: Pattern,
  life: Life,
  home: SimulatedGroup,
  groups: readonly SimulatedGroup[],
  random: Random,
): SimulatedMembership[] {
  const [fewest, most] = PATTERNS[pattern].groups;
  const wanted = Math.min(groups.length, random.int(fewest, most));
  const chosen = [home];
  const weights = groups.map((group) =>
    group === home ? 0 : group.weight * (group.cluster === home.cluster ? 1 : OTHER_CLUSTER_FACTOR),
  );
  while (chosen.length < wanted) {
    const index = weightedIndex(weights, random.next());
    if (weights[index] === 0) {
      break;
    }
    weights[index] = 0;
    chosen.push(groups[index]);
  }
  const speaks = PATTERNS[pattern].posts[1] > 0;
  return chosen.map((group, position) => ({
    group: group.index,
    joinDay: position === 0 ? life.joinDay : life.joinDay + joinDelay(pattern, random),
    joins: joinStyle(position === 0, speaks, random),
    affinity: position === 0 ? 1.2 : 0.1 + random.next() ** 2,
  }));
}

function joinDelay(pattern: Pattern, random: Random): number {
  return Math.floor(random.next() ** 2 * (pattern === 'oneTime' ? 3 : 30));
}

/** The first joining always names the account, so that nobody is invisible; later ones may not. */
function joinStyle(isHome: boolean, speaks: boolean, random: Random): SimulatedMembership['joins'] {
  const style = random.next();
  if (isHome || !speaks) {
    return style < 0.85 ? 'link' : 'self';
  }
  if (style < 0.68) {
    return 'link';
  }
  return style < 0.8 ? 'self' : style < 0.92 ? 'invited' : 'unseen';
}
