import type { Store, WriteGate } from '../../store';
import { standingOf, type BotApi, type Connection } from '../telegram';
import { followGaps, missedBy, type Standing } from './gaps';
import { ASK_AGAIN_MS, isRefusal } from './refusal';

export interface CoverageContext {
  store: Store;
  gate: WriteGate;
  /** Milliseconds. */
  now: () => number;
}

/** A group whose standing is due to be asked. */
export interface DueGroup {
  groupId: number;
  chatId: string;
  standing: Standing | null;
  /** Milliseconds; 0 = never. */
  askedAt: number;
  /** When the bot was told of a change of its standing, milliseconds; 0 = never. */
  toldAt: number;
}

/**
 * Groups that a bot is to be asked about: new ones, those whose standing has changed since, and those that were asked a
 * day ago; the longest ago first.
 */
export async function dueStandings(
  { store, now }: CoverageContext,
  connectionId: number,
  limit: number,
): Promise<DueGroup[]> {
  // a version is twice the milliseconds of the change, see activityVersion
  const toldAt = `CASE WHEN g."statusVersion" > 0 THEN g."statusVersion" / 2 ELSE 0 END`;
  const rows = await store.select(
    `SELECT g."id" AS "groupId", g."externalId", s."standing", COALESCE(s."askedAt", 0) AS "askedAt", ${toldAt} AS "toldAt"
     FROM {communityGroups} AS g LEFT JOIN {communityStandings} AS s ON s."groupId" = g."id" AND s."connectionId" = $connectionId
     WHERE g."platform" = 'telegram' AND g."externalId" LIKE '-%' AND (g."archived" IS NULL OR g."archived" = ${store.bool(false)})
       AND (s."askedAt" IS NULL OR s."askedAt" < $before OR s."askedAt" < ${toldAt})
     ORDER BY COALESCE(s."askedAt", 0), g."id" LIMIT ${Number(limit)}`,
    { bind: { connectionId, before: now() - ASK_AGAIN_MS } },
  );
  return rows.map((row) => ({
    groupId: Number(row.groupId),
    chatId: String(row.externalId),
    standing: (row.standing as Standing | null) ?? null,
    askedAt: Number(row.askedAt),
    toldAt: Math.floor(Number(row.toldAt)),
  }));
}

/**
 * Asks Telegram what the bot is in a group, and opens or ends gaps by the answer.
 *
 * @throws BotApiError when Telegram cannot be asked
 */
export async function askStanding(
  { store, gate, now }: CoverageContext,
  connection: Connection,
  api: BotApi,
  group: DueGroup,
  privacy: boolean,
): Promise<Standing> {
  const told = await standingIn(api, group.chatId, Number(connection.botId));
  // that Telegram does not know a chat ends nothing: it may be out of reach for a while, or gone for good
  const standing = told === 'unknown' ? (group.standing ?? told) : told;
  const at = now();
  const where = { connectionId: connection.id, groupId: group.groupId };
  const wasIn = group.standing === 'administrator' || group.standing === 'member' || group.standing === 'left';
  const missed = missedBy(standing, { privacy, wasIn });
  await gate.run(async (transaction) => {
    // told of the change, else somewhen since the last question
    const since = group.toldAt > group.askedAt ? group.toldAt : group.askedAt || at;
    await followGaps(store, where, missed, { since, now: at }, transaction);
    const model = store.db.getCollection('communityStandings').model;
    const [updated] = await model.update({ standing, askedAt: at }, { where, transaction, hooks: false });
    if (!updated && !(await model.count({ where, transaction })))
      await model.create({ ...where, standing, askedAt: at }, { transaction, hooks: false });
  });
  return standing;
}

async function standingIn(api: BotApi, chatId: string, botId: number): Promise<Standing> {
  try {
    return standingOf({ ...(await api.call('getChatMember', { chat_id: chatId, user_id: botId })) });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code === 'FORBIDDEN' ? 'left' : 'unknown';
  }
}
