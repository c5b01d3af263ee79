import type { Database } from '@nocobase/database';
import { Op } from 'sequelize';
import { PLATFORM } from '../normalize/reading';

/** A chat that we know, as far as the check asks about it. */
export interface KnownGroup {
  /** Telegram's number of the chat. */
  chatId: string;
  title: string;
  /** What the bot was when it was last told. */
  status: string;
}

/** Beyond this many groups the check asks about some of them, not necessarily the liveliest. */
const MOST_ROWS = 5_000;

/** Groups and channels that are not archived: those with the latest activity first, at most `limit`. */
export async function knownGroups(db: Database, limit: number): Promise<KnownGroup[]> {
  const rows = await db.getCollection('communityGroups').model.findAll({
    attributes: ['externalId', 'title', 'status', 'lastActiveAt'],
    where: { platform: PLATFORM, archived: { [Op.not]: true }, externalId: { [Op.like]: '-%' } },
    limit: MOST_ROWS,
  });
  // sorted here: databases disagree on which end of an order nothing is at
  const at = (row: (typeof rows)[number]): number => new Date((row.get('lastActiveAt') as Date | null) ?? 0).getTime();
  return rows
    .sort((one, other) => at(other) - at(one))
    .slice(0, limit)
    .map((row) => ({
      chatId: String(row.get('externalId')),
      title: String(row.get('title') || row.get('externalId')),
      status: String(row.get('status')),
    }));
}
