import { activityVersion, emptyActivity, type ActivityRecord, type ActorRef } from '@community-crm/community-model';
import { rowsJson, rowSource, updateFrom } from '../../store';
import type { ActivitySink } from '../sink';
import { membershipKey } from '../telegramIds';
import { personOf, type BotApi, type ChatMember } from '../telegram';
import { ASK_AGAIN_MS, isRefusal } from './refusal';
import type { CoverageContext } from './standing';

/** A member who is to be asked about. */
export interface DueMember {
  memberId: number;
  /** All accounts: a person is in the group as long as one of them is. */
  userIds: string[];
}

export interface RosterGroup {
  groupId: number;
  chatId: string;
}

/** Who is believed to be in a group and whom Telegram knows: others can never be asked about, and nobody waits for them. */
const ASKABLE = `x."status" = 'member' AND EXISTS (
  SELECT 1 FROM {communityIdentities} AS k WHERE k."memberId" = x."memberId" AND k."platform" = 'telegram')`;

/**
 * The group that waits longest for its members to be asked about. Only where the bot is an administrator: elsewhere
 * Telegram need not answer.
 */
export async function dueRoster({ store, now }: CoverageContext, connectionId: number): Promise<RosterGroup | null> {
  const [row] = await store.select(
    `SELECT g."id" AS "groupId", g."externalId" FROM {communityStandings} AS s JOIN {communityGroups} AS g ON g."id" = s."groupId"
     WHERE s."connectionId" = $connectionId AND s."standing" = 'administrator' AND s."rosterAt" < $before
     ORDER BY s."rosterAt", g."id" LIMIT 1`,
    { bind: { connectionId, before: now() - ASK_AGAIN_MS } },
  );
  return row ? { groupId: Number(row.groupId), chatId: String(row.externalId) } : null;
}

/** Those of a group whom we believe to be in it and have asked about longest ago. */
export async function dueMembers(
  { store, now }: CoverageContext,
  groupId: number,
  limit: number,
): Promise<DueMember[]> {
  const rows = await store.select(
    `SELECT g."memberId", i."externalId" AS "userId" FROM (
       SELECT x."memberId", x."checkedAt" FROM {communityMemberships} AS x
       WHERE x."groupId" = $groupId AND ${ASKABLE} AND x."checkedAt" < $before ORDER BY x."checkedAt" LIMIT ${Number(limit)}
     ) AS g JOIN {communityIdentities} AS i ON i."memberId" = g."memberId" AND i."platform" = 'telegram'
     ORDER BY g."checkedAt", g."memberId", i."id"`,
    { bind: { groupId, before: now() - ASK_AGAIN_MS } },
  );
  const members = new Map<number, DueMember>();
  for (const row of rows) {
    const memberId = Number(row.memberId);
    const known = members.get(memberId) ?? { memberId, userIds: [] };
    known.userIds.push(String(row.userId));
    members.set(memberId, known);
  }
  return [...members.values()];
}

/**
 * Asks Telegram whether a member is still in a group. Who is not has left without our noticing: that becomes a leave, at
 * the time when we noticed.
 *
 * @returns whether the member has left
 * @throws BotApiError when Telegram cannot be asked
 */
export async function askMember(
  { now }: CoverageContext,
  sink: ActivitySink,
  api: BotApi,
  { chatId }: RosterGroup,
  { userIds }: DueMember,
): Promise<boolean> {
  const gone: ActivityRecord[] = [];
  for (const userId of userIds) {
    const answer = await memberOf(api, chatId, userId);
    if (!answer || isIn(answer)) return false;
    gone.push(silentLeave(chatId, userId, answer, now()));
  }
  if (gone.length) await sink.write(gone.slice(0, 1));
  return gone.length > 0;
}

/** Notes who was asked about, and how old a group's roster is now. */
export async function noteChecked(
  { store, gate, now }: CoverageContext,
  connectionId: number,
  groupId: number,
  memberIds: readonly number[],
): Promise<void> {
  const at = now();
  await gate.run(async (transaction) => {
    if (memberIds.length)
      await store.execute(
        updateFrom(store.dialect, {
          table: '{communityMemberships}',
          source: rowSource(store.dialect, 'rows', { memberId: 'int' }),
          on: 't."memberId" = s."memberId"',
          set: { checkedAt: '$at' },
          where: 't."groupId" = $groupId',
        }),
        { bind: { rows: rowsJson(memberIds.map((id) => [id])), groupId, at }, transaction },
      );
    const [row] = await store.select(
      `SELECT MIN(x."checkedAt") AS "oldest" FROM {communityMemberships} AS x WHERE x."groupId" = $groupId AND ${ASKABLE}`,
      { bind: { groupId }, transaction },
    );
    const oldest = row?.oldest == null ? at : Number(row.oldest);
    await store.db
      .getCollection('communityStandings')
      .model.update({ rosterAt: oldest }, { where: { connectionId, groupId }, transaction, hooks: false });
    await store.execute(
      `UPDATE {communityGroups} SET "rosterCheckedAt" = ${oldest ? store.instantParam('$oldest') : 'NULL'} WHERE "id" = $groupId`,
      { bind: { groupId, oldest: store.instant(oldest) }, transaction },
    );
  });
}

/** Null = Telegram does not know, which proves nothing. */
async function memberOf(api: BotApi, chatId: string, userId: string): Promise<ChatMember | null> {
  try {
    return await api.call('getChatMember', { chat_id: chatId, user_id: Number(userId) });
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

function isIn({ status, is_member: isMember }: ChatMember): boolean {
  return status === 'restricted' ? isMember === true : status !== 'left' && status !== 'kicked';
}

function silentLeave(chatId: string, userId: string, answer: ChatMember, at: number): ActivityRecord {
  const second = Math.floor(at / 1000);
  const actor: ActorRef = (answer.user && personOf(answer.user, 'user')) ?? {
    platform: 'telegram',
    externalId: userId,
  };
  return {
    ...emptyActivity({
      source: 'telegram',
      externalKey: membershipKey(chatId, userId, second),
      version: activityVersion(at, 'live'),
      chat: { platform: 'telegram', externalId: chatId },
      actor,
      kind: 'leave',
      occurredAt: second * 1000,
    }),
    timeSource: 'received',
    payload: { action: 'roster_check' },
  };
}
