import type { ActivityRecord } from '@community-crm/community-model';
import { testDialect } from '@community-crm/host/testing';
import { groupChat, privateChat, updates, user, type UpdateContent } from '@community-crm/telegram-sandbox';
import { createBench, numbered, type Bench, type Step } from './order/bench';

/** Small stories in every order in which they can be told, with facts counted after every step: nothing hides behind others. */

const MIDNIGHT = Date.parse('2026-03-03T00:00:00Z') / 1000;
const at = (minutes: number) => MIDNIGHT + minutes * 60;
const TEA = groupChat(-1001000007001, { title: 'Tea lovers' });
const OLD = groupChat(-5551, { title: 'Old tea' });
const MOVED = groupChat(-1000000005552, { title: 'Tea' });
const [ANN, BOB, CEM] = ['Ann', 'Bob', 'Cem'].map((first_name, i) => user(501 + i, { first_name }));
const BOT = user(7007, { is_bot: true, first_name: 'Tea bot' });

let bench: Bench;
beforeAll(async () => {
  bench = await createBench((MIDNIGHT + 86_400) * 1000);
});
afterAll(() => bench?.close());

const say = (messageId: number, date: number, chat = TEA, from = BOB, extras: object = {}) =>
  updates.message({ chat, from, messageId, date, text: 'Tea?', extras });
const react = (now: string[], date: number) => updates.reaction({ chat: TEA, user: CEM, messageId: 1, date, now });
const added = (date: number) => updates.join({ chat: TEA, user: CEM, by: BOB, date });
const standing = (chat: typeof TEA, date: number, after: 'member' | 'administrator' | 'left' | 'kicked') =>
  updates.botChanged({ chat, bot: BOT, by: ANN, date, before: 'left', after });

const answered = { message_id: 90, date: at(5), chat: TEA, from: ANN, new_chat_members: [CEM] };
const answer = { chat: TEA, from: BOB, messageId: 91, date: at(6), text: 'Welcome', to: answered };
const stamp = (date: number) => ({
  date: new Date(date * 1000).toISOString().slice(0, 19),
  date_unixtime: String(date),
});
const exported = (...messages: object[]) => ({
  name: 'Tea (mine)',
  type: 'public_supergroup',
  id: 1000007001,
  messages,
});
const exportedJoin = exported({
  id: 90,
  type: 'service',
  ...stamp(at(5)),
  actor: 'Ann the boss',
  actor_id: 'user501',
  action: 'invite_members',
  members: ['Somebody'],
  text: '',
  text_entities: [],
});
const exportedAnswer = exported({
  id: 91,
  type: 'message',
  ...stamp(at(6)),
  edited: stamp(at(60)).date,
  edited_unixtime: String(at(60)),
  from: 'Bobby',
  from_id: 'user502',
  reply_to_message_id: 90,
  text: 'Welcome!',
  text_entities: [],
});

type Story = Array<UpdateContent | { exported: object } | { moved: { from: string; to: string } }>;
const move = { from: String(OLD.id), to: String(MOVED.id) };

