import type { CalendarDay } from './calendar';
import type { ChatState, TodaysMessage } from './chatState';
import type { PlannedAction } from './dayPlan';
import type { SimulatedMember } from './members';
import { EMOJIS } from './phrases';
import { createRandom } from './random';
import { shownName } from './serviceMessages';
import type { ExportMessage } from './telegramExport';

/** A reaction and when it was given. */
export interface TimedReaction {
  target: TodaysMessage;
  member: SimulatedMember;
  emoji: string;
  instant: number;
}

/**
 * Finds a message of the day for a planned reaction, in the planned group or else in another of the member's groups.
 * Reactions are given on the message's own day, so that a later day never changes an earlier message.
 *
 * @returns null when nobody else said anything today that the member has not reacted to yet
 */
export function planReaction(
  action: PlannedAction,
  chats: readonly ChatState[],
  day: CalendarDay,
  given: ReadonlySet<string>,
): TimedReaction | null {
  const { member, membership, second, key } = action;
  const random = createRandom(key);
  const places = [membership, ...member.memberships.filter((other) => other !== membership)];
  const joined = places.filter((place) => place.joinDay < day.index || place === membership);
  for (const place of joined) {
    const chat = chats[place.group];
    const targets = chat.today.filter(
      ({ author, message }) => author !== member && !given.has(reactionKey(chat, message, member)),
    );
    if (targets.length > 0) {
      const target = random.pick(targets);
      const after = target.instant + random.int(20, 3600) * 1000;
      const instant = Math.min(Math.max(day.instant(second), after), day.to - 1000);
      // Most people use the first few of the list.
      const emoji = EMOJIS[Math.floor(random.next() ** 2 * EMOJIS.length)];
      return { target, member, emoji, instant };
    }
  }
  return null;
}

/** Tells one person's reaction to one message from every other. */
export function reactionKey(chat: ChatState, message: ExportMessage, member: SimulatedMember): string {
  return `${chat.group.index}:${message.id}:${member.index}`;
}

/** Writes the reactions into their messages, the newest first, as Telegram Desktop does. */
export function attachReactions(reactions: readonly TimedReaction[], day: CalendarDay): void {
  const newestFirst = [...reactions].sort((a, b) => b.instant - a.instant || a.member.index - b.member.index);
  for (const { target, member, emoji, instant } of newestFirst) {
    target.message.reactions ??= [];
    const list = target.message.reactions;
    let entry = list.find((candidate) => candidate.emoji === emoji);
    if (!entry) {
      entry = { type: 'emoji', count: 0, emoji, recent: [] };
      list.push(entry);
    }
    entry.count += 1;
    entry.recent.push({ from: shownName(member), from_id: `user${member.id}`, date: day.clock(instant) });
  }
}
