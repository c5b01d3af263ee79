import { booleanParam, integerParam, textParam } from '../params';
import type { InviteLinkInput } from '../inviteLinks';
import type { BotChatMemberUpdated, CallParams } from '../types';
import type { ApiState, Methods } from './state';

/** Invite links and requests to join. */
export const INVITE_METHODS: Methods = {
  createChatInviteLink: ({ world, links }, params) =>
    links.create(world.chatToAdminister(textParam(params, 'chat_id')).id, linkOf(params)),
  editChatInviteLink: ({ world, links }, params) =>
    links.edit(world.chatToAdminister(textParam(params, 'chat_id')).id, urlOf(params), linkOf(params)),
  revokeChatInviteLink: ({ world, links }, params) =>
    links.revoke(world.chatToAdminister(textParam(params, 'chat_id')).id, urlOf(params)),
  approveChatJoinRequest,
  declineChatJoinRequest(state, params) {
    takeRequest(state, params);
    return true;
  },
};

/** Lets somebody in; the bot is told of the new member. */
function approveChatJoinRequest(state: ApiState, params: CallParams): boolean {
  const { chat, from: user, invite_link } = takeRequest(state, params);
  const change: BotChatMemberUpdated = {
    chat,
    from: state.world.botUser,
    date: Math.floor(state.now() / 1000),
    old_chat_member: { status: 'left', user },
    new_chat_member: { status: 'member', user },
    ...(invite_link ? { invite_link } : {}),
    via_join_request: true,
  };
  state.push({ chat_member: change });
  return true;
}

function takeRequest({ world }: ApiState, params: CallParams) {
  const chatId = textParam(params, 'chat_id');
  world.chatToAdminister(chatId);
  return world.takeRequest(chatId, integerParam(params, 'user_id', Number.NaN));
}

function linkOf(params: CallParams): InviteLinkInput {
  return {
    name: textParam(params, 'name'),
    expireDate: integerParam(params, 'expire_date', 0) || undefined,
    memberLimit: integerParam(params, 'member_limit', 0, 0, 99_999) || undefined,
    createsJoinRequest: 'creates_join_request' in params ? booleanParam(params, 'creates_join_request') : undefined,
  };
}

const urlOf = (params: CallParams): string => textParam(params, 'invite_link') ?? '';
