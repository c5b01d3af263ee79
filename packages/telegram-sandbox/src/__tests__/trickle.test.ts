import { createTrickle, simulateCommunity, type UpdateContent } from '../index';

const START = '2026-05-01';
const OPTIONS = { members: 400, groups: 12, days: 60, seed: 5, start: START, timeZone: '+08:00' };
const NOW = Date.parse('2026-06-29T12:00:00Z');

/** What happens in some hours. */
function live(hours: number, options = OPTIONS): UpdateContent[] {
  const trickle = createTrickle(options);
  const happened: UpdateContent[] = [];
  for (let instant = NOW; instant < NOW + hours * 3_600_000; instant += trickle.pause(instant)) {
    happened.push(...trickle.at(instant));
  }
  return happened;
}

const kindOf = (update: UpdateContent): string => Object.keys(update)[0];
const happened = live(5);
const community = simulateCommunity(OPTIONS);
const people = new Map(community.members.map((member) => [member.id, member]));

test('the same instants bring the same', () => {
  expect(live(1)).toEqual(happened.slice(0, live(1).length));
  expect(live(1, { ...OPTIONS, seed: 6 })).not.toEqual(live(1));
});

test('a few updates a minute, of every kind', () => {
  expect(happened.length / (5 * 60)).toBeGreaterThan(3);
  expect(happened.length / (5 * 60)).toBeLessThan(8);
  const kinds = new Set(happened.map(kindOf));
  expect([...kinds].sort()).toEqual(['chat_member', 'edited_message', 'message', 'message_reaction']);
  const messages = happened.flatMap(({ message }) => (message ? [message] : []));
  expect(messages.some(({ reply_to_message }) => reply_to_message)).toBe(true);
  expect(messages.some(({ forward_origin }) => forward_origin)).toBe(true);
  expect(happened.some(({ chat_member }) => chat_member?.new_chat_member.status === 'left')).toBe(true);
});

test('happens in the groups of the community, and its members do it', () => {
  const groups = new Map(community.groups.map((group) => [Number(group.botApiId), group]));
  for (const { message } of happened) {
    if (!message) continue;
    const member = people.get(message.from!.id)!;
    const group = groups.get(message.chat.id)!;
    expect(message.from!.first_name).toBe(member.name);
    expect(message.chat.title).toBe(group.title);
    expect(member.memberships.map((membership) => membership.group)).toContain(group.index);
  }
});

test('numbers of messages are unique in a chat, and beyond those of exports', () => {
  const messages = happened.flatMap(({ message }) => (message ? [`${message.chat.id} ${message.message_id}`] : []));
  expect(new Set(messages).size).toBe(messages.length);
  expect(messages.every((key) => Number(key.split(' ')[1]) > 1_000_000_000)).toBe(true);
  expect(messages.every((key) => Number(key.split(' ')[1]) < 2 ** 31)).toBe(true);
});

test('newcomers are new', () => {
  const joins = happened.flatMap(({ chat_member }) =>
    chat_member?.new_chat_member.status === 'member' ? [chat_member] : [],
  );
  expect(joins.length).toBeGreaterThan(5);
  expect(joins.some(({ new_chat_member }) => people.has(new_chat_member.user.id))).toBe(false);
});

test('everybody is known to the server', () => {
  const chats = createTrickle(OPTIONS).chats(NOW);
  expect(chats).toHaveLength(12);
  const { chat, members } = chats[0];
  expect(members!.length).toBeGreaterThan(20);
  const present = members!.filter(({ status }) => status !== 'left').map(({ user }) => user.id);
  for (const { message } of happened) if (message?.chat.id === chat.id) expect(present).toContain(message.from!.id);
});
