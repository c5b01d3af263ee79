import { group, importExport, message, service, stamp, UNIX } from './support';

const key = (id: number) => `m:-100555:${id}`;

describe('joins and leaves in an export', () => {
  it('are of the one who came by link or request', async () => {
    const { byKey, staged } = await importExport(
      group([service(1, 'join_group_by_link', { inviter: 'Zoe' }), service(2, 'join_group_by_request')]),
    );
    expect(byKey[key(1)]).toMatchObject({ kind: 'join', actor: { externalId: '101' }, textLength: null });
    expect(byKey[key(1)].payload).toEqual({ action: 'join_group_by_link', inviter: 'Zoe' });
    expect(byKey[key(2)]).toMatchObject({ kind: 'join', actor: { externalId: '101' } });
    expect(staged.counts).toEqual({ joins: 2 });
  });

  it('are of the accounts that go by the names told, where only one does, even later in the file', async () => {
    const { byKey, staged } = await importExport(
      group([
        service(1, 'invite_members', { members: ['Bob', 'Cid', 'Ann', 'Nobody', null] }),
        service(2, 'remove_members', { members: ['Bob'] }),
        message(3, 3, { from: 'Bob', from_id: 'user102' }),
        message(4, 4, { from: 'Cid', from_id: 'user103' }),
        message(5, 5, { from: 'Cid', from_id: 'user104' }),
      ]),
    );
    expect(byKey[key(1)]).toMatchObject({ kind: 'join', actor: { externalId: '102' } });
    expect(byKey[key(1)].payload.names).toBeUndefined();
    expect(byKey[`${key(1)}#1`]).toMatchObject({ kind: 'join', actor: null, payload: { names: ['Cid'] } });
    expect(byKey[`${key(1)}#2`]).toMatchObject({ kind: 'join', actor: { externalId: '101' } });
    expect(byKey[`${key(1)}#3`]).toMatchObject({ kind: 'join', actor: null, payload: { names: ['Nobody'] } });
    expect(byKey[`${key(1)}#4`]).toMatchObject({ kind: 'join', actor: null, payload: { names: [] } });
    expect(byKey[key(2)]).toMatchObject({ kind: 'leave', actor: { externalId: '102' } });
    expect(staged.counts).toMatchObject({ joins: 5, leaves: 1, invites: 4, messages: 3 });
    expect(staged.unresolved).toBe(2);
    expect(staged.unresolvedNames).toEqual([
      { chat: '-100555', name: 'Cid', times: 1 },
      { chat: '-100555', name: 'Nobody', times: 1 },
    ]);
  });

  it('tell who invited, once per invited member, and never who added themselves', async () => {
    const { records } = await importExport(group([service(1, 'invite_members', { members: ['Bob', 'Ann'] })]));
    const invites = records.filter(({ kind }) => kind === 'invite');
    expect(invites.map(({ externalKey, actor }) => [externalKey, actor?.externalId])).toEqual([
      ['i:-100555:1#0', '101'],
    ]);
  });

  it('trust the name of the one who acts over a namesake', async () => {
    const { byKey } = await importExport(
      group([service(1, 'remove_members', { members: ['Ann'] }), message(2, 2, { from: 'Ann', from_id: 'user999' })]),
    );
    expect(byKey[key(1)]).toMatchObject({ kind: 'leave', actor: { externalId: '101' } });
  });

  it('are not read into the founding of a group', async () => {
    const { records } = await importExport(
      group([service(1, 'create_group', { members: ['Ann', 'Bob'] }), message(2)]),
    );
    expect(records).toHaveLength(1);
  });

  it('survive a member named like a part of the language', async () => {
    const { byKey, staged } = await importExport(
      group([
        service(1, 'invite_members', { members: ['__proto__', 'constructor'] }),
        message(2, 2, { from: '__proto__', from_id: 'user102' }),
      ]),
    );
    expect(byKey[key(1)].actor?.externalId).toBe('102');
    expect(byKey[`${key(1)}#1`].actor).toBeNull();
    expect(staged.unresolvedNames).toEqual([{ chat: '-100555', name: 'constructor', times: 1 }]);
  });
});

