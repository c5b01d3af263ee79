import type { Store } from '../store';

const underscored = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

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

/** Long texts that no statement asks by: to look through them is most of the time that PostgreSQL's statistics take. */
const NEVER_ASKED_BY: Array<[collection: string, columns: string[]]> = [
  ['communityInbox', ['raw', 'texts', 'error']],
  ['communityActivities', ['payload', 'text']],
  ['communityStageChanges', ['evidence', 'reason']],
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

/** Indexes of collections that need hold few of all rows. */
const NARROWED: Array<[collection: string, columns: string[], where: string]> = [
  ['communityActivities', ['isForward', 'day'], '"isForward" = TRUE'],
  ['communityActivities', ['replyToMemberId', 'occurredAt'], '"replyToMemberId" IS NOT NULL'],
  // most of what is put into the inbox is read once
  ['communityInbox', ['state', 'connectionId', 'id', 'retryAt'], `"state" = 'pending'`],
  // few changes are made by hand
  ['communityStageChanges', ['userId'], '"userId" IS NOT NULL'],
  // PostgreSQL writes every index of a member anew whose stage has changed
  ...['stageLockedUntil', 'persona', 'rfmTier', 'ownerId', 'createdById'].map((column): [string, string[], string] => [
    'communityMembers',
    [column],
    `"${column}" IS NOT NULL`,
  ]),
];

/** Indexes of earlier versions in whose stead others have come. */
const REPLACED: Array<[collection: string, columns: string[]]> = [
  ['communityInbox', ['state', 'retryAt', 'connectionId', 'id']],
  ['communityDailyFacts', ['kind', 'day', 'memberId']],
  ['communityDailyFacts', ['kind', 'day', 'memberId', 'count']],
  ['communityDailyFacts', ['memberId', 'day']],
  ['communitySegmentChanges', ['at']],
];

/**
 * Joins, leaves and changes of role are few, and are read by member and group whenever a membership changes; bots and the own
 * team are left out of most answers.
 */
const PARTIAL_INDEXES: PartialIndex[] = [
  ...['communityActivities', 'communityDailyFacts'].map((collection) => ({
    collection,
    name: `${underscored(collection)}_presence`,
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
  {
    // bots and the own team: see `strangers`
    collection: 'communityMembers',
    name: 'community_members_strangers',
    columns: ['id'],
    where: '"isBot" = TRUE OR "isTeam" = TRUE',
    // few members are read in a moment
    whole: [],
  },
];

async function addPartialIndex(store: Store, { collection, name, columns, where, whole }: PartialIndex): Promise<void> {
  const list = (names: string[]) => names.map((column) => `"${column}"`).join(', ');
  if (store.dialect !== 'mysql') {
    await store.execute(`CREATE INDEX IF NOT EXISTS ${name} ON {${collection}} (${list(columns)}) WHERE ${where}`);
    return;
  }
  if (whole.length && !(await isOnMysql(store, name)))
    await store.execute(`CREATE INDEX ${name} ON {${collection}} (${list(whole)})`);
}

/** MySQL knows no IF EXISTS of an index. */
async function isOnMysql(store: Store, name: string): Promise<boolean> {
  const rows = await store.select(
    'SELECT 1 AS "one" FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = $name LIMIT 1',
    { bind: { name } },
  );
  return rows.length > 0;
}

interface IndexModel {
  _indexes: Array<{ name: string; fields: string[] }>;
}

/** The name that the host gives an index of these columns; null = it has none. */
function nameOf({ db }: Store, collection: string, columns: readonly string[]): string | null {
  const { _indexes } = db.getCollection(collection).model as unknown as IndexModel;
  const wanted = columns.map(underscored).join();
  return _indexes.find(({ fields }) => fields.map(underscored).join() === wanted)?.name ?? null;
}

async function dropIndex(store: Store, collection: string, name: string): Promise<void> {
  if (store.dialect === 'mysql') {
    if (await isOnMysql(store, name)) await store.execute(`DROP INDEX ${name} ON {${collection}}`);
    return;
  }
  const schema = /^(.+\.)?[^.]+$/.exec(store.db.getCollection(collection).quotedTableName())?.[1] ?? '';
  await store.execute(`DROP INDEX IF EXISTS ${store.dialect === 'postgres' ? schema : ''}${name}`);
}

/**
 * Lets an index of a collection hold some rows only. The host can say that as well, but not where the database's columns are
 * underscored. The name stays, so that the host does not add its own again.
 */
async function narrow(store: Store, collection: string, columns: string[], where: string): Promise<void> {
  const name = nameOf(store, collection, columns);
  if (!name || store.dialect === 'mysql') return;
  const [known] = await store.select<{ sql: string }>(
    store.dialect === 'sqlite'
      ? 'SELECT x.sql AS "sql" FROM sqlite_master AS x WHERE x.name = $name'
      : 'SELECT x.indexdef AS "sql" FROM pg_indexes AS x WHERE x.indexname = $name AND x.schemaname = $schema',
    { bind: { name, schema: store.db.options.schema ?? 'public' } },
  );
  if (known?.sql.includes(' WHERE ')) return;
  await dropIndex(store, collection, name);
  const list = columns.map((column) => `"${column}"`).join(', ');
  await store.execute(`CREATE INDEX ${name} ON {${collection}} (${list}) WHERE ${where}`);
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
  if (store.dialect === 'postgres') {
    for (const [collection, columns] of NEVER_ASKED_BY)
      for (const column of columns)
        await store.execute(`ALTER TABLE {${collection}} ALTER COLUMN "${column}" SET STATISTICS 0`);
  }
  for (const index of PARTIAL_INDEXES) await addPartialIndex(store, index);
  for (const [collection, columns, where] of NARROWED) await narrow(store, collection, columns, where);
  for (const [collection, columns] of REPLACED) {
    const table = String(store.db.getCollection(collection).model.tableName);
    await dropIndex(store, collection, underscored(`${table}_${columns.join('_')}`).replace(/^_/, ''));
  }
  // readers are not held up by the writer, nor the writer by readers; the mode is kept in the file
  if (store.dialect === 'sqlite') await store.execute('PRAGMA journal_mode = WAL');
}
