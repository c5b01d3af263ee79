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

interface PartialIndex {
  collection: string;
  name: string;
  columns: string[];
  /** The rows that it holds; few of all. */
  where: string;
  /** Columns where the database knows no partial indexes; none = another index serves. */
  whole: string[];
}

/** Joins, leaves and changes of role are few, and are read by member and group whenever a membership changes. */
const PARTIAL_INDEXES: PartialIndex[] = [
  ...['communityActivities', 'communityDailyFacts'].map((collection) => ({
    collection,
    name: `${collection.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_presence`,
    columns: ['memberId'],
    where: `"kind" IN ('join', 'leave')`,
    whole: ['kind', 'memberId'],
  })),
  {
    collection: 'communityActivities',
    name: 'community_activities_roles',
    columns: ['memberId'],
    where: `"kind" IN ('role_change')`,
    // the index of joins and leaves serves here too
    whole: [],
  },
];

async function addPartialIndex(store: Store, { collection, name, columns, where, whole }: PartialIndex): Promise<void> {
  const list = (names: string[]) => names.map((column) => `"${column}"`).join(', ');
  if (store.dialect !== 'mysql') {
    await store.execute(`CREATE INDEX IF NOT EXISTS ${name} ON {${collection}} (${list(columns)}) WHERE ${where}`);
    return;
  }
  if (!whole.length) return;
  const known = await store.select(
    'SELECT 1 AS "one" FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = $name LIMIT 1',
    { bind: { name } },
  );
  if (!known.length) await store.execute(`CREATE INDEX ${name} ON {${collection}} (${list(whole)})`);
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
  for (const index of PARTIAL_INDEXES) await addPartialIndex(store, index);
  // readers are not held up by the writer, nor the writer by readers; the mode is kept in the file
  if (store.dialect === 'sqlite') await store.execute('PRAGMA journal_mode = WAL');
}
