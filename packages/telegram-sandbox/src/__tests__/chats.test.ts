import type { BotApiSandbox, BotInviteLink, BotMessage, BotPoll } from '../index';
import { channelChat, groupChat, privateChat, startBotApi, updates, user } from '../index';
import { call, result, TOKEN } from './client';

const START = 1_780_000_000;
const chat = groupChat(-1001234567890);
const ada = user(11);

let api: BotApiSandbox;
const of = (method: string, params: object = {}) => result(api, method, params);

beforeEach(async () => {
  api = await startBotApi({ token: TOKEN, now: () => START * 1000 });
  api.setChat({ chat });
});
afterEach(() => api.close());

describe('who may not be written to', () => {
  const refused = async (chatId: number) => {
    const { status, body } = await call(api, 'sendMessage', { chat_id: chatId, text: 'hi' });
    return [status, body.description, body.parameters];
  };

  test('people who blocked the bot or are gone, chats without the bot', async () => {
    api.setChat({ chat: privateChat(ada), standing: 'blocked' });
    expect(await refused(11)).toEqual([403, 'Forbidden: bot was blocked by the user', undefined]);
    api.setChat({ chat: privateChat(ada), standing: 'deactivated' });
    expect(await refused(11)).toEqual([403, 'Forbidden: user is deactivated', undefined]);
    api.setChat({ chat, standing: 'kicked' });
    expect(await refused(chat.id)).toEqual([403, 'Forbidden: bot was kicked from the supergroup chat', undefined]);
    expect(await refused(-5)).toEqual([400, 'Bad Request: chat not found', undefined]);
  });

  test('as the updates say', async () => {
    const self = api.bot;
    api.push(
      updates.botChanged({
        chat: privateChat(ada),
        bot: self,
        by: ada,
        date: START,
        before: 'member',
        after: 'kicked',
      }),
    );
    expect((await refused(11))[0]).toBe(403);
    api.push(
      updates.botChanged({
        chat: privateChat(ada),
        bot: self,
        by: ada,
        date: START,
        before: 'kicked',
        after: 'member',
      }),
    );
    expect((await refused(11))[0]).toBe(200);
    api.push(updates.botChanged({ chat, bot: self, by: ada, date: START, before: 'administrator', after: 'left' }));
    expect(await of('getChat', { chat_id: chat.id })).toBe('Forbidden: bot is not a member of the supergroup chat');
  });

  test('a group that became a supergroup says where it went', async () => {
    const old = groupChat(-77);
    api.push(updates.migrated({ chat: old, from: ada, messageId: 1, date: START, toChatId: -10077 }));
    expect(await refused(-77)).toEqual([
      400,
      'Bad Request: group chat was upgraded to a supergroup chat',
      { migrate_to_chat_id: -10077 },
    ]);
  });
});

describe('invite links', () => {
  test('have names, can be changed and revoked, and need an administrator', async () => {
    const link = (await of('createChatInviteLink', {
      chat_id: chat.id,
      name: 'spring',
      member_limit: 5,
    })) as BotInviteLink;
    expect(link).toMatchObject({ name: 'spring', member_limit: 5, is_revoked: false, creator: { id: api.bot.id } });
    const at = { chat_id: chat.id, invite_link: link.invite_link };
    expect(await of('editChatInviteLink', { ...at, name: 'summer' })).toMatchObject({
      name: 'summer',
      member_limit: 5,
    });
    expect(await of('revokeChatInviteLink', at)).toMatchObject({ name: 'summer', is_revoked: true });
    expect(await of('revokeChatInviteLink', { ...at, invite_link: 'x' })).toBe('Bad Request: INVITE_HASH_EXPIRED');
    api.setChat({ chat, standing: 'member' });
    expect(await of('createChatInviteLink', { chat_id: chat.id })).toMatch('not enough rights');
  });

  test('a request is accepted once, and the new member is an update', async () => {
    await call(api, 'getUpdates', { allowed_updates: ['chat_member', 'chat_join_request'] });
    api.push(updates.joinRequest({ chat, user: ada, date: START, bio: 'I run', inviteLinkName: 'spring' }));
    const who = { chat_id: chat.id, user_id: 11 };
    expect(await of('getChatMember', who)).toBe('Bad Request: user not found');
    expect(await of('approveChatJoinRequest', who)).toBe(true);
    expect(api.pending()[1].chat_member).toMatchObject({
      via_join_request: true,
      invite_link: { name: 'spring' },
      new_chat_member: { status: 'member', user: { id: 11 } },
    });
    expect(await of('getChatMember', who)).toMatchObject({ status: 'member' });
    expect(await of('approveChatJoinRequest', who)).toBe('Bad Request: HIDE_REQUESTER_MISSING');
    api.push(updates.joinRequest({ chat, user: user(12), date: START }));
    expect(await of('declineChatJoinRequest', { ...who, user_id: 12 })).toBe(true);
    expect(await of('getChatMember', { ...who, user_id: 12 })).toBe('Bad Request: user not found');
  });
});

