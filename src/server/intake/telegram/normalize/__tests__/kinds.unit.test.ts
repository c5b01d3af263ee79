import { fingerprinter } from '../../../text';
import { ALLOWED_UPDATES, MalformedUpdateError, normalizeUpdate } from '..';

const UNIX = 1_700_000_000;
const RECEIVED = (UNIX + 100_000) * 1000;
const context = { receivedAt: RECEIVED, fingerprint: fingerprinter('salt'), bot: '7' };
const normalize = (content: object, updateId = 1) => normalizeUpdate({ update_id: updateId, ...content }, context);
const only = (content: object, updateId = 1) => {
  const { records } = normalize(content, updateId);
  expect(records).toHaveLength(1);
  return records[0];
};

const chat = { id: -100555, type: 'supergroup', title: 'Tea lovers' };
const ann = { id: 101, is_bot: false, first_name: 'Ann' };
const bob = { id: 102, is_bot: false, first_name: 'Bob' };
const bot = { id: 7000, is_bot: true, first_name: 'Tea bot' };

describe('who invited', () => {
  const join = (more: object) =>
    normalize({
      chat_member: {
        chat,
        from: bob,
        date: UNIX,
        old_chat_member: { user: bob, status: 'left' },
        new_chat_member: { user: bob, status: 'member' },
        ...more,
      },
    }).records;
  const inviteOf = (more: object) => join(more).find(({ kind }) => kind === 'invite');

  it('is whoever made the link', () => {
    const [joined, invite] = join({ invite_link: { name: 'spring', creator: ann } });
    expect(joined.payload).toEqual({
      action: 'chat_member',
      role: 'member',
      invitedVia: 'link',
      invitedBy: '101',
      inviteLinkName: 'spring',
      inviteLinkCreator: '101',
    });
    expect(invite).toMatchObject({
      externalKey: `ci:-100555:102:${UNIX}`,
      actor: { externalId: '101' },
      kind: 'invite',
      payload: { invitee: '102', inviteLinkName: 'spring' },
    });
  });

  it('is the member that the name of a link of the bot tells', () => {
    expect(inviteOf({ invite_link: { name: 'ref_101', creator: bot } })?.actor?.externalId).toBe('101');
    // nobody invites themselves, and a campaign is no member
    expect(inviteOf({ invite_link: { name: 'ref_102', creator: bot } })).toBeUndefined();
    expect(inviteOf({ invite_link: { name: 'summer', creator: bot } })).toBeUndefined();
  });

  it('is whoever added the member', () => {
    expect(inviteOf({ from: ann })).toMatchObject({ actor: { externalId: '101' }, payload: { invitedVia: 'adder' } });
  });

  it.each([
    ['came alone', {}],
    ['was let in on request', { from: ann, via_join_request: true }],
    ['was added by an anonymous administrator', { from: { id: 1087968824, is_bot: true } }],
    ['came by a link without a creator', { invite_link: { name: 'x' } }],
  ])('is unknown when the member %s', (_, more) => {
    const records = join(more);
    expect(records).toHaveLength(1);
    expect(records[0].payload).not.toHaveProperty('invitedBy');
  });

  it('is whoever a link to the bot names; the first one counts', () => {
    const start = (payload: string, date: number) =>
      normalize({
        message: {
          message_id: 3,
          date,
          chat: { id: 102, type: 'private' },
          from: bob,
          text: `/start ${payload}`,
          entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        },
      }).records;
    const [command, invite] = start('ref_101', UNIX);
    expect(command).toMatchObject({
      externalKey: 'd:7:102:3',
      chat: null,
      kind: 'command',
      payload: { command: 'start', startPayload: 'ref_101' },
    });
    expect(invite).toMatchObject({ externalKey: 'is:102', kind: 'invite', actor: { externalId: '101' }, chat: null });
    expect(start('ref_103', UNIX + 9)[1].version).toBeLessThan(invite.version);
    expect(start('spring-sale', UNIX)).toHaveLength(1);
    expect(start('two words', UNIX)[0].payload).not.toHaveProperty('startPayload');
  });
});

