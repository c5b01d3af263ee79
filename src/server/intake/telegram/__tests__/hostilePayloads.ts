/** Updates as nobody should send them: what is asked of every kind, spoilt in every way that comes to mind. */

const UNIX = 1_700_000_000;
const CHAT = { id: -1000000000666, type: 'supergroup', title: 'Target' };
const EVE = { id: 666, is_bot: false, first_name: 'Eve' };

/** One sound update of each kind, with a message number of its own. */
const sound = (n: number): Record<string, Record<string, unknown>> => ({
  message: { message_id: n, date: UNIX, chat: CHAT, from: EVE, text: 'x' },
  edited_message: { message_id: n, date: UNIX, edit_date: UNIX + 1, chat: CHAT, from: EVE, text: 'x' },
  channel_post: { message_id: n, date: UNIX, chat: CHAT, sender_chat: CHAT, text: 'x' },
  message_reaction: { message_id: n, date: UNIX, chat: CHAT, user: EVE, old_reaction: [], new_reaction: [] },
  message_reaction_count: { message_id: n, date: UNIX, chat: CHAT, reactions: [] },
  chat_member: {
    chat: CHAT,
    from: EVE,
    date: UNIX + n,
    old_chat_member: { status: 'left', user: EVE },
    new_chat_member: { status: 'member', user: EVE },
  },
  my_chat_member: {
    chat: CHAT,
    from: EVE,
    date: UNIX + n,
    old_chat_member: { status: 'left', user: EVE },
    new_chat_member: { status: 'member', user: EVE },
  },
  chat_join_request: { chat: CHAT, from: EVE, user_chat_id: 666, date: UNIX + n },
  callback_query: { id: `q${n}`, from: EVE, chat_instance: '1', message: { message_id: n, date: 0, chat: CHAT } },
  poll_answer: { poll_id: `p${n}`, user: EVE, option_ids: [0] },
  chat_boost: {
    chat: CHAT,
    boost: { boost_id: `b${n}`, add_date: UNIX, expiration_date: UNIX, source: { source: 'premium', user: EVE } },
  },
  removed_chat_boost: { chat: CHAT, boost_id: `b${n}`, remove_date: UNIX, source: { source: 'premium', user: EVE } },
});

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const poisonous = JSON.parse(
  '{"__proto__":{"id":1,"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
) as object;

/** In the place of whatever is expected. */
const WRONG: Array<[name: string, value: unknown]> = [
  ['null', null],
  ['a text', 'x'],
  ['a number in a text', '5'],
  ['a fraction', 1.5],
  ['-1', -1],
  ['54 bits', 2 ** 54],
  ['infinity', 1e400],
  ['true', true],
  ['an empty object', {}],
  ['an empty list', []],
  ['a list of lists', [[[]]]],
  ['a hole', undefined],
  ['prototype keys', poisonous],
  ['deep nesting', nested(500)],
  ['a long text', 'x'.repeat(100_000)],
  ['NULs', '\u0000\u0000'],
];

export interface Hostile {
  name: string;
  update: Record<string, unknown>;
}

/** Each field of each kind in turn replaced by each wrong value. */
export function spoilt(): Hostile[] {
  let n = 10_000;
  return Object.keys(sound(0)).flatMap((kind) =>
    Object.keys(sound(0)[kind]).flatMap((field) =>
      WRONG.map(([name, value]) => ({
        name: `${kind}.${field}: ${name}`,
        update: { [kind]: { ...sound(++n)[kind], [field]: value } },
      })),
    ),
  );
}

const message = (n: number, more: object) => ({ message: { ...sound(n).message, ...more } });
const named = (n: number, from: object) => message(n, { from: { ...EVE, id: 10_000 + n, ...from } });

