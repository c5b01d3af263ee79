import type { Store } from '../store';

/** External keys tell upper from lower case, which MySQL's and MariaDB's usual collations do not. */
const BINARY_COLUMNS: Array<[collection: string, column: string, length: number, nullable: boolean]> = [
  ['communityActivities', 'externalKey', 191, false],
  ['communityActivities', 'replyToKey', 191, true],
  ['communityAwaitedTargets', 'targetKey', 191, false],
  ['communityAwaitedTargets', 'externalKey', 191, false],
  ['communityIdentities', 'externalId', 64, false],
  ['communityGroups', 'externalId', 64, false],
  ['communityGroupAliases', 'externalId', 64, false],
];

/** Joins and leaves are few among the activities and are read whenever a membership changes. */
const PRESENCE_INDEX = 'community_activities_presence';

async function indexPresence(store: Store): Promise<void> {
  if (store.dialect !== 'mysql') {
    await store.execute(
      `CREATE INDEX IF NOT EXISTS ${PRESENCE_INDEX} ON {communityActivities} ("memberId", "groupId") WHERE "kind" IN ('join', 'leave')`,
    );
    return;
  }
  const known = await store.select(
    'SELECT 1 AS "one" FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = $name LIMIT 1',
    { bind: { name: PRESENCE_INDEX } },
  );
  // without partial indexes, the kind comes first
  if (!known.length)
    await store.execute(`CREATE INDEX ${PRESENCE_INDEX} ON {communityActivities} ("kind", "memberId", "groupId")`);
}

/** What the host's schema definition cannot say. May run any number of times. */
export async function tuneDatabase(store: Store): Promise<void> {
  if (store.dialect === 'mysql') {
    for (const [collection, column, length, nullable] of BINARY_COLUMNS) {
      await store.execute(
        `ALTER TABLE {${collection}} MODIFY "${column}" VARCHAR(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ${nullable ? 'NULL' : 'NOT NULL'}`,
      );
    }
  }
  await indexPresence(store);
  // readers are not held up by the writer, nor the writer by readers; the mode is kept in the file
  if (store.dialect === 'sqlite') await store.execute('PRAGMA journal_mode = WAL');
}
