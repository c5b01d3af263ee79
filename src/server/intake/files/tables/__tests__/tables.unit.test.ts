import type { ActivityRecord } from '@community-crm/community-model';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runImport } from '../../runImport';
import { fileSource } from '../../source';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'community-tables-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NOW = Date.parse('2026-04-01T00:00:00Z');
const KINDS = { keys: ['message', 'reply', 'forward', 'join', 'leave', 'purchase'], utterances: ['message', 'reply'] };

interface Given {
  mapping?: string | object;
  timeZone?: string;
  fallbackTimeZone?: string;
}

async function read(
  name: string,
  content: string | Buffer,
  { mapping, timeZone, fallbackTimeZone = 'UTC' }: Given = {},
) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const records: ActivityRecord[] = [];
  const result = await runImport({
    files: [file],
    workDirectory: path.join(folder, 'work'),
    mapping: mapping === undefined ? null : typeof mapping === 'string' ? mapping : JSON.stringify(mapping),
    timeZone,
    fallbackTimeZone,
    salt: 'salt',
    now: NOW,
    kinds: KINDS,
    source: fileSource,
    write: async (batch) => {
      records.push(...batch.records);
      return { added: batch.records.length, changed: 0, unchanged: 0 };
    },
    batches: { size: 2, wrote: () => undefined },
  });
  return { records, result };
}

async function refusal(name: string, content: string | Buffer, given: Given = {}) {
  const outcome = await read(name, content, given).then(
    () => null,
    (error: { code: string; message: string; values: Record<string, unknown> }) => error,
  );
  expect(await readdir(path.join(folder, 'work')).catch(() => [])).toEqual([]);
  return outcome;
}

const iso = (record: ActivityRecord) => new Date(record.occurredAt).toISOString();

describe('a CSV whose columns are well named', () => {
  const CSV = [
    'id,time,kind,user_id,user_name,group_id,group,amount,currency,text',
    'o1,2026-03-01T10:00:00Z,purchase,u1,Ann,,,12.50,EUR,',
    'm1,2026-03-01T10:05:00+02:00,message,u2,"Bob ""the"" Builder",g1,"Club, the first",,,"two\nlines"',
    '',
  ].join('\n');

  test('needs no mapping', async () => {
    const { records, result } = await read('a.csv', CSV);
    expect(records).toMatchObject([
      {
        source: 'push',
        externalKey: 'file:o1',
        kind: 'purchase',
        actor: { platform: 'file', externalId: 'u1', displayName: 'Ann' },
        chat: null,
        amount: 12.5,
        currency: 'EUR',
      },
      {
        externalKey: 'file:m1',
        kind: 'message',
        actor: { displayName: 'Bob "the" Builder' },
        chat: { platform: 'file', externalId: 'g1', title: 'Club, the first' },
        textLength: 9,
      },
    ]);
    expect(records.map(iso)).toEqual(['2026-03-01T10:00:00.000Z', '2026-03-01T08:05:00.000Z']);
    expect(result.counts).toMatchObject({ added: 2, activities: 2, messages: 1, chats: 1 });
    expect(JSON.stringify(records)).not.toContain('lines');
  });

  test.each([
    ['semicolons and a byte order mark', Buffer.from(`\ufeff${CSV.replaceAll(',', ';').replace('12.50', '12,50')}`)],
    ['tabs', CSV.replaceAll(',', '\t')],
    ['carriage returns', CSV.replaceAll('\n', '\r\n')],
  ])('may have %s', async (_, content) => {
    const { records } = await read('a.csv', content);
    expect(records.map(({ externalKey, amount }) => [externalKey, amount])).toEqual([
      ['file:o1', 12.5],
      ['file:m1', null],
    ]);
  });

  test('is recognised by its content as well', async () => {
    expect((await read('upload', CSV)).records).toHaveLength(2);
  });
});