describe('a private chat with the bot', () => {
  const message = (more: object) =>
    normalize({ message: { message_id: 4, date: UNIX, chat: { id: 102, type: 'private' }, from: bob, ...more } });

  it('counts outside any group, without its content', () => {
    const { records, reachability } = message({ text: 'My order 4711 has not arrived #help' });
    expect(records).toMatchObject([{ kind: 'bot_message', chat: null, textLength: 35, payload: {}, text: null }]);
    expect(reachability).toMatchObject({ actor: { externalId: '102' }, state: 'reachable' });
  });

  it('says whether the bot may write', () => {
    const standing = (status: string) =>
      normalize({
        my_chat_member: {
          chat: { id: 102, type: 'private' },
          from: bob,
          date: UNIX,
          old_chat_member: { status: 'member' },
          new_chat_member: { status },
        },
      });
    expect(standing('kicked')).toMatchObject({ reachability: { state: 'blocked' }, groupStatus: null, records: [] });
    expect(standing('member').reachability).toMatchObject({ state: 'reachable' });
  });
});

describe('commands', () => {
  it('keep their name and nothing else', () => {
    const record = only({
      message: {
        message_id: 5,
        date: UNIX,
        chat,
        from: bob,
        text: '/Ban@tea_bot 4711 for spam',
        entities: [{ type: 'bot_command', offset: 0, length: 12 }],
      },
    });
    expect(record.payload).toMatchObject({ command: 'ban', commandFor: 'tea_bot' });
    expect(JSON.stringify(record)).not.toContain('4711');
  });
});

describe('polls', () => {
  const answer = (content: object, updateId = 1) => only({ poll_answer: { poll_id: '55', ...content } }, updateId);

  it('have one answer of each account, which may be taken back', () => {
    const voted = answer({ user: bob, option_ids: [0, 2] }, 8);
    expect(voted).toMatchObject({
      externalKey: 'p:55:102',
      kind: 'poll_answer',
      chat: null,
      occurredAt: RECEIVED,
      timeSource: 'received',
      payload: { options: [0, 2] },
      retracted: false,
    });
    const takenBack = answer({ user: bob, option_ids: [] }, 9);
    expect(takenBack.retracted).toBe(true);
    expect(takenBack.version).toBeGreaterThan(voted.version);
  });

  it('may be answered by a chat, which is nobody', () => {
    expect(
      answer({ voter_chat: { id: -1009, type: 'channel' }, user: { id: 136817688 }, option_ids: [1] }),
    ).toMatchObject({ externalKey: 'p:55:-1009', actor: null });
  });

  it('themselves are left out on purpose', () => {
    expect(normalize({ poll: { id: '55', options: [] } })).toMatchObject({ records: [], skipped: 'ignored' });
  });
});

describe('a press on a button', () => {
  it("happens in the group of the button's message", () => {
    const message = { message_id: 9, date: 0, chat };
    expect(only({ callback_query: { id: '4382bfdwdsb323b2d9', from: bob, message, data: 'yes' } })).toMatchObject({
      externalKey: 'c:4382bfdwdsb323b2d9',
      kind: 'click',
      actor: { externalId: '102' },
      chat: { externalId: '-100555' },
      timeSource: 'received',
      payload: { data: 'yes', messageId: '9' },
    });
  });

  it('else outside any group', () => {
    expect(only({ callback_query: { id: '1', from: bob, inline_message_id: 'x' } }).chat).toBeNull();
    const message = { message_id: 9, date: 0, chat: { id: 102, type: 'private' } };
    expect(only({ callback_query: { id: '1', from: bob, message } }).chat).toBeNull();
  });
});

describe('reactions in total', () => {
  it("are the message's, nobody's", () => {
    const total = (reactions: object[], date = UNIX) =>
      only({ message_reaction_count: { chat, message_id: 5, date, reactions } });
    const record = total([
      { type: { type: 'emoji', emoji: '👍' }, total_count: 12 },
      { type: { type: 'paid' }, total_count: 3 },
    ]);
    expect(record).toMatchObject({
      externalKey: 'rc:-100555:5',
      kind: 'reaction_count',
      actor: null,
      replyToKey: null,
      payload: {
        total: 15,
        counts: [
          { reaction: '👍', count: 12 },
          { reaction: 'paid', count: 3 },
        ],
      },
    });
    expect(total([], UNIX + 1)).toMatchObject({ externalKey: 'rc:-100555:5', retracted: true });
  });
});

