import { existsSync } from 'node:fs';
import { stageTelegramExport } from '..';
import { ImportError } from '../../importError';
import { group, importExport, message, newStageFile, NOW, service, writeExport, type Loose } from './support';

async function refusal(content: Loose | string | Uint8Array, more: Loose = {}): Promise<ImportError> {
  const stageFile = newStageFile();
  try {
    await stageTelegramExport({
      file: writeExport(content),
      stageFile,
      fallbackTimeZone: 'UTC',
      salt: 's',
      now: NOW,
      ...more,
    });
  } catch (error) {
    expect(existsSync(stageFile)).toBe(false);
    expect(error).toBeInstanceOf(ImportError);
    expect((error as ImportError).message).not.toMatch(/\{\{|\n|undefined/);
    return error as ImportError;
  }
  throw new Error('the file was accepted');
}

const good = JSON.stringify(
  group([message(1), message(2, 2, { text: 'grüße 你好 😀' }), service(3, 'pin_message')]),
  null,
  1,
);

describe('a file that is no complete export is refused with one clear sentence', () => {
  it('cut off anywhere', async () => {
    const bytes = Buffer.from(good);
    const accepted: number[] = [];
    for (let length = 1; length < bytes.length; length++) {
      const error = await refusal(bytes.subarray(0, length));
      if (error.code !== 'TRUNCATED') accepted.push(length);
      else expect(error.values.byte).toBe(length);
    }
    expect(accepted).toEqual([]);
    expect((await importExport(bytes)).records).toHaveLength(2);
  });

  it('cut off between two chunks of a large file', async () => {
    const large = JSON.stringify(group(Array.from({ length: 3000 }, (_, i) => message(i + 1, 1))));
    for (const length of [65_536, 65_537, 131_072, 200_000]) {
      expect(await refusal(large.slice(0, length))).toMatchObject({ code: 'TRUNCATED', values: { byte: length } });
    }
    expect((await importExport(large)).records).toHaveLength(3000);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'EMPTY_FILE'],
    ['white space', ' \n\t ', 'EMPTY_FILE'],
    ['a byte order mark', '\ufeff', 'EMPTY_FILE'],
    ['HTML', '<!DOCTYPE html><html></html>', 'HTML_FILE'],
    ['HTML after a byte order mark', '\ufeff\n<html>', 'HTML_FILE'],
    ['plain text', 'hello', 'NOT_JSON'],
    ['a number', '42', 'NOT_TELEGRAM'],
    ['a string', '"x"', 'NOT_TELEGRAM'],
    ['a list', '[{"id":1}]', 'NOT_TELEGRAM'],
    ['an empty object', '{}', 'NOT_TELEGRAM'],
    ['other JSON', '{"users":[{"id":1}],"messages":"none"}', 'NOT_TELEGRAM'],
    ['contacts only', '{"contacts":{"list":[{"first_name":"A"}]}}', 'NOT_TELEGRAM'],
    ['messages without a chat', '{"messages":[]}', 'BAD_CHAT'],
    ['something after the end', `${good}{}`, 'NOT_JSON'],
    ['zeros after the end', `${good}\0\0\0`, 'NOT_JSON'],
    ['a comma too many', '{"id":1,"type":"private_group","messages":[],}', 'NOT_JSON'],
    ['a missing colon', '{"id" 1}', 'NOT_JSON'],
    ['a mismatched bracket', '{"id":1,"type":"private_group","messages":[}', 'NOT_JSON'],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${good}`, 'utf16le'), 'WRONG_ENCODING'],
    ['UTF-16 LE without a mark', Buffer.from(good, 'utf16le'), 'WRONG_ENCODING'],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${good}`, 'utf16le').swap16(), 'WRONG_ENCODING'],
    ['Latin-1', Buffer.from(JSON.stringify(group([message(1, 1, { text: 'grüße' })])), 'latin1'), 'WRONG_ENCODING'],
    ['deep nesting', `{"a":${'['.repeat(5000)}`, 'TOO_DEEP'],
    ['deep nesting in a message', `{"id":1,"type":"private_group","messages":[{"a":${'['.repeat(5000)}`, 'TOO_DEEP'],
  ])('holding %s', async (_, content, code) => {
    expect(await refusal(content)).toMatchObject({ code });
  });

  it('whose list of messages is malformed, telling the byte', async () => {
    const inside = (text: string) => `{"id":1,"type":"private_group","messages":[${text}]}`;
    const one = JSON.stringify(message(1));
    for (const text of [
      `,${one}`,
      `${one},`,
      `${one},,${one}`,
      `${one} ${one}`,
      `${one}x`,
      '{"id":01}',
      '{"id":1,}',
      `{'id':1}`,
      ',',
    ])
      expect(await refusal(inside(text))).toMatchObject({ code: 'NOT_JSON', values: { byte: expect.any(Number) } });
    const error = await refusal(inside(`${one},{"id":2 "secret"}`));
    expect(inside(`${one},{"id":2 "secret"}`).slice(Number(error.values.byte))).toMatch(/^"secret"/);
    expect(error.message).not.toContain('secret');
  });

  it('whose parts are in the wrong encoding far into the file, telling the byte', async () => {
    const large = Buffer.from(JSON.stringify(group(Array.from({ length: 2000 }, (_, i) => message(i + 1, 1)))));
    large[150_001] = 0xff;
    expect(await refusal(large)).toMatchObject({ code: 'WRONG_ENCODING', values: { byte: 150_001 } });
  });

  it('that is not there', async () => {
    const options = {
      file: '/nowhere/result.json',
      stageFile: newStageFile(),
      fallbackTimeZone: 'UTC',
      salt: 's',
      now: NOW,
    };
    await expect(stageTelegramExport(options)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
  });
});

