import type { ExportHandler, Json } from '../document';
import { ExportParser } from '../parse';
import { group, message, service } from './support';

/** What a handler is told, in order; messages one by one. */
function listen(): { told: unknown[]; handler: ExportHandler } {
  const told: unknown[] = [];
  return {
    told,
    handler: {
      chatStart: () => told.push('chat'),
      chatField: (key, value) => told.push([key, value]),
      messagesStart: () => told.push('messages'),
      messages: (messages: Json[]) => told.push(...messages),
      chatEnd: () => told.push('end'),
    },
  };
}

function parse(chunks: Buffer[]): unknown[] {
  const { told, handler } = listen();
  const parser = new ExportParser(handler);
  for (const chunk of chunks) parser.push(chunk);
  parser.end();
  return told;
}

const tricky = { text: 'quotes " \\ " braces }{ ][ , grüße 你好 😀', nested: [{ a: [1, { b: '}' }] }], empty: {} };
const account = {
  about: 'x [ y',
  contacts: { list: [{ name: '[' }] },
  chats: {
    list: [
      group([message(1, 1, tricky), message(2)]),
      group([]),
      { ...group([service(3, 'pin_message', tricky)]), extra: [[1]] },
    ],
  },
};
const bytes = Buffer.from(JSON.stringify(account, null, 1));
const whole = parse([bytes]);

describe('an export that arrives in pieces', () => {
  it('is the same wherever it is cut', () => {
    for (let cut = 4; cut < bytes.length; cut++)
      expect(parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
  });

  it('is the same byte by byte', () => {
    const single = Array.from({ length: bytes.length - 4 }, (_, i) => bytes.subarray(i + 4, i + 5));
    expect(parse([bytes.subarray(0, 4), ...single])).toEqual(whole);
  });

  it('is told chat by chat', () => {
    const chats = account.chats.list;
    expect(whole.filter((item) => typeof item === 'object' && !Array.isArray(item))).toEqual(
      chats.flatMap(({ messages }) => messages as unknown[]),
    );
    expect(whole.filter((item) => item === 'messages')).toHaveLength(3);
  });
});

describe('a message beyond all measure', () => {
  it('is not collected in memory', () => {
    const parser = new ExportParser(listen().handler);
    parser.push(Buffer.from('{"id":1,"type":"private_group","messages":[{"id":1,"text":"'));
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let i = 0; i < 20; i++) parser.push(megabyte);
    }).toThrow(/more than 16 MB at byte 43/);
  });
});
