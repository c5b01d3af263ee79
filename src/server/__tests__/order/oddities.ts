import {
  channelChat,
  groupChat,
  privateChat,
  updates,
  user,
  type BotChat,
  type BotUser,
  type MemberStatus,
  type UpdateContent,
} from '@community-crm/telegram-sandbox';

/** Everything that an order could turn out differently for, at a chosen time (seconds, some midnight). */
export interface Oddities {
  live: UpdateContent[];
  /** Told by either chat; any of them is enough. */
  moves: UpdateContent[];
  /** A chat of an export that overlaps. */
  exported: object;
  ids: { old: string; moved: string };
}

const OLD = groupChat(-5551, { title: 'Old tea' });
const MOVED = groupChat(-1000000005552, { title: 'Tea', username: 'tea' });
const TEA = groupChat(-1001000007001, { title: 'Tea lovers' });
const CHANNEL = channelChat(-1000000008001, { title: 'Tea news' });
const [ANN, BOB, CEM, DEE, EVE, FAY] = ['Ann', 'Bob', 'Cem', 'Dee', 'Eve', 'Fay'].map((first_name, i) =>
  user(501 + i, { first_name }),
);
const BOT = user(7007, { is_bot: true, first_name: 'Tea bot' });

export function oddities(midnight: number): Oddities {
  const at = (minutes: number) => midnight + minutes * 60;
  let next = 100;
  const say = (from: BotUser, date: number, chat: BotChat = TEA, extras: object = {}) =>
    updates.message({ chat, from, messageId: ++next, date, text: `Something about tea, number ${next}`, extras });
  const seat = (who: BotUser, date: number, before: MemberStatus, after: MemberStatus, by = ANN) =>
    updates.memberChanged({ chat: TEA, user: who, by, date, before, after });
  const asked = say(ANN, at(10));
  const early = say(BOB, at(-25));
  const joined = { chat: TEA, from: ANN, messageId: 90, date: at(5) };
  const start = (who: BotUser, date: number, payload: string) =>
    updates.message({ chat: privateChat(who), from: who, messageId: ++next, date, text: `/start ${payload}` });
  const standing = (chat: BotChat, date: number, after: MemberStatus) =>
    updates.botChanged({ chat, bot: BOT, by: ANN, date, before: 'left', after });
  const bare = { id: 505, is_bot: false, first_name: '' };

  const live: UpdateContent[] = [
    // a session that goes on past midnight, and what splits it
    early,
    say(BOB, at(-5)),
    say(BOB, at(4)),
    // two things at the same instant, of which one ends a pause
    say(CEM, at(20)),
    say(CEM, at(30)),
    updates.reaction({ chat: TEA, user: CEM, messageId: 101, date: at(30), now: ['👍'] }),
    // set, changed, taken back; and all that someone ever did, taken back
    updates.reaction({ chat: TEA, user: BOB, messageId: 101, date: at(31), now: ['👍'] }),
    updates.reaction({ chat: TEA, user: BOB, messageId: 101, date: at(31), now: ['👍', '🔥'] }),
    updates.reaction({ chat: TEA, user: BOB, messageId: 101, date: at(31), now: [] }),
    updates.reaction({ chat: TEA, user: FAY, messageId: 101, date: at(32), now: ['🔥'] }),
    updates.reaction({ chat: TEA, user: FAY, messageId: 101, date: at(33), now: [] }),
    // answers, to a known message, to a join, to somebody who never wrote
    asked,
    updates.reply({ chat: TEA, from: BOB, messageId: 201, date: at(11), text: 'Oolong!', to: asked.message! }),
    updates.reply({
      chat: TEA,
      from: BOB,
      messageId: 202,
      date: at(12),
      text: 'Welcome',
      to: { message_id: 90, date: at(5), chat: TEA, from: ANN, new_chat_members: [DEE] },
    }),
    updates.reply({
      chat: TEA,
      from: CEM,
      messageId: 203,
      date: at(13),
      text: 'Old times',
      to: { message_id: 2, date: at(-9000), chat: TEA, from: user(777, { first_name: 'Gil' }) },
    }),
    updates.reply({
      chat: TEA,
      from: CEM,
      messageId: 204,
      date: at(8),
      text: 'Older times',
      to: { message_id: 3, date: at(-9000), chat: TEA, from: user(777, { first_name: 'Gil', last_name: 'Oz' }) },
    }),
    // an edit whose original is lost, one without a date, and one that changes what it is
    updates.edited({ chat: TEA, from: DEE, messageId: 301, date: at(40), editDate: at(60), text: 'Edited' }),
    updates.message({ chat: TEA, from: DEE, messageId: 302, date: at(41), text: 'Once' }),
    { edited_message: { message_id: 302, chat: TEA, from: DEE, date: at(41), text: 'Once more' } },
    updates.message({ chat: TEA, from: DEE, messageId: 303, date: at(42), text: 'hi' }),
    updates.edited({ chat: TEA, from: DEE, messageId: 303, date: at(42), editDate: at(43), text: '/help' }),
    // a member who is added, promoted in the same second, restricted, leaves, comes back by a link, is let go again
    updates.joinedMessage({ ...joined, members: [DEE] }),
    updates.join({ chat: TEA, user: DEE, by: ANN, date: at(5) + 1 }),
    seat(DEE, at(5) + 1, 'member', 'administrator'),
    seat(DEE, at(50), 'administrator', 'restricted'),
    updates.leave({ chat: TEA, user: DEE, date: at(70) }),
    updates.join({ chat: TEA, user: DEE, date: at(80), inviteLinkName: 'ref_502' }),
    seat(DEE, at(80), 'member', 'administrator'),
    // in and out and in within one second
    updates.join({ chat: TEA, user: EVE, date: at(81) }),
    updates.leave({ chat: TEA, user: EVE, date: at(81) }),
    updates.join({ chat: TEA, user: EVE, date: at(81) }),
    // two in one go, of whom one is told by the change alone
    updates.joinedMessage({ chat: TEA, from: BOB, messageId: 91, date: at(90), members: [CEM] }),
    updates.join({ chat: TEA, user: CEM, by: BOB, date: at(90) }),
    updates.join({ chat: TEA, user: FAY, by: BOB, date: at(90) + 20 }),
    updates.joinRequest({ chat: TEA, user: user(601, { first_name: 'Hal' }), date: at(15) }),
    updates.joinRequest({ chat: TEA, user: user(601, { first_name: 'Hal' }), date: at(14) }),
    // names come and go; a bot turns out to be one
    say(user(505, { first_name: 'Eve', username: 'eve' }), at(100)),
    say(user(505, { first_name: 'Evelyn', language_code: undefined }), at(101)),
    say(bare, at(102)),
    say({ id: 506, is_bot: true, first_name: 'Fay' }, at(99)),
    say(ANN, at(103), { ...TEA, title: 'Tea lovers & friends' }),
    // votes, presses, boosts
    updates.pollAnswer({ pollId: '9', user: ANN, options: [0] }),
    updates.pollAnswer({ pollId: '9', user: ANN, options: [] }),
    updates.pollAnswer({ pollId: '9', user: BOB, options: [] }),
    updates.pollAnswer({ pollId: '9', user: BOB, options: [1] }),
    updates.pollAnswer({ pollId: '9', voterChat: CHANNEL, options: [1] }),
    updates.callbackQuery({ id: '4711', from: CEM, message: asked.message, data: 'yes' }),
    updates.boost({ chat: TEA, user: ANN, boostId: 'b1', date: at(1), until: at(9999) }),
    updates.boost({ chat: TEA, user: BOB, boostId: 'b2', date: at(1), until: at(9999) }),
    updates.boostRemoved({ chat: TEA, user: BOB, boostId: 'b2', date: at(2) }),
    // in private
    start(CEM, at(110), 'ref_501'),
    start(CEM, at(111), 'ref_502'),
    updates.message({ chat: privateChat(EVE), from: EVE, messageId: 9, date: at(112), text: 'Are you there?' }),
    standing(privateChat(EVE), at(113), 'kicked'),
    standing(privateChat(EVE), at(114), 'member'),
    standing(privateChat(EVE), at(115), 'kicked'),
    // nobody
    updates.message({ chat: TEA, from: BOT, messageId: 95, date: at(3), text: 'x', extras: { sender_chat: TEA } }),
    { channel_post: { message_id: 4, chat: CHANNEL, sender_chat: CHANNEL, date: at(6), text: 'News' } },
    { edited_channel_post: { message_id: 4, chat: CHANNEL, date: at(6), edit_date: at(7), text: 'Old news' } },
    {
      message_reaction_count: {
        chat: CHANNEL,
        message_id: 4,
        date: at(8),
        reactions: [{ type: { type: 'emoji', emoji: '👍' }, total_count: 3 }],
      },
    },
    // what the bot is where
    standing(TEA, at(0), 'member'),
    standing(TEA, at(1), 'administrator'),
    standing(OLD, at(2), 'member'),
    standing(MOVED, at(7), 'administrator'),
    standing(OLD, at(8), 'left'),
    // a basic group that becomes a supergroup
    say(ANN, at(3), OLD),
    say(BOB, at(4), OLD),
    updates.joinedMessage({ chat: OLD, from: CEM, messageId: 5, date: at(3), members: [CEM] }),
    say(ANN, at(20), MOVED),
    updates.reaction({ chat: OLD, user: BOB, messageId: 1, date: at(5), now: ['🎉'] }),
    say(CEM, at(21), MOVED),
  ];
  const moves: UpdateContent[] = [
    updates.migrated({ chat: OLD, from: ANN, messageId: 50, date: at(6), toChatId: MOVED.id }),
    {
      message: { message_id: 1, chat: MOVED, from: ANN, date: at(6), migrate_from_chat_id: OLD.id },
    },
  ];
  return { live, moves, exported: exportedTea(at), ids: { old: String(OLD.id), moved: String(MOVED.id) } };
}

