import type { ActivityPayload } from '@community-crm/community-model';
import { cleanText } from '../../text';
import { NOBODY } from './actors';
import type { ChatState } from './chat';
import type { Json, JsonObject } from './document';
import { accountOf, type MessageContext } from './context';
import { openTopic } from './counting';
import { BY_NAME, INVITE, JOIN, LEAVE } from './stageFormat';

/** Turns a service entry (someone joined, was invited, left; a topic was opened; …) into rows. Others are counted only. */
export function readService(message: JsonObject, id: number, chat: ChatState, context: MessageContext): void {
  const actor = accountOf(message, 'actor', chat, context.actors);
  switch (message.action) {
    case 'join_group_by_link':
    case 'join_group_by_request':
      joined(message, id, actor, chat, context);
      return;
    case 'invite_members':
      membersChanged(JOIN, message, id, actor, chat, context);
      return;
    case 'remove_members':
      membersChanged(LEAVE, message, id, actor, chat, context);
      return;
    case 'topic_created':
      openTopic(chat, id);
      break;
    case 'migrate_to_supergroup':
      chat.migratedTo = context.dates.of(message, chat);
      break;
    case 'migrate_from_group':
      chat.migratedFrom = {
        at: context.dates.of(message, chat),
        title: typeof message.title === 'string' ? cleanText(message.title) : '',
      };
      break;
  }
  chat.skip('service');
}

function joined(message: JsonObject, id: number, actor: number, chat: ChatState, context: MessageContext): void {
  const at = context.dates.of(message, chat);
  const payload: ActivityPayload = { action: message.action as string };
  if (typeof message.inviter === 'string' && message.inviter) payload.inviter = cleanText(message.inviter);
  chat.count('joins');
  chat.happened(at);
  context.row(chat, [JOIN, id, 0, actor, at, 0, 0, 0, 0, 0, 0, 0, payload]);
}

/** Invited and removed members are told by name only; who they are is known when the whole chat has been read. */
function membersChanged(
  kind: typeof JOIN | typeof LEAVE,
  message: JsonObject,
  id: number,
  actor: number,
  chat: ChatState,
  context: MessageContext,
): void {
  const at = context.dates.of(message, chat);
  const action = message.action as string;
  const own = typeof message.actor === 'string' ? message.actor : undefined;
  const members: Json[] = Array.isArray(message.members) ? message.members : [];
  members.forEach((member, n) => {
    const name = typeof member === 'string' && member !== '' ? member : undefined;
    const self = name !== undefined && name === own && actor !== NOBODY;
    const row = (rowKind: number, who: number, flags: number, payload: ActivityPayload, by = NOBODY): void =>
      context.row(chat, [rowKind, id, n, who, at, 0, 0, flags, by === NOBODY ? 0 : by + 1, 0, 0, 0, payload]);
    chat.count(kind === JOIN ? 'joins' : 'leaves');
    chat.happened(at);
    if (self) {
      row(kind, actor, 0, { action });
      return;
    }
    if (name !== undefined) chat.want(name);
    const names = name === undefined ? [] : [name];
    // first who invites: then the account is known when the join is looked at
    if (kind === JOIN) {
      chat.count('invites');
      row(INVITE, actor, 0, { action, names });
    }
    row(kind, NOBODY, name === undefined ? 0 : BY_NAME, { action, names }, kind === JOIN ? actor : NOBODY);
  });
}