describe('the export of a whole account', () => {
  const account = (list: unknown[], left: unknown[] = []) => ({
    about: 'Here is the data you requested.',
    personal_information: { user_id: 1, first_name: 'Me' },
    contacts: { about: '', list: [{ user_id: 3, first_name: 'Ann', messages: [1, 2] }] },
    chats: { about: '', list },
    left_chats: { about: '', list: left },
  });

  it('yields its groups and channels, those left too, and skips private chats', async () => {
    const { staged, records } = await importExport(
      account(
        [
          { type: 'saved_messages', id: 1, messages: [message(1)] },
          { name: 'Ann', type: 'personal_chat', id: 101, messages: [{ id: 1, type: 'message', date: 'nonsense' }] },
          { name: 'A bot', type: 'bot_chat', id: 7, messages: [message(1)] },
          group([message(1)]),
          { name: 'Family', type: 'private_group', id: 8, messages: [message(1), message(2)] },
        ],
        [{ name: 'News', type: 'public_channel', id: 9, messages: [message(1, 1, { from_id: 'channel9' })] }],
      ),
    );
    expect(staged.chats.map(({ externalId, type, messages }) => [externalId, type, messages])).toEqual([
      ['-100555', 'supergroup', 1],
      ['-8', 'group', 2],
      ['-1009', 'channel', 1],
    ]);
    expect(staged.skipped).toEqual({ privateChats: 3 });
    expect(records.map(({ externalKey }) => externalKey)).toEqual(['m:-100555:1', 'm:-8:1', 'm:-8:2', 'm:-1009:1']);
  });

  it("does not care about the order of a chat's keys", async () => {
    const { records, staged } = await importExport({
      messages: [message(1)],
      id: 555,
      name: 'Tea lovers',
      type: 'private_supergroup',
    });
    expect(records[0]).toMatchObject({ externalKey: 'm:-100555:1', chat: { title: 'Tea lovers' } });
    const both = await importExport(
      account([
        { id: 1, messages: [message(1)], name: 'Ann', type: 'personal_chat' },
        { id: 2, messages: [message(1)], name: 'G', type: 'private_group' },
      ]),
    );
    expect(both.records.map(({ externalKey }) => externalKey)).toEqual(['m:-2:1']);
    expect(staged.chats).toHaveLength(1);
  });

  it('keeps the same names of different groups apart', async () => {
    const { byKey } = await importExport(
      account([
        group([service(1, 'invite_members', { members: ['Bob'] }), message(2, 2, { from: 'Bob', from_id: 'user1' })]),
        group([service(1, 'invite_members', { members: ['Bob'] }), message(2, 2, { from: 'Bob', from_id: 'user2' })], {
          id: 6,
        }),
      ]),
    );
    expect([byKey['m:-100555:1'].actor?.externalId, byKey['m:-1006:1'].actor?.externalId]).toEqual(['1', '2']);
  });

  it('tells which group became which supergroup when it can be told', async () => {
    const { staged } = await importExport(
      account([
        { name: 'Old', type: 'private_group', id: 8, messages: [service(5, 'migrate_to_supergroup')] },
        {
          name: 'New',
          type: 'private_supergroup',
          id: 9,
          messages: [service(5, 'migrate_from_group', { title: 'Old' }), message(6)],
        },
        {
          name: 'Else',
          type: 'private_supergroup',
          id: 10,
          messages: [service(999, 'migrate_from_group', { title: 'Old' })],
        },
      ]),
    );
    expect(staged.migrations).toEqual([{ from: '-8', to: '-1009' }]);
  });
});

describe('a group that became a supergroup', () => {
  it('keeps its earlier messages, which the export numbers below zero', async () => {
    const { records } = await importExport(
      group([
        message(-999_999_990, 1),
        message(-999_999_989, 2, { reply_to_message_id: -999_999_990 }),
        service(-999_999_988, 'migrate_to_supergroup', stamp(3)),
        service(1, 'migrate_from_group', { title: 'Tea lovers' }),
        message(2),
      ]),
    );
    expect(records.map(({ externalKey, chat }) => [externalKey, chat?.externalId])).toEqual([
      ['m:-100555:-999999990', '-100555'],
      ['m:-100555:-999999989', '-100555'],
      ['m:-100555:2', '-100555'],
    ]);
    expect(records[1]).toMatchObject({ isReply: true, replyToKey: 'm:-100555:-999999990' });
  });
});

describe('an export of an old Telegram Desktop', () => {
  const old = (id: number, fromId: number, date: string) => ({
    id,
    type: 'message',
    date,
    edited: '1970-01-01T01:00:00',
    from: 'Ann',
    from_id: fromId,
    text: 'hi',
  });

  it('is read in the zone chosen, and says how many dates needed it', async () => {
    const { records, staged } = await importExport(group([old(1, 101, '2019-06-01T12:00:00')]), { timeZone: '+03:30' });
    expect(records[0]).toMatchObject({ occurredAt: Date.parse('2019-06-01T08:30:00Z'), actor: { externalId: '101' } });
    expect(staged.timeZone).toEqual({ name: '+03:30', assumed: false, messages: 1 });
  });

  it('is read in the fallback zone when none was chosen, and says so', async () => {
    const { records, staged } = await importExport(group([old(1, 101, '2019-06-01T12:00:00'), message(2)]), {
      fallbackTimeZone: 'Asia/Shanghai',
    });
    expect(records[0].occurredAt).toBe(Date.parse('2019-06-01T04:00:00Z'));
    expect(records[1].occurredAt).toBe((UNIX + 120) * 1000);
    expect(staged.timeZone).toEqual({ name: 'Asia/Shanghai', assumed: true, messages: 1 });
  });

  it('may write accounts and chats with 2^32 and twice that added', async () => {
    const shift = 2 ** 32;
    const { records } = await importExport(
      group(
        [
          old(1, shift + 101, '2019-06-01T12:00:00'),
          old(2, 2 * shift + 9, '2019-06-01T12:00:00'),
          old(3, shift + 777000, '2019-06-01T12:00:00'),
        ],
        { id: 2 * shift + 555 },
      ),
    );
    expect(records.map(({ actor }) => actor?.externalId ?? null)).toEqual(['101', null, null]);
    expect(records[0].externalKey).toBe('m:-100555:1');
  });

  it('is not mistaken for that when an account is below', async () => {
    const { records } = await importExport(
      group([old(1, 5_000_000_000, '2019-06-01T12:00:00'), old(2, 101, '2019-06-01T12:00:00')]),
    );
    expect(records.map(({ actor }) => actor?.externalId)).toEqual(['5000000000', '101']);
  });
});

describe('importing again', () => {
  it('gives the same keys and versions for what was there before', async () => {
    const first = await importExport(group([message(1), message(2)]));
    const second = await importExport(group([message(1, 1, { from: 'Annie' }), message(2), message(3)]));
    const versions = ({ records }: typeof first) => records.map(({ externalKey, version }) => [externalKey, version]);
    expect(versions(second).slice(0, 2)).toEqual(versions(first));
    expect(second.records[0].actor?.externalId).toBe('101');
  });
});

it('a reply target may be absent in every way', async () => {
  const { records } = await importExport(group([{ ...message(1), ...stamp(1), reply_to_message_id: null }]));
  expect(records[0].isReply).toBe(false);
});