/** The same chat as an export has it: other names, a member told by a name that nobody goes by, an edit that no bot saw. */
function exportedTea(at: (minutes: number) => number): object {
  const stamp = (date: number) => ({
    date: new Date(date * 1000).toISOString().slice(0, 19),
    date_unixtime: String(date),
  });
  const message = (id: number, date: number, who: BotUser, name: string | null, more: object = {}) => ({
    id,
    type: 'message',
    ...stamp(date),
    from: name,
    from_id: `user${who.id}`,
    text: `Something about tea, number ${id}`,
    text_entities: [{ type: 'plain', text: `Something about tea, number ${id}` }],
    ...more,
  });
  const service = (id: number, date: number, who: BotUser, name: string, more: object) => ({
    id,
    type: 'service',
    ...stamp(date),
    actor: name,
    actor_id: `user${who.id}`,
    text: '',
    text_entities: [],
    ...more,
  });
  return {
    name: 'Tea (mine)',
    type: 'public_supergroup',
    id: 1000007001,
    messages: [
      service(90, at(5), ANN, 'Ann the boss', { action: 'invite_members', members: ['Dee whom nobody knows'] }),
      service(91, at(90), BOB, 'Bobby', { action: 'invite_members', members: ['Bobby', 'Cem'] }),
      message(101, at(10), ANN, 'Ann the boss', {
        reactions: [
          {
            type: 'emoji',
            count: 2,
            emoji: '👍',
            recent: [{ from: 'Cem', from_id: 'user503', date: stamp(at(30)).date }],
          },
        ],
      }),
      message(202, at(12), BOB, 'Bobby', {
        reply_to_message_id: 90,
        edited_unixtime: String(at(300)),
        ...{ edited: stamp(at(300)).date },
      }),
      message(203, at(13), CEM, null, {
        reply_to_message_id: 2,
        edited_unixtime: String(at(300)),
        edited: stamp(at(300)).date,
      }),
      message(400, at(500), EVE, null),
      service(401, at(501), FAY, 'Fay', { action: 'join_group_by_link', inviter: 'Group' }),
    ],
  };
}