describe('a request to join', () => {
  it('is told with the link, without what people write about themselves', () => {
    const record = only({
      chat_join_request: {
        chat,
        from: bob,
        user_chat_id: 102,
        date: UNIX,
        bio: 'I love tea',
        invite_link: { name: 'ref_101', creator: bot },
      },
    });
    expect(record).toMatchObject({
      externalKey: `jr:-100555:102:${UNIX}`,
      kind: 'join_request',
      payload: { invitedBy: '101', inviteLinkName: 'ref_101' },
    });
    expect(JSON.stringify(record)).not.toContain('I love');
  });
});

describe('a boost', () => {
  const boost = { boost_id: 'b1', add_date: UNIX, expiration_date: UNIX + 9, source: { source: 'premium', user: bob } };

  it('counts until it is removed', () => {
    const given = only({ chat_boost: { chat, boost } });
    expect(given).toMatchObject({ externalKey: 'b:-100555:b1', kind: 'boost', actor: { externalId: '102' } });
    const removed = only({
      removed_chat_boost: { chat, boost_id: 'b1', remove_date: UNIX + 5, source: boost.source },
    });
    expect(removed).toMatchObject({ externalKey: 'b:-100555:b1', retracted: true });
    expect(removed.version).toBeGreaterThan(given.version);
  });

  it("of a giveaway may be nobody's yet", () => {
    expect(only({ chat_boost: { chat, boost: { ...boost, source: { source: 'giveaway' } } } }).actor).toBeNull();
  });
});

describe('an edit', () => {
  const message = { message_id: 5, date: UNIX, chat, from: bob, text: 'Hello' };

  it('is no activity of its own: it describes the message anew, at its own time', () => {
    const written = only({ message }, 1);
    const edited = only({ edited_message: { ...message, edit_date: UNIX + 900, text: 'Hi' } }, 2);
    expect(edited.externalKey).toBe(written.externalKey);
    expect(edited.occurredAt).toBe(written.occurredAt);
    // even when Telegram does not say when
    expect(only({ edited_message: message }, 3).version).toBeGreaterThan(written.version);
  });
});

describe('texts', () => {
  const text = 'Good\u0000 morning';
  const stored = (textsSince: number | null, more: object = {}) =>
    normalizeUpdate(
      { update_id: 1, message: { message_id: 5, date: UNIX, chat, from: bob, text, ...more } },
      { ...context, textsSince },
    ).records[0].text;

  it('are stored where the operator wants it, and not older than the limit', () => {
    expect(stored(null)).toBeNull();
    expect(stored(UNIX * 1000)).toBe('Good morning');
    expect(stored(UNIX * 1000 + 1)).toBeNull();
    expect(stored(0, { text: 'x'.repeat(100_000) })).toHaveLength(8192);
    expect(stored(0, { text: undefined, sticker: {} })).toBeNull();
    expect(stored(0, { chat: { id: 102, type: 'private' } })).toBeNull();
  });
});

describe('a forward of an older Bot API server', () => {
  it.each([
    [{ forward_from: ann }, 'user:101'],
    [{ forward_from_chat: { id: -1008, type: 'channel' } }, 'chat:-1008'],
    [{ forward_sender_name: 'Someone' }, 'name:Someone'],
    [{}, null],
  ])('%j', (more, source) => {
    const message = { message_id: 5, date: UNIX, chat, from: bob, text: 'x', forward_date: UNIX - 9, ...more };
    expect(only({ message })).toMatchObject({ isForward: true, forwardSource: source });
  });
});

describe('of every kind that is asked for', () => {
  it.each(ALLOWED_UPDATES.filter((kind) => kind !== 'poll'))('%s without its content is refused', (kind) => {
    expect(() => normalize({ [kind]: {} })).toThrow(MalformedUpdateError);
  });

  it.each([
    { poll_answer: { poll_id: 'a b', user: bob, option_ids: [] } },
    { poll_answer: { poll_id: 'x'.repeat(101), user: bob, option_ids: [] } },
    { poll_answer: { poll_id: '5', user: bob, option_ids: ['0'] } },
    { poll_answer: { poll_id: '5', option_ids: [0] } },
    { callback_query: { id: 5, from: bob } },
    { chat_boost: { chat, boost: { boost_id: 'b', add_date: UNIX } } },
    { removed_chat_boost: { chat, boost_id: 'b', source: {} } },
    { message_reaction_count: { chat, message_id: 5, date: UNIX, reactions: [{ total_count: 1 }] } },
    { chat_join_request: { chat, date: UNIX } },
  ])('%j is refused', (update) => {
    expect(() => normalize(update)).toThrow(MalformedUpdateError);
  });
});
