import type { CalendarDay } from './calendar';
import type { ChatState } from './chatState';
import type { PlannedAction } from './dayPlan';
import type { SimulatedMember } from './members';
import { createRandom } from './random';
import type { ExportServiceMessage } from './telegramExport';
import { FORUM_TOPICS } from './topics';

/** The name that the export shows. */
export function shownName(member: SimulatedMember): string | null {
  return member.deleted ? null : member.name;
}

/** Adds a service message to the chat's day. */
export function addService(
  chat: ChatState,
  seed: number,
  day: CalendarDay,
  second: number,
  actor: SimulatedMember,
  fields: Pick<ExportServiceMessage, 'action'> & Partial<ExportServiceMessage>,
): number {
  const instant = day.instant(second);
  const id = chat.takeId(seed);
  const message: ExportServiceMessage = {
    id,
    type: 'service',
    date: day.clock(instant),
    date_unixtime: String(instant / 1000),
    actor: shownName(actor),
    actor_id: `user${actor.id}`,
    ...fields,
    text: '',
    text_entities: [],
  };
  chat.messages.push({ instant, message });
  return id;
}

/** The first messages of a chat: its creation and, in forums, the topics. */
export function addCreation(chat: ChatState, seed: number, day: CalendarDay): void {
  const { group, owner } = chat;
  const isBasic = group.type === 'private_group';
  addService(chat, seed, day, 0, owner, {
    action: isBasic ? 'create_group' : 'create_channel',
    title: group.title,
    ...(isBasic ? { members: [shownName(owner)] } : {}),
  });
  if (group.isForum) {
    for (const [index, title] of FORUM_TOPICS[group.topic.language].entries()) {
      chat.topicRoots.push(addService(chat, seed, day, 10 + index * 7, owner, { action: 'topic_created', title }));
    }
  }
}

/** Somebody joins: by a link, alone, or invited by a member who spoke lately (then only names are known). */
export function addJoin(chat: ChatState, seed: number, day: CalendarDay, action: PlannedAction): void {
  const { member, membership, second, key } = action;
  const members = [shownName(member)];
  const hosts = chat.recent.filter(({ author }) => author !== member);
  if (membership.joins === 'invited' && hosts.length > 0) {
    const inviter = createRandom(key).pick(hosts).author;
    addService(chat, seed, day, second, inviter, { action: 'invite_members', members });
  } else if (membership.joins === 'self') {
    addService(chat, seed, day, second, member, { action: 'invite_members', members });
  } else {
    const inviter = shownName(chat.owner);
    addService(chat, seed, day, second, member, { action: 'join_group_by_link', inviter });
  }
}

/** Somebody leaves: Telegram writes it as removing oneself. */
export function addLeave(chat: ChatState, seed: number, day: CalendarDay, action: PlannedAction): void {
  const members = [shownName(action.member)];
  addService(chat, seed, day, action.second, action.member, { action: 'remove_members', members });
}
