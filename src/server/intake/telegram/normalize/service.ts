import {
  activityVersion,
  emptyActivity,
  type ActivityRecord,
  type ActorRef,
  type ChatRef,
} from '@community-crm/community-model';
import { inviteKey, messageKey } from '../../telegramIds';
import { instantAt, integerAt, listAt, objectAt, PLATFORM, personOf, senderOf, type Raw } from './reading';
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
    const byOther = sender !== null && sender.externalId !== member?.externalId;
    return byOther ? [join, record(inviteKey(chat.externalId, id, n), 'invite', sender, 'new_chat_members')] : [join];
  });
}

/** A group's move to a supergroup: the old chat tells the new id and the new chat the old one; either may be lost. */
export function readMigration(message: Raw, chat: ChatRef): Migration[] {
  if (message.migrate_to_chat_id !== undefined)
    return [{ from: chat.externalId, to: String(integerAt(message, 'migrate_to_chat_id')) }];
  if (message.migrate_from_chat_id !== undefined)
    return [{ from: String(integerAt(message, 'migrate_from_chat_id')), to: chat.externalId }];
  return [];
}
