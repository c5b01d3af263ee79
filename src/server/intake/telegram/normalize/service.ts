import {
  activityVersion,
  emptyActivity,
  type ActivityRecord,
  type ActorRef,
  type ChatRef,
} from '@community-crm/community-model';
import { inviteKey, messageKey } from '../../telegramIds';
import {
  instantAt,
  integerAt,
  listAt,
  MalformedUpdateError,
  objectAt,
  PLATFORM,
  personOf,
  senderOf,
  type Raw,
} from './reading';
import type { Migration, NormalizeContext } from './update';

/** Joins, leaves and invitations that a service message tells of. */
export function readMembership(message: Raw, chat: ChatRef, context: NormalizeContext): ActivityRecord[] {
  const id = integerAt(message, 'message_id');
  const at = instantAt(message, 'date', context.receivedAt);
  const record = (externalKey: string, kind: string, actor: ActorRef | null, action: string): ActivityRecord => ({
    ...emptyActivity({
      source: PLATFORM,
      externalKey,
      version: activityVersion(at, 'live'),
      chat,
      actor,
      kind,
      occurredAt: at,
    }),
    payload: { action },
  });
  if (message.new_chat_members === undefined) {
    const gone = personOf(objectAt(message, 'left_chat_member'), 'left_chat_member');
    return [record(messageKey(chat.externalId, id), 'leave', gone, 'left_chat_member')];
  }
  const sender = senderOf(message);
  return listAt(message, 'new_chat_members').flatMap((user, n) => {
    const member = personOf(user, 'new_chat_members');
    const join = record(messageKey(chat.externalId, id, n), 'join', member, 'new_chat_members');
    if (sender === null || sender.externalId === member?.externalId) return [join];
    Object.assign(join.payload, { invitedVia: 'adder', invitedBy: sender.externalId });
    const invite = record(inviteKey(chat.externalId, id, n), 'invite', sender, 'new_chat_members');
    invite.payload.invitee = String(user.id);
    return [join, invite];
  });
}

/** A group's move to a supergroup: the old chat tells the new id and the new chat the old one; either may be lost. */
export function readMigration(message: Raw, chat: ChatRef, context: NormalizeContext): Migration[] {
  const field = ['migrate_to_chat_id', 'migrate_from_chat_id'].find((name) => message[name] !== undefined);
  if (!field) return [];
  const other = integerAt(message, field);
  // groups have negative ids; a person cannot become one
  if (other >= 0 || !chat.externalId.startsWith('-')) throw new MalformedUpdateError(field);
  const version = activityVersion(instantAt(message, 'date', context.receivedAt), 'live');
  const [from, to] =
    field === 'migrate_to_chat_id' ? [chat.externalId, String(other)] : [String(other), chat.externalId];
  return [{ from, to, chat, version }];
}
