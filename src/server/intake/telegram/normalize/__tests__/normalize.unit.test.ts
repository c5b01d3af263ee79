import { fingerprinter } from '../../../text';
import {
  importExport,
  group,
  message as exported,
  service,
  stamp,
  UNIX,
} from '../../../files/telegramExport/__tests__/support';
import { MalformedUpdateError, normalizeUpdate } from '..';

const RECEIVED = (UNIX + 100_000) * 1000;
const context = { receivedAt: RECEIVED, fingerprint: fingerprinter('salt') };
const normalize = (content: object, updateId = 1) => normalizeUpdate({ update_id: updateId, ...content }, context);
const only = (content: object, updateId = 1) => {
  const { records } = normalize(content, updateId);
  expect(records).toHaveLength(1);
  return records[0];
};

const chat = { id: -100555, type: 'supergroup', title: 'Tea lovers', username: 'tea' };
const ann = { id: 101, is_bot: false, first_name: 'Ann', last_name: 'Lee', username: 'ann', language_code: 'en' };
const bob = { id: 102, is_bot: false, first_name: 'Bob' };
const message = (id: number, more: object = {}) => ({
  message_id: id,
  date: UNIX,
  chat,
  from: ann,
  text: 'Hello',
  ...more,
});

describe('a live message', () => {
  it('becomes one activity of its sender', () => {
    expect(normalize({ message: message(5) })).toEqual({
      kind: 'message',
      migrations: [],
      groupStatus: null,
      reachability: null,
      skipped: null,
      records: [
        {
          source: 'telegram',
          externalKey: 'm:-100555:5',
          version: UNIX * 2000 + 1,
          chat: {
            platform: 'telegram',
            externalId: '-100555',
            title: 'Tea lovers',
            username: 'tea',
            type: 'supergroup',
          },
          actor: {
            platform: 'telegram',
            externalId: '101',
            displayName: 'Ann Lee',
            username: 'ann',
            languageCode: 'en',
            isBot: false,
          },
          kind: 'message',
          isReply: false,
          isForward: false,
          occurredAt: UNIX * 1000,
          timeSource: 'event',
          textLength: 5,
          replyToKey: null,
          replyTo: null,
          threadId: null,
          forwardSource: null,
          amount: null,
          currency: null,
          payload: {},
          text: null,
          retracted: false,
        },
      ],
    });
  });

  it('is a reply to a message of the chat, of an author who is told', () => {
    const record = only({ message: message(5, { reply_to_message: { ...message(4), from: bob } }) });
    expect(record).toMatchObject({
      kind: 'reply',
      isReply: true,
      replyToKey: 'm:-100555:4',
      replyTo: { externalId: '102' },
    });
  });

  it('is no reply when it answers another chat or only belongs to a topic', () => {
    expect(only({ message: message(5, { external_reply: { chat } }) }).isReply).toBe(false);
    const inTopic = { is_topic_message: true, message_thread_id: 3 };
    const root = { ...message(3), text: undefined, forum_topic_created: { name: 'Oolong' } };
    expect(only({ message: message(5, { ...inTopic, reply_to_message: root }) })).toMatchObject({
      isReply: false,
      threadId: '3',
    });
    expect(only({ message: message(6, { ...inTopic, reply_to_message: message(5) }) })).toMatchObject({
      isReply: true,
      threadId: '3',
    });
    // without is_topic_message the number is that of a thread of replies
    expect(only({ message: message(6, { message_thread_id: 3, reply_to_message: message(3) }) })).toMatchObject({
      isReply: true,
      threadId: null,
    });
  });

  it.each([
    [{ type: 'user', date: UNIX - 9, sender_user: bob }, 'user:102'],
    [{ type: 'hidden_user', date: UNIX - 9, sender_user_name: 'Someone' }, 'name:Someone'],
    [{ type: 'chat', date: UNIX - 9, sender_chat: { id: -1007, type: 'supergroup' } }, 'chat:-1007'],
    [{ type: 'channel', date: UNIX - 9, chat: { id: -1008, type: 'channel' }, message_id: 77 }, 'chat:-1008'],
  ])('is a forward of %j', (origin, source) => {
    const record = only({ message: message(5, { forward_origin: origin }) });
    expect(record).toMatchObject({ kind: 'forward', isForward: true, forwardSource: source });
    expect(record.payload.forward).toMatchObject({ type: origin.type, date: (UNIX - 9) * 1000 });
  });

  it('is a command when it begins with one', () => {
    const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
    expect(only({ message: message(5, { text: '/start', entities, reply_to_message: message(1) }) })).toMatchObject({
      kind: 'command',
      isReply: true,
    });
    expect(only({ message: message(5, { text: 'do /start', entities: [{ ...entities[0], offset: 3 }] }) }).kind).toBe(
      'message',
    );
  });

  it('keeps measures of text or caption and of the medium', () => {
    const text = '😀 #Tea https://Example.com/x';
    const record = only({
      message: message(5, {
        text: undefined,
        caption: text,
        caption_entities: [
          { type: 'hashtag', offset: 3, length: 4 },
          { type: 'url', offset: 8, length: 21 },
          { type: 'text_link', offset: 0, length: 2, url: 'http://foo.org' },
          'junk',
        ],
        photo: [
          { file_unique_id: 'small', file_size: 1 },
          { file_unique_id: 'large', file_size: 9, width: 5 },
        ],
      }),
    });
    expect(record.textLength).toBe([...text].length);
    expect(record.payload).toEqual({
      entities: { hashtag: 1, url: 1, text_link: 1 },
      hashtags: ['tea'],
      linkHosts: ['example.com', 'foo.org'],
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      media: { type: 'photo', fileUniqueId: 'large', fileSize: 9 },
    });
    expect(JSON.stringify(record)).not.toContain('#Tea');
  });

  it('counts as the work of nobody when sent as a chat or by Telegram itself', () => {
    const sender = (more: object) => only({ message: message(5, more) }).actor;
    expect(sender({ sender_chat: chat, from: { id: 1087968824, is_bot: true } })).toBeNull();
    expect(sender({ sender_chat: { id: -1009, type: 'channel' } })).toBeNull();
    expect(sender({ from: { id: 777000, is_bot: false } })).toBeNull();
    expect(sender({ from: undefined })).toBeNull();
  });

  it('is replaced by its later edits only, even within one second', () => {
    const original = only({ message: message(5) }, 10);
    const first = only({ edited_message: message(5, { edit_date: UNIX, text: 'Hi' }) }, 11);
    const second = only({ edited_message: message(5, { edit_date: UNIX, text: 'Hey' }) }, 12);
    expect(new Set([original, first, second].map(({ externalKey }) => externalKey)).size).toBe(1);
    expect(first.version).toBeGreaterThan(original.version);
    expect(second.version).toBeGreaterThan(first.version);
    expect(second.occurredAt).toBe(original.occurredAt);
  });

  it('without a meaning for us is skipped', () => {
    expect(normalize({ message: message(5, { text: undefined, pinned_message: message(4) }) })).toMatchObject({
      records: [],
      skipped: 'service',
    });
  });
});