const STORIES: Record<string, Story> = {
  'a session that goes on past midnight': [say(1, at(-25)), say(2, at(-5)), say(3, at(4)), say(4, at(20))],
  'things at the same instant': [
    say(1, at(0)),
    say(2, at(9)),
    react(['🍵'], at(9)),
    updates.reaction({ chat: TEA, user: BOB, messageId: 9, date: at(9), now: ['🍵'] }),
  ],
  'a reaction, changed and taken back': [react(['👍'], at(1)), react(['🔥'], at(2)), react([], at(3)), say(1, at(0))],
  'an answer to a join that an export does not name': [
    { exported: exportedJoin },
    updates.reply(answer),
    updates.joinedMessage({ chat: TEA, from: ANN, messageId: 90, date: at(5), members: [CEM] }),
  ],
  'an answer that an export knows better, without whom it answers': [
    { exported: exportedAnswer },
    updates.reply({ ...answer, to: { ...answered, from: user(777, { first_name: 'Gil' }) } }),
    say(92, at(8)),
  ],
  'an invitation told twice, and another told once': [
    updates.joinedMessage({ chat: TEA, from: BOB, messageId: 1, date: at(-1), members: [CEM] }),
    added(at(0)),
    updates.join({ chat: TEA, user: ANN, by: BOB, date: at(0) }),
    say(2, at(1)),
  ],
  'coming, rising, going and coming back': [
    updates.join({ chat: TEA, user: CEM, by: ANN, date: at(1) }),
    updates.memberChanged({ chat: TEA, user: CEM, by: ANN, date: at(1), before: 'member', after: 'administrator' }),
    updates.leave({ chat: TEA, user: CEM, date: at(3) }),
    updates.join({ chat: TEA, user: CEM, date: at(4), inviteLinkName: 'ref_502' }),
  ],
  'names that change, go and come': [
    say(1, at(1), TEA, user(502, { first_name: 'Rob', username: 'rob' })),
    say(2, at(2), TEA, user(502, { first_name: 'Bob', language_code: 'tr' })),
    say(3, at(3), TEA, { id: 502, is_bot: false, first_name: '' }),
    say(4, at(4), { ...TEA, title: 'Tea & friends', username: 'tea' }, { id: 502, is_bot: true, first_name: 'Bob' }),
  ],
  'a request to join, twice, and then the join': [
    updates.joinRequest({ chat: TEA, user: CEM, date: at(2) }),
    updates.joinRequest({ chat: TEA, user: CEM, date: at(1) }),
    updates.join({ chat: TEA, user: CEM, date: at(3) }),
  ],
  'who may be written to': [
    updates.message({ chat: privateChat(CEM), from: CEM, messageId: 1, date: at(1), text: '/start ref_501' }),
    updates.message({ chat: privateChat(CEM), from: CEM, messageId: 2, date: at(2), text: '/start ref_502' }),
    standing(privateChat(CEM), at(3), 'kicked'),
    standing(privateChat(CEM), at(4), 'member'),
  ],
  'a move to a supergroup, and what the bot is where': [
    standing(OLD, at(1), 'administrator'),
    { moved: move },
    standing(OLD, at(3), 'left'),
    standing(MOVED, at(2), 'member'),
  ],
  'a move to a supergroup and what was said': [
    say(1, at(1), OLD),
    say(1, at(9), MOVED),
    updates.migrated({ chat: OLD, from: ANN, messageId: 2, date: at(5), toChatId: MOVED.id }),
    { message: { message_id: 3, chat: MOVED, from: ANN, date: at(5), migrate_from_chat_id: OLD.id } },
  ],
  'a boost that ends, and a vote that is taken back': [
    updates.boost({ chat: TEA, user: CEM, boostId: 'b', date: at(1), until: at(99) }),
    updates.boostRemoved({ chat: TEA, user: CEM, boostId: 'b', date: at(2) }),
    updates.pollAnswer({ pollId: '1', user: CEM, options: [1] }),
    updates.pollAnswer({ pollId: '1', user: CEM, options: [] }),
  ],
};

function orders<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((one, i) => orders([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]));
}

async function stepsOf(story: Story): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [i, part] of story.entries()) {
    if ('exported' in part) {
      const records: ActivityRecord[] = await bench.imported([part.exported as object]);
      steps.push({ import: records });
    } else if ('moved' in part) steps.push({ moved: part.moved as { from: string; to: string } });
    else steps.push({ live: numbered([part as UpdateContent], 1, 1000 + i) });
  }
  return steps;
}

test.each(Object.keys(STORIES))(
  '%s',
  async (name) => {
    const steps = await stepsOf(STORIES[name]);
    const expected = await bench.outcome(steps);
    const all = orders(steps);
    const some = testDialect() === 'sqlite' ? all : all.filter((_, i) => i % 3 === 0);
    for (const order of some)
      expect(await bench.outcome(order.flatMap((step) => [step, { count: true as const }]))).toEqual(expected);
    expect(await bench.outcome([...all[all.length - 1], ...steps])).toEqual(expected);
  },
  600_000,
);

interface Row extends Record<string, unknown> {
  who: string;
}
const parsed = (rows: string[]): Row[] => rows.map((row) => JSON.parse(row) as Row);

test('an invitation counts once, however often it is told', async () => {
  const { daily } = await bench.outcome(await stepsOf(STORIES['an invitation told twice, and another told once']));
  const invites = parsed(daily).filter(({ who, kind }) => who === '502' && kind === 'invite');
  expect(invites.reduce((sum, { count }) => sum + Number(count), 0)).toBe(2);
});

test('a membership knows role and inviter of the present stay', async () => {
  const steps = await stepsOf(STORIES['coming, rising, going and coming back']);
  const membership = async (some: Step[]) =>
    parsed((await bench.outcome(some)).memberships).find(({ who }) => who === '503');
  expect(await membership(steps.slice(0, 2))).toMatchObject({ role: 'administrator', inviter: '501' });
  expect(await membership(steps.slice(0, 3))).toMatchObject({ role: null, status: 'left' });
  expect(await membership(steps)).toMatchObject({ role: 'member', inviter: '502', status: 'member' });
});