describe('messages of the bot', () => {
  test('can be changed and taken back', async () => {
    const sent = (await of('sendMessage', { chat_id: chat.id, text: '/help me' })) as BotMessage;
    expect(sent.entities).toMatchObject([{ type: 'bot_command' }]);
    const at = { chat_id: chat.id, message_id: sent.message_id };
    expect(await of('editMessageText', { ...at, text: '/help me' })).toMatch('message is not modified');
    expect(await of('editMessageText', { ...at, text: 'better' })).toMatchObject({ text: 'better', edit_date: START });
    expect(await of('deleteMessage', at)).toBe(true);
    expect(await of('deleteMessage', at)).toBe('Bad Request: message to delete not found');
    expect(api.sent).toEqual([]);
  });

  test('can be polls, which end with an update', async () => {
    const sent = (await of('sendPoll', {
      chat_id: chat.id,
      question: 'When?',
      options: ['Mon', { text: 'Tue' }],
      is_anonymous: false,
    })) as BotMessage;
    expect((sent.poll as BotPoll).options.map(({ text }) => text)).toEqual(['Mon', 'Tue']);
    const at = { chat_id: chat.id, message_id: sent.message_id };
    expect(await of('stopPoll', at)).toMatchObject({ is_closed: true });
    expect(await of('stopPoll', at)).toBe('Bad Request: poll has already been closed');
    expect(api.pending()).toMatchObject([{ poll: { is_closed: true } }]);
    expect(await of('sendPoll', { chat_id: chat.id, question: 'When?', options: ['Mon'] })).toMatch('at least 2');
  });

  test('have buttons, whose presses are answered once', async () => {
    const message = (await of('sendMessage', { chat_id: chat.id, text: 'Ready?' })) as BotMessage;
    api.push(updates.callbackQuery({ from: ada, message, data: 'yes', id: '42' }));
    expect(api.pending()[0].callback_query).toMatchObject({ id: '42', data: 'yes', chat_instance: String(chat.id) });
    expect(await of('answerCallbackQuery', { callback_query_id: '42' })).toBe(true);
    expect(await of('answerCallbackQuery', { callback_query_id: '42' })).toMatch('query is too old');
  });
});

describe('builders', () => {
  const base = { chat, from: ada, messageId: 5, date: START };

  test('write both notices of a migration', () => {
    expect(updates.migrated({ ...base, toChatId: -100 }).message!.migrate_to_chat_id).toBe(-100);
    expect(updates.migratedFrom({ ...base, fromChatId: -1 }).message!.migrate_from_chat_id).toBe(-1);
  });

  test('show chats behind Telegram’s own accounts', () => {
    const channel = channelChat(-1005);
    expect(updates.anonymous(base).message).toMatchObject({
      from: { id: 1_087_968_824 },
      sender_chat: { id: chat.id },
    });
    expect(updates.automaticForward({ ...base, channel, postId: 9 }).message).toMatchObject({
      from: { id: 777_000 },
      sender_chat: channel,
      is_automatic_forward: true,
      forward_origin: { type: 'channel', message_id: 9 },
    });
    const post = updates.channelPost({ chat: channel, messageId: 1, date: START, text: 'news', signature: 'Ed' });
    expect(post.channel_post).toMatchObject({ sender_chat: channel, author_signature: 'Ed' });
    expect(post.channel_post).not.toHaveProperty('from');
    expect(updates.editedChannelPost({ chat: channel, messageId: 1, date: START, editDate: START + 1 })).toHaveProperty(
      'edited_channel_post.edit_date',
      START + 1,
    );
  });

  test('know topics', () => {
    expect(updates.topicCreated({ ...base, threadId: 5, name: 'Shoes' }).message).toMatchObject({
      message_thread_id: 5,
      is_topic_message: true,
      forum_topic_created: { name: 'Shoes' },
    });
    expect(updates.topicMessage({ ...base, messageId: 6, threadId: 5, text: 'hi' }).message).toMatchObject({
      reply_to_message: { message_id: 5, forum_topic_created: {} },
    });
  });

  test.each([
    ['message_reaction_count', updates.reactionCount({ chat, messageId: 1, date: START, counts: { '👍': 3 } })],
    ['message_reaction', updates.anonymousReaction({ chat, actorChat: chat, messageId: 1, date: START, now: ['👍'] })],
    ['chat_boost', updates.boost({ chat, user: ada, boostId: 'b', date: START, until: START + 1 })],
    ['removed_chat_boost', updates.boostRemoved({ chat, user: ada, boostId: 'b', date: START })],
    ['business_connection', updates.businessConnection({ id: 'c', user: ada, date: START, enabled: true })],
    ['business_message', updates.businessMessage({ ...base, connectionId: 'c' })],
    ['edited_business_message', updates.editedBusinessMessage({ ...base, connectionId: 'c', editDate: START })],
    ['deleted_business_messages', updates.deletedBusinessMessages({ connectionId: 'c', chat, messageIds: [5] })],
    ['my_invention', updates.unknown('my_invention', { strange: true })],
  ])('%s', async (kind, content) => {
    expect(Object.keys(content)).toEqual([kind]);
    await call(api, 'getUpdates', { allowed_updates: [kind] });
    api.push(content);
    expect(api.pending()).toHaveLength(1);
  });
});
