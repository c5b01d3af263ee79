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

/** What the host's schema definition cannot say. May run any number of times. */
export async function tuneDatabase(store: Store): Promise<void> {
  if (store.dialect === 'mysql') {
    for (const [collection, column, length, nullable] of BINARY_COLUMNS) {
      await store.execute(
        `ALTER TABLE {${collection}} MODIFY "${column}" VARCHAR(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ${nullable ? 'NULL' : 'NOT NULL'}`,
      );
    }
  }
  // readers are not held up by the writer, nor the writer by readers; the mode is kept in the file
  if (store.dialect === 'sqlite') await store.execute('PRAGMA journal_mode = WAL');
}
