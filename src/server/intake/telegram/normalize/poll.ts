import { activityVersion, emptyActivity } from '@community-crm/community-model';
import { pollAnswerKey } from '../../telegramIds';
import {
  identifierAt,
  integerAt,
  isRaw,
  MalformedUpdateError,
  objectAt,
  PLATFORM,
  personOf,
  type Raw,
} from './reading';
import type { NormalizeContext, Reading } from './update';

const DAY = 86_400_000;

/**
 * `poll_answer`: what someone has chosen in a poll of the bot's now; nothing = taken back. It says neither when nor where,
 * so its arrival counts, outside any group. A vote in the name of a chat is no person's.
 */
export function readPollAnswer(update: Raw, updateId: number, context: NormalizeContext): Reading {
  const poll = identifierAt(update, 'poll_id');
  const options = update.option_ids;
  if (!Array.isArray(options) || !options.every((one) => Number.isSafeInteger(one)))
    throw new MalformedUpdateError('option_ids');
  const asChat = isRaw(update.voter_chat) ? integerAt(update.voter_chat, 'id', 'voter_chat.id') : null;
  const actor = asChat === null ? personOf(objectAt(update, 'user'), 'user') : null;
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: pollAnswerKey(poll, asChat ?? integerAt(objectAt(update, 'user'), 'id', 'user.id')),
    version: activityVersion(orderOf(updateId, context.receivedAt), 'live'),
    chat: null,
    actor,
    kind: 'poll_answer',
    occurredAt: context.receivedAt,
  });
  record.timeSource = 'received';
  record.payload = { options: (options as number[]).slice(0, 100) };
  record.retracted = options.length === 0;
  return { records: [record] };
}

/** `poll`: the totals of a poll of the bot's, which nobody in particular changed. */
export function readPoll(): Reading {
  return { skipped: 'ignored' };
}

/**
 * Orders the votes of an account without dates: by day of arrival, within it by the number of the update, since webhook
 * calls overtake each other. Numbers alone would not do: they begin anew after a week of silence.
 */
function orderOf(updateId: number, receivedAt: number): number {
  return Math.floor(receivedAt / DAY) * DAY + (Math.abs(updateId) % DAY);
}