describe('joins and leaves told by a service message', () => {
  const members = (more: object) => normalize({ message: message(9, { text: undefined, ...more }) }).records;

  it('are of every new member, with an invitation by whoever added them', () => {
    const records = members({ new_chat_members: [bob, ann, { id: 103, is_bot: true, first_name: 'Bot' }] });
    expect(records.map(({ externalKey, kind, actor }) => [externalKey, kind, actor?.externalId])).toEqual([
      ['m:-100555:9', 'join', '102'],
      ['i:-100555:9#0', 'invite', '101'],
      ['m:-100555:9#1', 'join', '101'],
      ['m:-100555:9#2', 'join', '103'],
      ['i:-100555:9#2', 'invite', '101'],
    ]);
  });

  it('are of who left', () => {
    expect(members({ left_chat_member: bob })).toMatchObject([
      { externalKey: 'm:-100555:9', kind: 'leave', actor: { externalId: '102' } },
    ]);
  });
});

describe('chat_member', () => {
  const change = (from: object, to: object, more: object = {}) =>
    normalize({
      chat_member: {
        chat,
        from: ann,
        date: UNIX,
        old_chat_member: { user: bob, ...from },
        new_chat_member: { user: bob, ...to },
        ...more,
      },
    });

  it.each([
    [{ status: 'left' }, { status: 'member' }, 'join'],
    [{ status: 'kicked' }, { status: 'restricted', is_member: true }, 'join'],
    [{ status: 'left' }, { status: 'administrator' }, 'join'],
    [{ status: 'member' }, { status: 'left' }, 'leave'],
    [{ status: 'administrator' }, { status: 'kicked' }, 'leave'],
    [{ status: 'restricted', is_member: true }, { status: 'restricted', is_member: false }, 'leave'],
  ])('from %j to %j is a %s', (from, to, kind) => {
    const [record] = change(from, to).records;
    expect(record).toMatchObject({
      externalKey: `cm:-100555:102:${UNIX}`,
      kind,
      actor: { externalId: '102' },
      payload: { by: '101' },
    });
  });

  it.each([
    [{ status: 'member' }, { status: 'administrator' }, 'administrator'],
    [{ status: 'administrator' }, { status: 'member' }, 'member'],
    [{ status: 'member' }, { status: 'restricted', is_member: true }, 'restricted'],
  ])('from %j to %j is a change of role alone', (from, to, role) => {
    expect(change(from, to).records).toMatchObject([
      { externalKey: `ro:-100555:102:${UNIX}`, kind: 'role_change', actor: { externalId: '102' }, payload: { role } },
    ]);
  });

  it.each([
    [{ status: 'administrator', can_pin_messages: true }, { status: 'administrator' }],
    [{ status: 'left' }, { status: 'kicked' }],
    [{ status: 'left' }, { status: 'restricted', is_member: false }],
  ])('from %j to %j is nothing to us', (from, to) => {
    expect(change(from, to)).toMatchObject({ records: [], skipped: 'unchanged' });
  });
});

