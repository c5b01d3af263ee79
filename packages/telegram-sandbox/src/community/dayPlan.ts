import type { SimulatedGroup } from './groups';
import { secondOfDay } from './groups';
import { isAbsentOn, isActiveOn } from './life';
import type { SimulatedMember, SimulatedMembership } from './members';
import { PATTERNS } from './patterns';
import type { Random } from './random';
import { createRandom, hash, STREAM, weightedIndex } from './random';

/** Something that a member does on a day. */
export interface PlannedAction {
  kind: 'join' | 'leave' | 'post' | 'react';
  member: SimulatedMember;
  membership: SimulatedMembership;
  /** Second of the day. */
  second: number;
  /** Key of the action's own random numbers. */
  key: number;
}

const LAST_SECOND = 86_399;

/** Everything that one member does on one day; depends on seed, member and day alone. */
export function planMemberDay(
  member: SimulatedMember,
  groups: readonly SimulatedGroup[],
  seed: number,
  day: number,
  weekday: number,
): PlannedAction[] {
  const { life } = member;
  if (day < life.joinDay) {
    return [];
  }
  const leaves = life.absences.some((absence) => absence.leaveDay === day);
  const rejoins = life.absences.some((absence) => absence.rejoinDay === day);
  const isActive = isActiveOn(life, day);
  const joinsToday = rejoins || member.memberships.some((membership) => membership.joinDay === day);
  if (!leaves && !isActive && !joinsToday) {
    return [];
  }
  const random = createRandom(seed, STREAM.dayPlan, member.index, day);
  const actions: PlannedAction[] = [];
  const act = (kind: PlannedAction['kind'], membership: SimulatedMembership, second: number): void => {
    const key = hash(seed, STREAM.message, member.index, day, actions.length);
    actions.push({ kind, member, membership, second: Math.min(second, LAST_SECOND), key });
  };
  if (leaves) {
    leavers(member, day).forEach((membership) => act('leave', membership, random.int(30_000, 80_000)));
    return actions;
  }
  if (isAbsentOn(life, day)) {
    return [];
  }
  const joinedAt = new Map<SimulatedMembership, number>();
  for (const membership of member.memberships) {
    if (membership.joinDay === day || (rejoins && membership.joinDay < day)) {
      const second = membership.joins === 'founder' ? 0 : random.int(0, 60_000);
      joinedAt.set(membership, second);
      if (membership.joins !== 'founder' && membership.joins !== 'unseen') {
        act('join', membership, second);
      }
    }
  }
  if (isActive) {
    planActivity({ member, groups, day, weekday, random, joinedAt, act });
  }
  return actions;
}

function leavers(member: SimulatedMember, day: number): SimulatedMembership[] {
  return member.memberships.filter((membership) => membership.joinDay < day);
}

interface ActivityPlan {
  member: SimulatedMember;
  groups: readonly SimulatedGroup[];
  day: number;
  weekday: number;
  random: Random;
  joinedAt: Map<SimulatedMembership, number>;
  act(kind: PlannedAction['kind'], membership: SimulatedMembership, second: number): void;
}

function planActivity({ member, groups, day, weekday, random, joinedAt, act }: ActivityPlan): void {
  const traits = PATTERNS[member.pattern];
  const places = member.memberships.filter((membership) => membership.joinDay <= day);
  const weights = places.map(
    ({ group, affinity }) => affinity * trafficOf(groups[group], weekday) * (isQuiet(groups, group, day) ? QUIET : 1),
  );
  // who goes round has better places to be
  const lively = places.filter(({ group }) => !isQuiet(groups, group, day));
  const round = lively.length ? lively : places;
  const pickPlace = (): SimulatedMembership => places[weightedIndex(weights, random.next())];
  const pickSecond = (place: SimulatedMembership): number => {
    const second = secondOfDay(groups[place.group], weekday, random.next(), random.next());
    const joined = joinedAt.get(place) ?? -1;
    // Nobody speaks before joining: such a moment moves to the time after.
    return second > joined ? second : joined + 60 + Math.floor(random.next() * (LAST_SECOND - joined - 60));
  };
  const posts = postsOf(member, groups[member.memberships[0].group], day, weekday, random);
  for (let count = 0; count < posts; count += 1) {
    // Heavy users go round their groups, so that each of them sees something.
    const place = member.pattern === 'multiGroupHeavy' && count < 2 ? round[(day + count) % round.length] : pickPlace();
    act('post', place, pickSecond(place));
  }
  for (let count = random.int(...traits.reactions); count > 0; count -= 1) {
    const place = pickPlace();
    act('react', place, pickSecond(place));
  }
}

/** Every so many days another group has a quiet time of so many days. */
const QUIET_EVERY = 40;
const QUIET_DAYS = 60;
/** The largest groups never have one. */
const ALWAYS_LIVELY = 3;
/** How much of the usual goes on in a quiet group. */
const QUIET = 0.05;

/** Whether a group's members are mostly elsewhere on a day. Each day is known by itself, so that a history can be continued. */
function isQuiet({ length }: readonly SimulatedGroup[], group: number, day: number): boolean {
  if (length <= ALWAYS_LIVELY) return false;
  const latest = Math.floor(day / QUIET_EVERY);
  return [latest, latest - 1].some(
    (turn) =>
      turn > 0 &&
      day - turn * QUIET_EVERY < QUIET_DAYS &&
      group === ALWAYS_LIVELY + ((turn * 7) % (length - ALWAYS_LIVELY)),
  );
}

/** Relative traffic of a group on a weekday. */
function trafficOf(group: SimulatedGroup, weekday: number): number {
  return weekday >= 5 ? group.topic.weekend : weekday === 0 ? 1.1 : 1;
}

/**
 * Newcomers introduce themselves; weekends bring more or less, depending on the home group's topic. Nobody who speaks
 * on a day falls silent by that, so that lives stay as planned.
 */
function postsOf(member: SimulatedMember, home: SimulatedGroup, day: number, weekday: number, random: Random): number {
  const [fewest, most] = PATTERNS[member.pattern].posts;
  const posts = random.int(fewest, most);
  if (posts === 0 || member.pattern === 'dormant') {
    return posts;
  }
  if (weekday >= 5 && home.topic.weekend < 1) {
    return Math.max(1, posts - 1) + welcomePosts(member, day);
  }
  const extra = weekday >= 5 ? (home.topic.weekend - 0.5) * 0.6 : 0.12;
  return posts + welcomePosts(member, day) + (random.chance(extra) ? 1 : 0);
}

function welcomePosts({ pattern, life }: SimulatedMember, day: number): number {
  return day === life.joinDay && pattern !== 'oneTime' && pattern !== 'churner' ? 2 : 0;
}
