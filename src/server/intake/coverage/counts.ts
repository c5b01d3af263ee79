import type { BotApi } from '../telegram';
import { ASK_AGAIN_MS, isRefusal } from './refusal';
import type { CoverageContext } from './standing';

/** Groups that the bot is in and whose members were counted a day ago or never. */
export async function dueCounts(
  { store, now }: CoverageContext,
  connectionId: number,
  limit: number,
): Promise<Array<{ groupId: number; chatId: string }>> {
  const rows = await store.select(
    `SELECT g."id" AS "groupId", g."externalId" FROM {communityStandings} AS s JOIN {communityGroups} AS g ON g."id" = s."groupId"
     WHERE s."connectionId" = $connectionId AND s."standing" IN ('administrator', 'member') AND s."countedAt" < $before
     ORDER BY s."countedAt", g."id" LIMIT ${Number(limit)}`,
    { bind: { connectionId, before: now() - ASK_AGAIN_MS } },
  );
  return rows.map(({ groupId, externalId }) => ({ groupId: Number(groupId), chatId: String(externalId) }));
}

/**
 * Asks Telegram how many members a group has (bots included) and compares that with those whom we know to be in it.
 *
 * @throws BotApiError when Telegram cannot be asked
 */
export async function askCount(
  { store, gate, now }: CoverageContext,
  connectionId: number,
  api: BotApi,
  { groupId, chatId }: { groupId: number; chatId: string },
): Promise<void> {
  const count = await countOf(api, chatId);
  const at = now();
  await gate.run(async (transaction) => {
    if (count !== null && count > 0) {
      const [row] = await store.select(
        `SELECT COUNT(*) AS "n" FROM {communityMemberships} AS g WHERE g."groupId" = $groupId AND g."status" = 'member'`,
        { bind: { groupId }, transaction },
      );
      const coverage = Math.round((1000 * Number(row.n)) / count) / 10;
      await store.execute(
        `UPDATE {communityGroups} SET "memberCount" = $count, "memberCountAt" = ${store.instantParam('$at')}, "coverage" = ${coverage} WHERE "id" = $groupId`,
        { bind: { count, at: store.instant(at), groupId }, transaction },
      );
    }
    await store.db
      .getCollection('communityStandings')
      .model.update({ countedAt: at }, { where: { connectionId, groupId }, transaction, hooks: false });
  });
}

/** Null = Telegram does not say. */
async function countOf(api: BotApi, chatId: string): Promise<number | null> {
  try {
    const count = await api.call('getChatMemberCount', { chat_id: chatId });
    return Number.isSafeInteger(count) ? count : null;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
