import { group, importExport, message, NOW, service, UNIX } from './support';

const key = (id: number) => `m:-100555:${id}`;

describe('a message of an export', () => {
  it('becomes one activity of its sender in its group, without its text', async () => {
    const { records, staged } = await importExport(group([message(1, 1, { text: 'Good morning, dear tea lovers' })]));
    expect(records).toEqual([
      {
        source: 'telegram',
        externalKey: key(1),
        version: (UNIX + 60) * 2000,
        chat: { platform: 'telegram', externalId: '-100555', title: 'Tea lovers', type: 'supergroup' },
        actor: { platform: 'telegram', externalId: '101', displayName: 'Ann' },
        kind: 'message',
        isReply: false,
        isForward: false,
        occurredAt: (UNIX + 60) * 1000,
        timeSource: 'event',
        textLength: 29,
        replyToKey: null,
        replyTo: null,
        threadId: null,
        forwardSource: null,
        amount: null,
        currency: null,
        payload: { fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) },
        text: null,
        retracted: false,
      },
    ]);
    expect(JSON.stringify(records)).not.toContain('morning');
    expect(staged).toMatchObject({
      chats: [{ externalId: '-100555', title: 'Tea lovers', type: 'supergroup', messages: 1 }],
      counts: { messages: 1, 'kind.message': 1 },
      firstAt: (UNIX + 60) * 1000,
      lastAt: (UNIX + 60) * 1000,
      timeZone: { assumed: false, messages: 0 },
    });
  });

  it('is a reply when it answers a message of the same chat', async () => {
    const { byKey, staged } = await importExport(
      group([
        message(1),
        message(2, 2, { reply_to_message_id: 1 }),
        message(3, 3, { reply_to_message_id: 9, reply_to_peer_id: 'channel77' }),
        message(4, 4, { reply_to_message_id: -1_000_000_000 }),
      ]),
    );
    expect(byKey[key(2)]).toMatchObject({ kind: 'reply', isReply: true, replyToKey: key(1) });
    expect(byKey[key(3)]).toMatchObject({ kind: 'message', isReply: false, replyToKey: null });
    expect(byKey[key(4)]).toMatchObject({ kind: 'message', isReply: false });
    expect(staged.counts).toMatchObject({ messages: 4, replies: 1, 'kind.reply': 1, 'kind.message': 3 });
  });

  it('is no reply when it only belongs to a topic', async () => {
    const { byKey, staged } = await importExport(
      group([
        message(2, 2, { reply_to_message_id: 5 }),
        service(5, 'topic_created', { title: 'Oolong' }),
        message(6, 6, { reply_to_message_id: 5 }),
        message(7, 7, { reply_to_message_id: 6 }),
        message(8),
      ]),
    );
    expect(byKey[key(2)]).toMatchObject({ kind: 'message', isReply: false, replyToKey: null });
    expect(byKey[key(6)]).toMatchObject({ kind: 'message', isReply: false, threadId: '5' });
    expect(byKey[key(7)]).toMatchObject({ kind: 'reply', replyToKey: key(6), threadId: '5' });
    expect(byKey[key(8)]).toMatchObject({ threadId: null });
    expect(staged.counts).toMatchObject({ messages: 4, replies: 1, 'kind.message': 3, 'kind.reply': 1 });
  });

  it('has one kind by precedence command > reply > forward > message, and flags besides', async () => {
    const command = { text: [{ type: 'bot_command', text: '/start' }, ' now'] };
    const { byKey, staged } = await importExport(
      group([
        message(1, 1, { ...command, reply_to_message_id: 9, forwarded_from: 'Bob' }),
        message(2, 2, { reply_to_message_id: 9, forwarded_from: 'Bob' }),
        message(3, 3, { forwarded_from: 'Bob' }),
        message(4, 4, { forwarded_from: null }),
        message(5, 5, { text: ['see ', { type: 'bot_command', text: '/start' }] }),
      ]),
    );
    const flags = (id: number) => [byKey[key(id)].kind, byKey[key(id)].isReply, byKey[key(id)].isForward];
    expect([1, 2, 3, 4, 5].map(flags)).toEqual([
      ['command', true, true],
      ['reply', true, true],
      ['forward', false, true],
      ['forward', false, true],
      ['message', false, false],
    ]);
    expect(byKey[key(3)]).toMatchObject({ forwardSource: 'name:Bob', payload: { forward: { name: 'Bob' } } });
    expect(byKey[key(4)]).toMatchObject({ forwardSource: null });
    expect(staged.counts).toMatchObject({ messages: 5, replies: 2, forwards: 4, 'kind.forward': 2, 'kind.command': 1 });
  });

  it('keeps measures of its text: code points, entities, tags, hosts', async () => {
    const { byKey } = await importExport(
      group([
        message(1, 1, {
          text: [
            '😀 ',
            { type: 'hashtag', text: '#Tea' },
            { type: 'link', text: 'https://Example.COM/a?b' },
            { type: 'text_link', text: 'here', href: 'http://user@sub.example.org:80/' },
            { type: 'mention_name', text: 'Bob', user_id: 5 },
            '',
          ],
        }),
        message(2, 2, { text: '' }),
        message(3, 3, { text: undefined, text_entities: [{ type: 'plain', text: 'abc' }] }),
      ]),
    );
    expect(byKey[key(1)].textLength).toBe(2 + 4 + 23 + 4 + 3);
    expect(byKey[key(1)].payload).toMatchObject({
      entities: { hashtag: 1, url: 1, text_link: 1, text_mention: 1 },
      hashtags: ['tea'],
      linkHosts: ['example.com', 'sub.example.org'],
    });
    expect(byKey[key(2)]).toMatchObject({ textLength: 0, payload: {} });
    expect(byKey[key(3)].textLength).toBe(3);
  });

  it('is recognised by a fingerprint that depends on the salt and not on case, width or spacing', async () => {
    const texts = [
      'Hello  tea lovers',
      'hello tea\nLOVERS ',
      'Ｈｅｌｌｏ tea lovers',
      'another text here',
      'too short',
    ];
    const read = async (salt: string) => {
      const { records } = await importExport(group(texts.map((text, i) => message(i + 1, i, { text }))), { salt });
      return records.map(({ payload }) => payload.fingerprint);
    };
    const [a, b, c, other, short] = await read('one');
    expect([b, c]).toEqual([a, a]);
    expect(other).not.toBe(a);
    expect(short).toBeUndefined();
    expect((await read('two'))[0]).not.toBe(a);
  });

  it('says what medium it carries', async () => {
    const { records } = await importExport(
      group([
        message(1, 1, { photo: '(File not included)', width: 1 }),
        message(2, 2, {
          file: 'a',
          media_type: 'voice_message',
          mime_type: 'audio/ogg',
          duration_seconds: 3,
          file_size: 9,
        }),
        message(3, 3, { file: 'a.pdf', mime_type: 'application/pdf', file_size: 1e300, duration_seconds: -1 }),
        message(4, 4, { poll: { question: 'Green?', answers: [] } }),
      ]),
    );
    expect(records.map(({ payload }) => payload.media)).toEqual([
      { type: 'photo' },
      { type: 'voice', mimeType: 'audio/ogg', durationSeconds: 3, fileSize: 9 },
      { type: 'document', mimeType: 'application/pdf' },
      { type: 'poll' },
    ]);
  });

  it('counts as the work of nobody when a channel, the chat or Telegram itself sent it', async () => {
    const { records } = await importExport(
      group([
        message(1, 1, { from: 'News', from_id: 'channel9' }),
        message(2, 2, { from: 'Tea lovers', from_id: 'chat555' }),
        message(3, 3, { from: 'Telegram', from_id: 'user777000' }),
        message(4, 4, { from: 'Group', from_id: 'user1087968824' }),
        message(5, 5, { from: 'Channel', from_id: 'user136817688' }),
        message(6, 6, { from: undefined, from_id: undefined }),
      ]),
    );
    expect(records.map(({ actor }) => actor)).toEqual([null, null, null, null, null, null]);
    expect(records).toHaveLength(6);
  });

  it('still belongs to its account when that was deleted', async () => {
    const { records } = await importExport(group([message(1, 1, { from: null, from_id: 'user66' })]));
    expect(records[0].actor).toEqual({ platform: 'telegram', externalId: '66', displayName: null });
  });

  it('is newer than itself when it was edited', async () => {
    const { records } = await importExport(
      group([
        message(1, 1, { edited: '2023-11-15T00:00:00', edited_unixtime: String(UNIX + 600) }),
        message(2, 2, { edited: '1970-01-01T01:00:00' }),
      ]),
    );
    expect(records[0]).toMatchObject({ occurredAt: (UNIX + 60) * 1000, version: (UNIX + 600) * 2000 });
    expect(records[1].version).toBe((UNIX + 120) * 2000);
  });

  it('is skipped and counted when Telegram Desktop could not export it', async () => {
    const { staged, records } = await importExport(
      group([message(1), { id: 2, type: 'unsupported' }, { id: 3, type: 'mystery' }, service(4, 'pin_message')]),
    );
    expect(records).toHaveLength(1);
    expect(staged.skipped).toEqual({ unsupported: 1, unknown: 1, service: 1 });
  });

  it('keeps nothing that a database could refuse', async () => {
    const text = `{"name":"a\\u0000b\\ud800","type":"public_supergroup","id":1,"messages":[${JSON.stringify(
      message(1, 1, { from: `${'x'.repeat(300)}` }),
    )},{"id":2,"type":"message","date_unixtime":"${UNIX}","from":"\\u0000\\udc00","from_id":"user5","text":"","__proto__":{"polluted":1}}]}`;
    const { records } = await importExport(text);
    expect(records[0].chat?.title).toBe('ab\ufffd');
    expect(records[0].actor?.displayName).toHaveLength(255);
    expect(records[1].actor?.displayName).toBe('\ufffd');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('reactions in an export', () => {
  it('are one activity per account whose reaction is listed, and a total on the message', async () => {
    const at = (minute: number) => new Date((UNIX + 3600 + minute * 60) * 1000).toISOString().slice(0, 19);
    const { byKey, staged } = await importExport(
      group([
        message(1, 0, {
          reactions: [
            {
              type: 'emoji',
              count: 7,
              emoji: '👍',
              recent: [
                { from: 'Bob', from_id: 'user102', date: at(5) },
                { from: 'News', from_id: 'channel9', date: at(6) },
              ],
            },
            {
              type: 'custom_emoji',
              count: 1,
              document_id: 'stickers/x.webp',
              recent: [{ from_id: 'user102', date: at(9) }],
            },
            { type: 'paid', count: 2 },
          ],
        }),
      ]),
    );
    expect(byKey[key(1)].payload.reactionCount).toBe(10);
    expect(byKey['r:-100555:1:102']).toMatchObject({
      kind: 'reaction',
      actor: { externalId: '102', displayName: 'Bob' },
      occurredAt: (UNIX + 540) * 1000,
      version: (UNIX + 540) * 2000,
      replyToKey: key(1),
      textLength: null,
      payload: { reactions: ['👍', 'custom:stickers/x.webp'] },
    });
    expect(staged.counts).toMatchObject({ reactions: 1, messages: 1 });
  });

  it('follow the clock of the chosen zone across a change of clocks', async () => {
    // message on 26 October 2024 in summer time, reaction the day after in winter time
    const summer = Date.parse('2024-10-26T10:00:00Z');
    const exported = group([
      message(1, 0, {
        date: '2024-10-26T12:00:00',
        date_unixtime: String(summer / 1000),
        reactions: [
          { type: 'emoji', count: 1, emoji: '❤', recent: [{ from_id: 'user102', date: '2024-10-27T12:00:00' }] },
        ],
      }),
    ]);
    const reactionAt = async (timeZone?: string) =>
      (await importExport(exported, { timeZone, now: NOW })).byKey['r:-100555:1:102'].occurredAt;
    expect(await reactionAt('Europe/Berlin')).toBe(Date.parse('2024-10-27T11:00:00Z'));
    expect(await reactionAt('Asia/Tokyo')).toBe(Date.parse('2024-10-27T10:00:00Z'));
    expect(await reactionAt()).toBe(Date.parse('2024-10-27T10:00:00Z'));
  });
});
