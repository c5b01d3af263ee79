import type { CalendarDay } from './calendar';
import type { ChatState, RememberedMessage } from './chatState';
import type { PlannedAction } from './dayPlan';
import { inventMedia } from './media';
import type { SimulatedMember } from './members';
import { PATTERNS } from './patterns';
import type { Random } from './random';
import { createRandom } from './random';
import { addService, shownName } from './serviceMessages';
import type { ExportMessage, TextPart } from './telegramExport';
import { textFields } from './telegramExport';
import { inventAnnouncement, inventPost, inventReply } from './texts';
import { OUTSIDE_CHANNELS } from './topics';

const REPLY_SHARE = 0.36;
const EDIT_SHARE = 0.03;
const GENERAL_TOPIC_SHARE = 0.2;

/** What a message says and how it hangs together with others. */
interface Content {
  text: TextPart[];
  fields: Partial<ExportMessage>;
  origin: string | null;
  topicRoot: number | null;
}

/** Adds what a member says; `chats` are all chats, to forward from. */
export function addUtterance(
  chat: ChatState,
  chats: readonly ChatState[],
  seed: number,
  day: CalendarDay,
  action: PlannedAction,
): void {
  const random = createRandom(action.key);
  const content = inventContent(chat, chats, action.member, random);
  const instant = day.instant(action.second);
  const message: ExportMessage = {
    id: chat.takeId(seed),
    type: 'message',
    date: day.clock(instant),
    date_unixtime: String(instant / 1000),
    ...editOf(day, instant, random),
    from: shownName(action.member),
    from_id: `user${action.member.id}`,
    ...content.fields,
    ...textFields(content.text),
  };
  chat.messages.push({ instant, message });
  chat.today.push({ message, author: action.member, instant });
  const { text, origin, topicRoot } = content;
  chat.remember({ id: message.id, author: action.member, text, origin, topicRoot });
}

function inventContent(chat: ChatState, chats: readonly ChatState[], author: SimulatedMember, random: Random): Content {
  const { topic, isForum } = chat.group;
  const topicRoot = isForum && !random.chance(GENERAL_TOPIC_SHARE) ? random.pick(chat.topicRoots) : null;
  const inTopic = topicRoot === null ? {} : { reply_to_message_id: topicRoot };
  if (random.chance(PATTERNS[author.pattern].forwards)) {
    const { text, origin } = inventForward(chat, chats, author, random);
    return { text, fields: { ...(origin === null ? {} : { forwarded_from: origin }), ...inTopic }, origin, topicRoot };
  }
  const answered = random.chance(REPLY_SHARE) ? pickRecent(chat.recent, author, random) : null;
  const mention = pickRecent(chat.recent, author, random)?.author ?? null;
  const origin = shownName(author);
  if (answered) {
    const text = inventReply(topic, random, mention);
    return { text, fields: { reply_to_message_id: answered.id }, origin, topicRoot: answered.topicRoot };
  }
  const media = inventMedia(topic, random);
  const text = media.hasText ? inventPost(topic, random, mention) : [];
  return { text, fields: { ...inTopic, ...media.fields }, origin, topicRoot };
}

/** Something said lately by somebody else, rather newer than older. */
function pickRecent(
  recent: readonly RememberedMessage[],
  author: SimulatedMember,
  random: Random,
): RememberedMessage | null {
  const age = Math.floor(random.next() ** 2 * recent.length);
  const picked = recent[recent.length - 1 - age];
  return picked && picked.author !== author && !picked.author.deleted ? picked : null;
}

/** A message of another of the member's groups, or, where those are quiet, of a channel outside. */
function inventForward(
  chat: ChatState,
  chats: readonly ChatState[],
  author: SimulatedMember,
  random: Random,
): Pick<Content, 'text' | 'origin'> {
  const others = author.memberships
    .map(({ group }) => chats[group])
    .filter((other) => other !== chat && other.recentAtDawn.length > 0);
  const found = others.length > 0 ? random.pick(random.pick(others).recentAtDawn) : null;
  if (found && found.origin !== null && found.text.length > 0) {
    return { text: found.text, origin: found.origin };
  }
  const { topic } = chat.group;
  return { text: inventPost(topic, random, null), origin: random.pick(OUTSIDE_CHANNELS[topic.language]) };
}

/** Edits come within ten minutes and on the same day. */
function editOf(day: CalendarDay, instant: number, random: Random): Partial<ExportMessage> {
  const edited = instant + random.int(5, 600) * 1000;
  if (!random.chance(EDIT_SHARE) || edited >= day.to) {
    return {};
  }
  return { edited: day.clock(edited), edited_unixtime: String(edited / 1000) };
}

/** A notice that an administrator posts anonymously, in the group's own name, and pins. */
export function addAnnouncement(chat: ChatState, seed: number, day: CalendarDay, second: number, key: number): void {
  const instant = day.instant(second);
  const id = chat.takeId(seed);
  const message: ExportMessage = {
    id,
    type: 'message',
    date: day.clock(instant),
    date_unixtime: String(instant / 1000),
    from: chat.group.title,
    from_id: `channel${chat.group.id}`,
    ...textFields(inventAnnouncement(chat.group.topic, createRandom(key))),
  };
  chat.messages.push({ instant, message });
  addService(chat, seed, day, second, chat.owner, { action: 'pin_message', message_id: id });
}
