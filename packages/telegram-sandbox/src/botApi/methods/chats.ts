import { integerParam, textParam } from '../params';
import type { Methods } from './state';

/** What can be asked about chats. */
export const CHAT_METHODS: Methods = {
  getChat: ({ world }, params) => world.chat(textParam(params, 'chat_id')),
  getChatMember: ({ world }, params) =>
    world.member(textParam(params, 'chat_id'), integerParam(params, 'user_id', Number.NaN)),
  getChatMemberCount: ({ world }, params) => world.memberCount(textParam(params, 'chat_id')),
  getChatAdministrators: ({ world }, params) => world.administrators(textParam(params, 'chat_id')),
};
