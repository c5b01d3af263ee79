import { activityVersion, emptyActivity, type ActivityRecord, type ActorRef } from '@community-crm/community-model';
import { directKey, referralKey } from '../../telegramIds';
import { readCommand } from './command';
import { referrer } from './inviter';
import { isUtterance, readMedia } from './media';
import { instantAt, integerAt, PLATFORM, senderOf, tieBreak, type Raw } from './reading';
import { readText } from './text';
import type { NormalizeContext, Reading } from './update';

/**
 * A message to the bot in private: who writes can be written to. It counts outside any group, and nothing of its content
 * is kept but its length, the command and the medium: it was not said to the community.
 */
export function readDirect(message: Raw, updateId: number, context: NormalizeContext): Reading {
  const actor = senderOf(message);
  if (!actor || actor.isBot) return { skipped: 'private' };
  const at = instantAt(message, 'date', context.receivedAt);
  const version = activityVersion(at + tieBreak(updateId), 'live');
  const reachability = { actor, state: 'reachable' as const, version };
  if (!isUtterance(message)) return { reachability };
  const text = readText(message, {}, () => '');
  const command = text.isCommand ? readCommand(message, { withStart: true }) : undefined;
  const media = readMedia(message);
  const record: ActivityRecord = {
    ...emptyActivity({
      source: PLATFORM,
      externalKey: directKey(context.bot ?? '', actor.externalId, integerAt(message, 'message_id')),
      version,
      chat: null,
      actor,
      kind: text.isCommand ? 'command' : 'bot_message',
      occurredAt: at,
    }),
    textLength: text.length,
    payload: { ...command, ...(media ? { media: { type: media.type } } : {}) },
  };
  const by = referrer(command?.startPayload, actor.externalId);
  return { reachability, records: by ? [record, referral(by, actor, at)] : [record] };
}

/** The invitation by a link to the bot. The first one counts, so a later one has a lower version. */
function referral(inviter: ActorRef, invited: ActorRef, at: number): ActivityRecord {
  return {
    ...emptyActivity({
      source: PLATFORM,
      externalKey: referralKey(invited.externalId),
      version: -activityVersion(at, 'live'),
      chat: null,
      actor: inviter,
      kind: 'invite',
      occurredAt: at,
    }),
    payload: { action: 'start', invitee: invited.externalId, invitedVia: 'start' },
  };
}
