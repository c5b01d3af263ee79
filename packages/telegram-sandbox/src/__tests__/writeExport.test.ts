import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyExportMessage, CommunityOptions, ExportMessage, ExportServiceMessage } from '../index';
import { simulateCommunity, writeTelegramExport } from '../index';
import { messagesByChat } from './reading';

interface WholeExport {
  about: string;
  chats: { about: string; list: { name: string; type: string; id: number; messages: AnyExportMessage[] }[] };
}

const options: CommunityOptions = {
  members: 400,
  groups: 24,
  days: 60,
  seed: 3,
  start: '2026-02-02',
  timeZone: 'Asia/Tehran',
};
const folder = mkdtempSync(join(tmpdir(), 'export-'));
const path = join(folder, 'result.json');

afterAll(() => rmSync(folder, { recursive: true }));

describe('the written export', () => {
  let file: WholeExport;
  let messages: AnyExportMessage[];
  let spoken: ExportMessage[];
  let service: ExportServiceMessage[];

  beforeAll(async () => {
    const progress: number[] = [];
    const written = await writeTelegramExport(options, path, { onProgress: (done) => progress.push(done) });
    const text = readFileSync(path, 'utf8');
    file = JSON.parse(text) as WholeExport;
    messages = file.chats.list.flatMap((chat) => chat.messages);
    spoken = messages.filter((message) => message.type === 'message');
    service = messages.filter((message) => message.type === 'service');
    expect(written).toEqual({ chats: 24, messages: messages.length, bytes: Buffer.byteLength(text) });
    expect(progress).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  });

  test('is the simulated community, chat by chat, and leaves nothing else behind', () => {
    const community = simulateCommunity(options);
    const expected = messagesByChat(community);
    expect(file.chats.list.map(({ name, type, id }) => [name, type, id])).toEqual(
      community.groups.map(({ title, type, id }) => [title, type, id]),
    );
    file.chats.list.forEach((chat) => expect(chat.messages).toEqual(expected.get(chat.id)));
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  test("writes a chat's name, type and id before its messages, as a streaming reader needs", () => {
    file.chats.list.forEach((chat) => expect(Object.keys(chat)).toEqual(['name', 'type', 'id', 'messages']));
  });

  test("dates every message twice: the exporter's clock and seconds since 1970", () => {
    for (const { date, date_unixtime } of messages) {
      expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      expect(Date.parse(`${date}+03:30`) / 1000).toBe(Number(date_unixtime));
      expect(typeof date_unixtime).toBe('string');
    }
  });

  test('names authors by id, null standing for deleted accounts and "channel…" for anonymous administrators', () => {
    spoken.forEach(({ from_id }) => expect(from_id).toMatch(/^(user|channel)\d+$/));
    expect(spoken.some(({ from_id }) => from_id.startsWith('channel'))).toBe(true);
    expect(messages.some((message) => (message.type === 'message' ? message.from : message.actor) === null)).toBe(true);
  });

  test('has texts whose entities say the same as the text itself', () => {
    for (const { text, text_entities } of messages) {
      const parts = typeof text === 'string' ? [text] : text;
      const joined = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
      expect(text_entities.map((entity) => entity.text).join('')).toBe(joined);
      expect(text_entities.length > 0).toBe(text !== '');
    }
    const kinds = new Set(spoken.flatMap(({ text_entities }) => text_entities.map(({ type }) => type)));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'plain',
        'link',
        'text_link',
        'hashtag',
        'mention',
        'mention_name',
        'bot_command',
        'bold',
      ]),
    );
  });

  test('answers only messages that come before, in the same chat', () => {
    let answers = 0;
    for (const chat of file.chats.list) {
      const ids = new Set<number>();
      for (const message of chat.messages) {
        const target = message.type === 'message' ? message.reply_to_message_id : message.message_id;
        if (target !== undefined) {
          expect(ids).toContain(target);
          answers += 1;
        }
        ids.add(message.id);
      }
    }
    expect(answers).toBeGreaterThan(0.2 * spoken.length);
  });

  test('has forum groups whose messages hang on the message that opened the topic', () => {
    const forums = file.chats.list.filter((chat) =>
      chat.messages.some((message) => message.type === 'service' && message.action === 'topic_created'),
    );
    expect(forums.length).toBeGreaterThan(0);
    for (const { messages: inForum } of forums) {
      const roots = inForum.filter((message) => message.type === 'service' && message.action === 'topic_created');
      const ids = new Set(roots.map(({ id }) => id));
      const inTopics = inForum.filter(
        (message) => message.type === 'message' && ids.has(message.reply_to_message_id ?? 0),
      );
      expect(inTopics.length).toBeGreaterThan(0);
    }
  });

  test('counts reactions, names who gave them, the newest first, once per person and message', () => {
    const reacted = spoken.filter(({ reactions }) => reactions);
    expect(reacted.length).toBeGreaterThan(100);
    for (const { reactions, date, from_id } of reacted) {
      const people = reactions!.flatMap(({ recent }) => recent.map((one) => one.from_id));
      expect(new Set(people).size).toBe(people.length);
      expect(people).not.toContain(from_id);
      for (const { count, recent } of reactions!) {
        expect(count).toBe(recent.length);
        recent.forEach((one) => expect(one.date > date && one.date.slice(0, 10) === date.slice(0, 10)).toBe(true));
        expect(recent.map((one) => one.date)).toEqual(
          recent
            .map((one) => one.date)
            .sort()
            .reverse(),
        );
      }
    }
  });

  test('begins each chat with its creation and knows all the ways to come and go', () => {
    file.chats.list.forEach(({ messages: [first], name, type }) => {
      const action = type === 'private_group' ? 'create_group' : 'create_channel';
      expect(first).toMatchObject({ id: expect.any(Number), type: 'service', action, title: name });
    });
    const actions = new Set(service.map(({ action }) => action));
    expect(actions).toEqual(
      new Set([
        'create_channel',
        'create_group',
        'join_group_by_link',
        'invite_members',
        'remove_members',
        'pin_message',
        'topic_created',
      ]),
    );
    const invites = service.filter(({ action }) => action === 'invite_members');
    expect(invites.some(({ actor, members }) => actor === members![0])).toBe(true);
    expect(invites.some(({ actor, members }) => actor !== members![0])).toBe(true);
    service
      .filter(({ action }) => action === 'remove_members')
      .forEach(({ actor, members }) => expect(members).toEqual([actor]));
  });

  test('has media, polls, edits and forwards', () => {
    const media = new Set(spoken.map(({ media_type }) => media_type));
    expect([...media]).toEqual(expect.arrayContaining(['sticker', 'voice_message', 'video_file', 'animation']));
    for (const field of ['photo', 'file', 'poll', 'edited', 'forwarded_from'] as const) {
      expect([field, spoken.some((message) => message[field] !== undefined)]).toEqual([field, true]);
    }
    spoken
      .filter(({ edited }) => edited)
      .forEach(({ edited, date, edited_unixtime }) => {
        expect(edited! > date).toBe(true);
        expect(Date.parse(`${edited!}+03:30`) / 1000).toBe(Number(edited_unixtime));
      });
  });
});

describe('writing', () => {
  test('stopped half-way leaves nothing behind', async () => {
    const stop = new AbortController();
    const written = writeTelegramExport(options, join(folder, 'stopped.json'), {
      signal: stop.signal,
      onProgress: (done) => done === 5 && stop.abort(),
    });
    await expect(written).rejects.toThrow(/abort/i);
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  test('into a folder that does not exist fails with its name', async () => {
    await expect(writeTelegramExport(options, join(folder, 'missing', 'result.json'))).rejects.toThrow('missing');
  });
});