describe('other updates', () => {
  it("message_reaction is the current state of a person's reactions to a message", () => {
    const reaction = (now: object[], date = UNIX, updateId = 1) =>
      only(
        { message_reaction: { chat, message_id: 5, user: bob, date, old_reaction: [], new_reaction: now } },
        updateId,
      );
    const thumb = { type: 'emoji', emoji: '👍' };
    expect(reaction([thumb, { type: 'custom_emoji', custom_emoji_id: '77' }, { type: 'paid' }])).toMatchObject({
      externalKey: 'r:-100555:5:102',
      kind: 'reaction',
      replyToKey: 'm:-100555:5',
      payload: { reactions: ['👍', 'custom:77', 'paid'] },
      retracted: false,
    });
    expect(reaction([])).toMatchObject({ externalKey: 'r:-100555:5:102', retracted: true });
    expect(reaction([], UNIX, 8).version).toBeGreaterThan(reaction([thumb], UNIX, 7).version);
  });

  it("message_reaction of a channel is nobody's", () => {
    const record = only({
      message_reaction: {
        chat,
        message_id: 5,
        actor_chat: { id: -1009, type: 'channel' },
        date: UNIX,
        new_reaction: [],
      },
    });
    expect(record).toMatchObject({ externalKey: 'r:-100555:5:-1009', actor: null });
  });

  it('my_chat_member tells what the bot is in a group', () => {
    const status = (to: string) =>
      normalize({
        my_chat_member: {
          chat,
          from: ann,
          date: UNIX,
          old_chat_member: { status: 'left' },
          new_chat_member: { status: to },
        },
      });
    expect(status('administrator')).toMatchObject({
      records: [],
      groupStatus: { status: 'administrator', version: UNIX * 2000 + 5, chat: { externalId: '-100555' } },
    });
    expect(status('member').groupStatus?.status).toBe('member');
    expect(status('kicked').groupStatus?.status).toBe('left');
  });

  it('a migration is told by the old chat or by the new one', () => {
    const old = { id: -55, type: 'group', title: 'Tea' };
    const moved = { from: '-55', to: '-100555', version: UNIX * 2000 + 1 };
    expect(
      normalize({ message: message(9, { chat: old, text: undefined, migrate_to_chat_id: -100555 }) }).migrations,
    ).toMatchObject([{ ...moved, chat: { externalId: '-55', title: 'Tea' } }]);
    expect(normalize({ message: message(1, { text: undefined, migrate_from_chat_id: -55 }) }).migrations).toMatchObject(
      [{ ...moved, chat: { externalId: '-100555', title: 'Tea lovers' } }],
    );
  });

  it('what is not known yet is said to be unknown', () => {
    expect(normalize({ brand_new: { a: 1 } })).toMatchObject({ kind: 'brand_new', records: [], skipped: 'unknown' });
    expect(normalize({})).toMatchObject({ kind: 'unknown', skipped: 'unknown' });
  });
});