describe('times', () => {
  const one = async (time: string, given: Given = {}) => {
    const { records, result } = await read('t.csv', `time,user_id,text\n${time},u,hello\n`, given);
    return { at: iso(records[0]), notes: result.notes };
  };

  test.each([
    ['2026-03-01T10:00:00.1230000+00:00', '2026-03-01T10:00:00.123Z'],
    ['1772359200', '2026-03-01T10:00:00.000Z'],
    ['1772359200000', '2026-03-01T10:00:00.000Z'],
    ['2026/3/1 10:00', '2026-03-01T10:00:00.000Z'],
    ['2026年3月1日 10:00:05', '2026-03-01T10:00:05.000Z'],
    ['01-Mar-26 10:00 PM', '2026-03-01T22:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ])('%s', async (time, expected) => expect((await one(time)).at).toBe(expected));

  test('without a zone are read in the chosen one, and the result says so', async () => {
    const { at, notes } = await one('2026-03-01 10:00:00', { timeZone: 'Asia/Shanghai' });
    expect(at).toBe('2026-03-01T02:00:00.000Z');
    expect(notes).toEqual([{ code: 'TIME_ZONE_USED', zone: 'Asia/Shanghai', messages: 1 }]);
    const assumed = await one('2026-03-01 10:00:00', { fallbackTimeZone: 'Europe/Berlin' });
    expect(assumed).toEqual({
      at: '2026-03-01T09:00:00.000Z',
      notes: [{ code: 'TIME_ZONE_ASSUMED', zone: 'Europe/Berlin', messages: 1 }],
    });
  });
});

describe('rows without a key', () => {
  const CSV = 'time,user_id,text\n2026-03-01 10:00:00,u,ok\n2026-03-01 10:00:00,u,ok\n2026-03-01 10:00:01,u,ok\n';

  test('get one made of their content, the same in every import', async () => {
    const keys = async (content: string) =>
      (await read('k.csv', content)).records.map(({ externalKey }) => externalKey);
    const first = await keys(CSV);
    expect(new Set(first).size).toBe(3);
    expect(first[1]).toBe(`${first[0]}-2`);
    expect(await keys(CSV.replace('ok\n2026-03-01 10:00:01', 'ok\n2026-03-01 10:00:01'))).toEqual(first);
    const [changed] = await keys(CSV.replace('u,ok', 'u,no'));
    expect(first).not.toContain(changed);
  });
});

describe('a mapping', () => {
  const CSV = '订单号,下单时间,客户,类型,金额\nA-1,2026-03-01 10:00,C1,下单,5\nA-2,2026-03-02 10:00,C2,退款,7\n';
  const mapping = {
    source: 'shop',
    timeZone: '+08:00',
    columns: { key: '订单号', at: '下单时间', 'actor.id': '客户', kind: '类型', amount: '金额' },
    constants: { currency: 'CNY', 'group.id': 'store', 'group.title': 'Store' },
    kinds: { 下单: 'purchase', 退款: null },
    payload: ['类型'],
  };

  test('names columns, constants, kinds and what is kept', async () => {
    const { records, result } = await read('o.csv', CSV, { mapping });
    expect(records).toMatchObject([
      {
        externalKey: 'shop:A-1',
        kind: 'purchase',
        amount: 5,
        currency: 'CNY',
        actor: { platform: 'shop', externalId: 'C1' },
        chat: { platform: 'shop', externalId: 'store', title: 'Store' },
        payload: { data: { 类型: '下单' } },
      },
    ]);
    expect(iso(records[0])).toBe('2026-03-01T02:00:00.000Z');
    expect(result.counts).toMatchObject({ skipped: 1 });
  });

  test.each([
    [{ ...mapping, columns: { ...mapping.columns, key: 'nope' } }, 'COLUMN_UNKNOWN', 'nope'],
    [{ ...mapping, columns: { at: '下单时间' } }, 'COLUMN_MISSING', 'kind'],
    [{ ...mapping, columns: { time: '下单时间' } }, 'BAD_MAPPING', 'columns.time'],
    [{ ...mapping, colums: {} }, 'BAD_MAPPING', 'colums'],
    ['slack', 'BAD_MAPPING', 'discord, wechat, wecom'],
    ['{', 'BAD_MAPPING', 'JSON'],
  ])('%#: wrong, it is refused', async (wrong, code, mentioned) => {
    const error = await refusal('o.csv', CSV, { mapping: wrong });
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(mentioned);
  });
});

describe('JSON lines', () => {
  test('are items as they are pushed', async () => {
    const lines = [
      { key: 'a', kind: 'purchase', at: '2026-03-01T10:00:00Z', actor: { id: 'u1' }, amount: 3 },
      {
        key: 'b',
        kind: 'message',
        at: 1772359200000,
        actor: { platform: 'telegram', id: 5 },
        textLength: 4,
        replyTo: 'a',
      },
    ];
    const { records } = await read('x.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(records).toMatchObject([
      { externalKey: 'file:a', amount: 3 },
      { externalKey: 'file:b', kind: 'reply', isReply: true, replyToKey: 'file:a', actor: { platform: 'telegram' } },
    ]);
  });

  test('are recognised by their content, and no other JSON is', async () => {
    const line = { key: 'a', kind: 'message', at: '2026-03-01T10:00:00Z' };
    expect((await read('upload.json', `${JSON.stringify(line)}\n`)).records).toHaveLength(1);
    expect(await refusal('upload.json', '{"hello":"world"}')).toMatchObject({ code: 'NOT_TELEGRAM' });
  });

  test('may be mapped by paths', async () => {
    const line = { uid: 9, when: 1772359200, who: { id: 'u', nick: 'Ann' } };
    const mapping = {
      columns: { key: 'uid', at: 'when', 'actor.id': 'who.id', 'actor.name': 'who.nick' },
      constants: { kind: 'message' },
    };
    const { records } = await read('x.ndjson', `${JSON.stringify(line)}\n`, { mapping });
    expect(records).toMatchObject([{ externalKey: 'file:9', actor: { externalId: 'u', displayName: 'Ann' } }]);
  });
});

describe('presets', () => {
  test('DiscordChatExporter, CSV', async () => {
    const csv = [
      'AuthorID,Author,Date,Content,Attachments,Reactions',
      '"42","ann","2026-03-01T10:00:00.0000000+00:00","hello there, everybody","",""',
    ].join('\n');
    const mapping = { preset: 'discord', constants: { 'group.id': '77', 'group.title': 'general' } };
    const { records } = await read('c.csv', csv, { mapping });
    expect(records).toMatchObject([
      {
        kind: 'message',
        actor: { platform: 'discord', externalId: '42' },
        chat: { externalId: '77', title: 'general' },
      },
    ]);
    expect(records[0].payload.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect((await read('c.csv', csv)).records[0]).toMatchObject({ actor: { platform: 'discord' }, chat: null });
  });

  test('DiscordChatExporter, JSON', async () => {
    const author = { id: '42', name: 'ann', nickname: 'Ann', isBot: false };
    const message = (id: string, more: object = {}) => ({
      id,
      type: 'Default',
      timestamp: '2026-03-01T10:00:00+00:00',
      timestampEdited: null,
      content: 'hi',
      author,
      ...more,
    });
    const document = {
      guild: { id: '1', name: 'Guild' },
      channel: { id: '77', name: 'general' },
      messages: [
        message('100'),
        message('101', {
          type: 'Reply',
          reference: { messageId: '100' },
          timestampEdited: '2026-03-01T11:00:00+00:00',
        }),
        message('102', { type: 'GuildMemberJoin' }),
        message('103', { type: 'ChannelPinnedMessage' }),
      ],
      messageCount: 4,
    };
    const { records, result } = await read('general.json', JSON.stringify(document, null, 2));
    expect(records).toMatchObject([
      { externalKey: 'discord:100', kind: 'message', actor: { displayName: 'Ann', username: 'ann' } },
      { externalKey: 'discord:101', kind: 'reply', replyToKey: 'discord:100', chat: { title: 'general' } },
      { externalKey: 'discord:102', kind: 'join' },
    ]);
    expect(records[1].version).toBeGreaterThan(records[0].version);
    expect(result.counts.skipped).toBe(1);
  });

  test('a WeChat message list', async () => {
    const csv = [
      'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender',
      '1,88,1,0,0,1772359200,,早上好,2026-03-01 18:00:00,,小安,wxid_a',
      '2,88,10000,0,0,1772359201,,小安 邀请 小波 加入了群聊,2026-03-01 18:00:01,,,',
    ].join('\n');
    const { records } = await read('chat.csv', csv);
    expect(records).toMatchObject([
      {
        kind: 'message',
        actor: { platform: 'wechat', externalId: 'wxid_a', displayName: '小安' },
        chat: { platform: 'wechat', externalId: '88' },
        textLength: 3,
      },
    ]);
  });

  test('a list with Chinese headings', async () => {
    const csv = '时间,发送人,群名称,消息内容\n2026-03-01 10:00:00,小安,读书会,好\n';
    const { records } = await read('群聊.csv', csv, { mapping: 'wechat', timeZone: 'Asia/Shanghai' });
    expect(records).toMatchObject([
      { kind: 'message', actor: { externalId: '小安' }, chat: { externalId: '读书会', title: '读书会' } },
    ]);
  });

  test('the message archive of WeCom', async () => {
    const lines = [
      {
        msgid: 'w1',
        action: 'send',
        from: 'an',
        roomid: 'r1',
        msgtime: 1772359200000,
        msgtype: 'text',
        text: { content: '你好' },
      },
      { msgid: 'w2', action: 'recall', from: 'an', roomid: 'r1', msgtime: 1772359201000, msgtype: 'revoke' },
      { msgid: 'w3', action: 'send', from: 'bo', roomid: 'r1', msgtime: 1772359202000, msgtype: 'image' },
    ];
    const { records } = await read('wecom.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(records).toMatchObject([
      { externalKey: 'wecom:w1', actor: { externalId: 'an' }, chat: { externalId: 'r1' }, textLength: 2 },
      { externalKey: 'wecom:w3', actor: { externalId: 'bo' }, textLength: null },
    ]);
  });
});

describe('what is wrong is refused with its line and column, and nothing is written', () => {
  const HEAD = 'key,time,kind,user_id,amount\n';
  const GOOD = 'a,2026-03-01T10:00:00Z,purchase,u,1\n';

  test.each<[string, string | Buffer, string, RegExp]>([
    [
      'a kind that does not exist',
      `${HEAD}${GOOD}b,2026-03-01T10:00:00Z,gift,u,1\n`,
      'BAD_ROW',
      /^Line 3, column "kind": There is no kind "gift"/,
    ],
    ['a time', `${HEAD}b,yesterday,purchase,u,1\n`, 'BAD_ROW', /^Line 2, column "time": at: yesterday is not a time/],
    [
      'a number',
      `${HEAD}${GOOD}${GOOD}b,2026-03-01T10:00:00Z,purchase,u,much\n`,
      'BAD_ROW',
      /^Line 4, column "amount"/,
    ],
    ['a missing time', `${HEAD}b,,purchase,u,1\n`, 'BAD_ROW', /^Line 2, column "time": at is missing/],
    [
      'a cell too many',
      `${HEAD}${GOOD}b,2026-03-01T10:00:00Z,purchase,u,1,9\n`,
      'ROW_LENGTH',
      /^Line 3 has 6 cells instead of 5/,
    ],
    ['an open quotation mark', `${HEAD}"b,2026-03-01T10:00:00Z,purchase,u,1\n`, 'BAD_QUOTE', /quotation mark/],
    ['no rows', HEAD, 'NO_ROWS', /no rows/],
    ['no time column', 'a,b\n1,2\n', 'COLUMN_MISSING', /No column gives "at". Columns of the file: a, b/],
    [
      'another encoding',
      Buffer.concat([Buffer.from(HEAD), Buffer.from([0xc4, 0xe3, 0xba, 0xc3])]),
      'WRONG_ENCODING',
      /8-bit code page instead of UTF-8/,
    ],
    ['UTF-16', Buffer.from(`\ufeff${HEAD}${GOOD}`, 'utf16le'), 'WRONG_ENCODING', /UTF-16/],
  ])('%s', async (_, content, code, sentence) => {
    const error = await refusal('x.csv', content);
    expect(error?.code).toBe(code);
    expect(error?.message).toMatch(sentence);
  });

  test('all wrong lines are counted, the first ones named', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},2026-03-01T10:00:00Z,${i % 2 ? 'gift' : 'purchase'},u,1\n`);
    const error = await refusal('x.csv', HEAD + rows.join(''));
    expect(error?.values).toMatchObject({ count: 15, lines: '3, 5, 7, 9, 11, 13, 15, 17, 19, 21, …' });
  });

  test('lines that are no JSON', async () => {
    expect(await refusal('x.ndjson', '{"key":1}\n{"key":\n')).toMatchObject({
      code: 'LINE_NOT_JSON',
      values: { line: 2 },
    });
    expect(await refusal('x.ndjson', '[1]\n')).toMatchObject({ code: 'LINE_NOT_JSON' });
    expect(await refusal('x.ndjson', '{"key":1}\n')).toMatchObject({
      code: 'BAD_ROW',
      values: { line: 1, column: 'kind' },
    });
  });

  test('quoted line breaks do not move the line numbers', async () => {
    const csv = `key,time,kind,user_id,text\na,2026-03-01T10:00:00Z,message,u,"1\n2\n3"\nb,2026-03-01T10:00:00Z,gift,u,x\n`;
    expect((await refusal('x.csv', csv))?.values).toMatchObject({ line: 5 });
  });
});