describe('an export with impossible contents is refused, naming chat and message', () => {
  it.each<[string, Loose, string]>([
    ['before Telegram', { date_unixtime: '1376300000', date: '2013-08-12T09:33:20' }, 'ABSURD_DATE'],
    ['far in the future', { date_unixtime: String(NOW / 1000 + 200_000) }, 'ABSURD_DATE'],
    ['beyond all calendars', { date_unixtime: '999999999999999' }, 'ABSURD_DATE'],
    ['negative', { date_unixtime: -5 }, 'ABSURD_DATE'],
    ['old format, year 9999', { date_unixtime: undefined, date: '9999-01-01T00:00:00' }, 'ABSURD_DATE'],
    ['no date', { date_unixtime: undefined, date: undefined }, 'BAD_DATE'],
    ['no real date', { date_unixtime: undefined, date: '2024-02-31T00:00:00' }, 'BAD_DATE'],
    ['unix time in words', { date_unixtime: 'yesterday' }, 'BAD_DATE'],
  ])('date: %s', async (_, date, code) => {
    const error = await refusal(group([message(1), message(2, 2, date)]));
    expect(error).toMatchObject({ code, values: { chat: 'Tea lovers', message: '2' } });
  });

  it.each(['1e400', '1.5', '9007199254740993', '"7"', 'null', '{}'])('message id %s', async (id) => {
    const text = JSON.stringify(group([message(1)])).replace('"id":1,', `"id":${id},`);
    expect(await refusal(text)).toMatchObject({ code: 'BAD_NUMBER', values: { field: 'id', chat: 'Tea lovers' } });
  });

  it.each<[string, Loose]>([
    ['reply_to_message_id', { reply_to_message_id: 'x' }],
    ['from_id', { from_id: 'user99999999999999999999' }],
    ['from_id', { from_id: 'bob' }],
    ['from_id', { from_id: 1.5 }],
    ['from_id', { from_id: {} }],
  ])('%s: %j', async (field, more) => {
    expect(await refusal(group([message(1, 1, more)]))).toMatchObject({ code: 'BAD_NUMBER', values: { field } });
  });

  it.each([1, 'x', null, [], [message(1)]])('an entry %j among the messages', async (entry) => {
    expect(await refusal(group([message(1), entry]))).toMatchObject({ code: 'BAD_MESSAGE', values: { message: '1' } });
  });

  it.each<[Loose, string]>([
    [{ id: undefined }, 'id'],
    [{ id: 1.5 }, 'id'],
    [{ id: '555' }, 'id'],
    [{ type: undefined }, 'type'],
    [{ type: 7 }, 'type'],
  ])('a chat with %j', async (more, field) => {
    expect(await refusal(group([message(1)], more))).toMatchObject({ code: 'BAD_CHAT', values: { field, number: 1 } });
  });

  it('and one without anything to import', async () => {
    expect(await refusal(group([]))).toMatchObject({ code: 'NO_MESSAGES' });
    const chats = { chats: { list: [{ name: 'Ann', type: 'personal_chat', id: 1, messages: [message(1)] }] } };
    expect(await refusal(chats)).toMatchObject({ code: 'NO_GROUPS', values: { skipped: 1 } });
  });

  it('and a time zone that does not exist', async () => {
    expect(await refusal(group([message(1)]), { timeZone: 'Mars/Olympus' })).toMatchObject({
      code: 'UNKNOWN_TIME_ZONE',
    });
  });
});

it('a cancelled import leaves nothing behind', async () => {
  const abort = new AbortController();
  const error = await refusal(JSON.stringify(group(Array.from({ length: 3000 }, (_, i) => message(i + 1, 1)))), {
    signal: abort.signal,
    onProgress: () => abort.abort(),
  });
  expect(error.code).toBe('CANCELLED');
});

it('progress ends with the size of the file', async () => {
  const seen: Array<[number, number]> = [];
  await importExport(good, { onProgress: (read, total) => seen.push([read, total]) });
  expect(seen.at(-1)).toEqual([Buffer.byteLength(good), Buffer.byteLength(good)]);
});

it('a byte order mark is of no account', async () => {
  expect((await importExport(`\ufeff${good}`)).records).toHaveLength(2);
});
