import type { CalendarDay } from './calendar';
import { calendarDay } from './calendar';
import type { TimedMessage } from './chatState';
import { ChatState } from './chatState';
import type { PlannedAction } from './dayPlan';
import { planMemberDay } from './dayPlan';
import type { SimulatedGroup } from './groups';
import { createGroups } from './groups';
import type { SimulatedMember } from './members';
import { createMembers, ownerOf } from './members';
import type { CommunityOptions, CommunityPlan } from './options';
import { planOf } from './options';
import type { SimulatedOrder } from './orders';
import { habitOf, orderOf } from './orders';
import type { PlantedBehaviour } from './planted';
import { plantedBehaviour } from './planted';
import { hash, STREAM } from './random';
import type { TimedReaction } from './reactions';
import { attachReactions, planReaction, reactionKey } from './reactions';
import { addCreation, addJoin, addLeave } from './serviceMessages';
import type { AnyExportMessage } from './telegramExport';
import { addAnnouncement, addUtterance } from './utterances';

/** What a chat gained on one day, ids and times ascending. */
export interface ChatDay {
  group: SimulatedGroup;
  /** Days since the start. */
  day: number;
  messages: AnyExportMessage[];
}

/** An order and its instant in milliseconds since 1970. */
export type TimedOrder = SimulatedOrder & { instant: number };

/** An invented community. */
export interface SimulatedCommunity {
  plan: CommunityPlan;
  groups: SimulatedGroup[];
  /** Everybody who joins within the simulated days, in order of invention. */
  members: SimulatedMember[];
  /** Lives through the days, one after the other; holds one day in memory. Each call starts again at the first day. */
  chatDays(): Generator<ChatDay, void, undefined>;
  /** What members bought in the community's shop, oldest first. */
  orders(): Generator<TimedOrder, void, undefined>;
  /** What was planted for everybody who has joined, as seen at the end of `day` (default: the last day). */
  planted(day?: number): PlantedBehaviour[];
}

const ANNOUNCEMENT_SECOND = 36_000;

/**
 * Invents the life of a community, the same for the same options.
 *
 * For equal `seed`, `start`, `members`, `groups`, `horizon` and `timeZone`, a run with more days has every message of
 * a shorter one, unchanged, and appends to each chat. Only where `until` cuts a day short do a later run's messages of that day
 * gain the reactions and edits that came after it.
 *
 * @throws RangeError for options that make no sense
 */
export function simulateCommunity(options: CommunityOptions): SimulatedCommunity {
  const plan = planOf(options);
  const groups = createGroups(plan);
  const members = createMembers(plan, groups);
  return {
    plan,
    groups,
    members,
    chatDays: () => liveThrough(plan, groups, members),
    orders: () => shopThrough(plan, members),
    planted: (day = plan.days - 1) =>
      members.filter((member) => member.life.joinDay <= day).map((member) => plantedBehaviour(member, day, plan.seed)),
  };
}

function* shopThrough(
  plan: CommunityPlan,
  members: readonly SimulatedMember[],
): Generator<TimedOrder, void, undefined> {
  const buyers = members.filter((member) => habitOf(member, plan.seed));
  for (let index = 0; index < plan.days; index += 1) {
    const day = calendarDay(plan.start, plan.timeZone, index);
    const orders = buyers.flatMap((member) => orderOf(member, plan.seed, index) ?? []);
    const timed = orders.map((order) => ({ ...order, instant: day.instant(order.second) }));
    yield* timed.filter(({ instant }) => instant <= plan.until).sort((one, other) => one.instant - other.instant);
  }
}

function* liveThrough(
  plan: CommunityPlan,
  groups: readonly SimulatedGroup[],
  members: readonly SimulatedMember[],
): Generator<ChatDay, void, undefined> {
  const chats = groups.map((group) => new ChatState(group, members[ownerOf(group.index, plan)]));
  for (let index = 0; index < plan.days; index += 1) {
    const day = calendarDay(plan.start, plan.timeZone, index);
    if (day.from > plan.until) {
      return;
    }
    composeDay(plan, chats, members, day);
    for (const { group, messages } of chats) {
      const happened = messages.filter(({ instant }) => instant <= plan.until);
      yield { group, day: index, messages: happened.map((timed) => untilOnly(timed, plan.until)) };
    }
  }
}

/** Composes one day of all chats into their `messages`. */
function composeDay(
  plan: CommunityPlan,
  chats: readonly ChatState[],
  members: readonly SimulatedMember[],
  day: CalendarDay,
): void {
  const groups = chats.map((chat) => chat.group);
  const byChat: PlannedAction[][] = chats.map(() => []);
  const reacting: PlannedAction[] = [];
  for (const member of members) {
    for (const action of planMemberDay(member, groups, plan.seed, day.index, day.weekday)) {
      (action.kind === 'react' ? reacting : byChat[action.membership.group]).push(action);
    }
  }
  chats.forEach((chat) => chat.startDay());
  chats.forEach((chat, index) => composeChat(plan.seed, chat, chats, day, byChat[index]));
  react(reacting, chats, day, plan.until);
}

function composeChat(
  seed: number,
  chat: ChatState,
  chats: readonly ChatState[],
  day: CalendarDay,
  actions: PlannedAction[],
): void {
  if (day.index === 0) {
    addCreation(chat, seed, day);
  }
  let announced = !(chat.group.index % 4 === 0 && day.weekday === 0 && chat.group.type !== 'private_group');
  const announce = (): void => {
    announced = true;
    addAnnouncement(chat, seed, day, ANNOUNCEMENT_SECOND, hash(seed, STREAM.group, chat.group.index, day.index));
  };
  // The creation takes the first minute. Array sorting is stable: equal moments keep the members' order.
  const ordered = actions.map((action) => ({ ...action, second: Math.max(action.second, day.index === 0 ? 60 : 0) }));
  ordered.sort((a, b) => a.second - b.second);
  for (const action of ordered) {
    if (!announced && action.second >= ANNOUNCEMENT_SECOND) {
      announce();
    }
    perform(seed, chat, chats, day, action);
  }
  if (!announced) {
    announce();
  }
}

function perform(
  seed: number,
  chat: ChatState,
  chats: readonly ChatState[],
  day: CalendarDay,
  action: PlannedAction,
): void {
  if (action.kind === 'join') {
    addJoin(chat, seed, day, action);
  } else if (action.kind === 'leave') {
    addLeave(chat, seed, day, action);
  } else {
    addUtterance(chat, chats, seed, day, action);
  }
}

function react(actions: readonly PlannedAction[], chats: readonly ChatState[], day: CalendarDay, until: number): void {
  const given = new Set<string>();
  const reactions: TimedReaction[] = [];
  const chatOf = new Map(chats.flatMap((chat) => chat.today.map(({ message }) => [message, chat] as const)));
  for (const action of actions) {
    const reaction = planReaction(action, chats, day, given);
    const chat = reaction && chatOf.get(reaction.target.message);
    if (reaction && chat) {
      given.add(reactionKey(chat, reaction.target.message, reaction.member));
      reactions.push(reaction);
    }
  }
  attachReactions(
    reactions.filter(({ instant }) => instant <= until),
    day,
  );
}

/** Takes back an edit that has not happened yet. */
function untilOnly({ message }: TimedMessage, until: number): AnyExportMessage {
  if (message.type === 'message' && message.edited_unixtime && Number(message.edited_unixtime) * 1000 > until) {
    const unedited = { ...message };
    delete unedited.edited;
    delete unedited.edited_unixtime;
    return unedited;
  }
  return message;
}