describe("an update that breaks the Bot API's promises is refused, never half-read", () => {
  it.each([
    null,
    [],
    'x',
    { message: { date: UNIX, chat, text: 'x' } },
    { message: message(1.5) },
    { message: message(5, { chat: undefined }) },
    { message: message(5, { chat: { id: '5', type: 'group' } }) },
    { message: message(5, { chat: { id: 2 ** 60, type: 'group' } }) },
    { message: message(5, { date: undefined }) },
    { message: message(5, { date: -1 }) },
    { message: message(5, { date: 1e12 }) },
    { message: message(5, { from: { id: -4 } }) },
    { message: message(5, { from: { id: 'x' } }) },
    { message: message(5, { reply_to_message: {} }) },
    { message: message(5, { is_topic_message: true }) },
    { message: message(5, { text: undefined, new_chat_members: 'all' }) },
    { message: message(5, { text: undefined, new_chat_members: [1] }) },
    { message: message(5, { text: undefined, left_chat_member: null }) },
    { message: message(5, { migrate_to_chat_id: 'x' }) },
    { message_reaction: { chat, message_id: 5, date: UNIX, new_reaction: [] } },
    { message_reaction: { chat, message_id: 5, user: bob, date: UNIX } },
    { chat_member: { chat, date: UNIX } },
    { chat_member: { chat, date: UNIX, old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } } },
  ])('%j', (update) => {
    expect(() => normalizeUpdate(update, context)).toThrow(MalformedUpdateError);
  });

  it('but oddities in what is optional do no harm', () => {
    const record = only({
      message: message(5, {
        text: 'a\u0000b\ud800'.repeat(2),
        entities: [{ type: 'url', offset: 'x', length: {} }, { type: '__proto__', offset: 0, length: 1 }, null, 7],
        photo: 'none',
        from: { id: 101, first_name: 'A\u0000nn\ud800', last_name: 5, username: ['x'] },
      }),
    });
    expect(record.actor).toMatchObject({ displayName: 'Ann\ufffd', username: null });
    expect(record.payload.media).toEqual({ type: 'photo' });
    expect(({} as Record<string, unknown>).url).toBeUndefined();
  });
});

it('live and exported descriptions of the same week agree', async () => {
  const { byKey } = await importExport(
    group([
      exported(5, 0, { text: 'Good morning, tea lovers' }),
      exported(6, 0, { text: ['see ', { type: 'link', text: 'https://x.org/a' }, ' now'], reply_to_message_id: 5 }),
      exported(7, 0, { forwarded_from: 'Bob', text: 'x' }),
      service(8, 'invite_members', { ...stamp(0), members: ['Bob'] }),
      service(9, 'join_group_by_link', stamp(0)),
      exported(10, 0, { from: 'Bob', from_id: 'user102', text: 'x' }),
    ]),
  );
  const live = [
    { message: message(5, { text: 'Good morning, tea lovers' }) },
    {
      message: message(6, {
        text: 'see https://x.org/a now',
        entities: [{ type: 'url', offset: 4, length: 15 }],
        reply_to_message: message(5),
      }),
    },
    { message: message(7, { text: 'x', forward_origin: { type: 'user', date: UNIX, sender_user: bob } }) },
    { message: message(8, { text: undefined, new_chat_members: [bob] }) },
    { message: message(9, { text: undefined, new_chat_members: [ann] }) },
  ].flatMap((update) => normalize(update).records);
  const essence = (record: (typeof live)[number]) => ({
    key: record.externalKey,
    who: record.actor?.externalId,
    kind: record.kind,
    at: record.occurredAt,
    length: record.textLength,
    reply: record.replyToKey,
    flags: [record.isReply, record.isForward],
    fingerprint: record.payload.fingerprint,
    hosts: record.payload.linkHosts,
    entities: record.payload.entities,
  });
  expect(live).toHaveLength(6);
  for (const record of live) {
    expect(essence(byKey[record.externalKey])).toEqual(essence(record));
    expect(record.version).toBe(byKey[record.externalKey].version + 1);
  }
});