/** Strange, yet all that the Bot API promises is there: these are read. */
export function strange(): Hostile[] {
  const names: Array<[string, string]> = [
    ['right to left', '\u202etxt.exe\u202c'],
    ['nothing that is seen', '\u200b\u200c\u200d\u2060\ufeff'],
    ['half a surrogate', '\ud83d'],
    ['the other half', '\ude00tail'],
    ['NULs', 'A\u0000B'],
    ['control characters', '\u0001\u001f\u007f\u0085'],
    ['combining marks', `Z${'\u0301'.repeat(5000)}`],
    ['very long', 'W'.repeat(50_000)],
    ['quotes', `'"\`;-- $1 $name {communityMembers} \\`],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['four bytes', '\u{1F9D9}'.repeat(400)],
  ];
  const texts: Hostile[] = names.flatMap(([name, text], i) => [
    {
      name: `name: ${name}`,
      update: named(i + 1, { first_name: text, last_name: text, username: text, language_code: text }),
    },
    { name: `text: ${name}`, update: message(100 + i, { text, entities: [{ type: text, offset: 0, length: 1e9 }] }) },
    {
      name: `title: ${name}`,
      update: message(200 + i, { chat: { ...CHAT, id: CHAT.id - 1 - i, title: text, username: text } }),
    },
    {
      name: `origin: ${name}`,
      update: message(300 + i, { forward_origin: { type: text, date: UNIX, sender_user_name: text } }),
    },
    {
      name: `reaction: ${name}`,
      update: {
        message_reaction: {
          ...sound(400 + i).message_reaction,
          new_reaction: [{ type: 'emoji', emoji: text }, { type: text }],
        },
      },
    },
    {
      name: `button: ${name}`,
      update: { callback_query: { ...sound(500 + i).callback_query, data: text, game_short_name: text } },
    },
  ]);
  return [
    ...texts,
    { name: 'prototype keys beside', update: { message: { ...sound(600).message, ...poisonous } } },
    { name: 'deep nesting beside', update: message(601, { reply_markup: nested(400) }) },
    {
      name: 'many entities',
      update: message(602, { entities: Array(20_000).fill({ type: 'url', offset: 0, length: 1 }) }),
    },
    {
      name: 'entities of prototype names',
      update: message(603, { entities: [{ type: '__proto__', offset: 0, length: 1 }] }),
    },
    { name: 'an id of 53 bits', update: named(604, { id: 2 ** 53 - 1 }) },
    { name: 'a chat of 53 bits', update: message(605, { chat: { ...CHAT, id: -(2 ** 53 - 1) } }) },
    { name: 'message 0', update: message(0, {}) },
    { name: 'a negative message', update: message(-5, {}) },
    {
      name: 'an odd medium',
      update: message(606, { text: undefined, photo: [[[{}]]], video: { duration: -1, file_size: 1e300 } }),
    },
    { name: 'an odd chat type', update: message(607, { chat: { ...CHAT, type: 'x'.repeat(9999) } }) },
    { name: 'an unknown kind', update: { __proto: { a: 1 } } },
    { name: 'a kind of strange name', update: { 'DROP TABLE': { a: 1 } } },
    { name: 'two kinds at once', update: { ...message(608, {}), poll_answer: sound(608).poll_answer } },
    { name: 'no kind', update: {} },
  ];
}

/** Impossible moments and places. */
export function impossible(): Hostile[] {
  return [
    ...[0, -1, 1, 1_376_438_399, UNIX * 1000, 2 ** 31, 4e9, 8.64e15, -8.64e15].map((date, i) => ({
      name: `date ${date}`,
      update: message(700 + i, { date }),
    })),
    { name: 'edited before Telegram', update: { edited_message: { ...sound(720).edited_message, edit_date: 5 } } },
    { name: 'moved to a person', update: message(721, { migrate_to_chat_id: 5 }) },
    { name: 'moved to nowhere', update: message(722, { migrate_to_chat_id: null }) },
    { name: 'moved from a person', update: message(723, { migrate_from_chat_id: 2 ** 54 }) },
    { name: 'a negative person', update: message(724, { from: { id: -666 } }) },
    { name: 'nobody added', update: message(725, { new_chat_members: [null] }) },
    { name: 'nobody left', update: message(726, { left_chat_member: [] }) },
    { name: 'an answer to nothing', update: message(727, { reply_to_message: {} }) },
    { name: 'a topic without a number', update: message(728, { is_topic_message: true }) },
  ];
}
