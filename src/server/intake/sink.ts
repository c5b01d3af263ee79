import type { ActivityRecord } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { PackedColumns } from '../store';

export interface WriteResult {
  added: number;
  changed: number;
  unchanged: number;
}

/** Runs in the transaction of a write, e.g. to mark inbox rows. */
export type Within = (transaction: Transaction) => Promise<void>;

/** Where normalised activity goes. Implemented by the activities step; intake knows nothing else of it. */
export interface ActivitySink {
  /** Writes the records (any order, repeats allowed) in one transaction, and `within` in the same. */
  write(records: ActivityRecord[], within?: Within): Promise<WriteResult>;
}

/** What has to be known of an activity beside its row: who, where, what it answers, and which description of it this is. */
export type ActivityHead = Pick<
  ActivityRecord,
  'source' | 'externalKey' | 'version' | 'chat' | 'actor' | 'kind' | 'occurredAt' | 'replyToKey' | 'replyTo'
>;

/** Activities whose rows were packed beforehand, perhaps in another thread. */
export interface PackedActivities {
  /** Each key once, with its latest description. */
  heads: readonly ActivityHead[];
  /** Earlier descriptions of the same keys: what they say about accounts and chats counts. */
  replaced: readonly ActivityHead[];
  /** Community day of each of `heads`. */
  days: readonly string[];
  /** The day after, where an activity is so late that a session may go on past midnight; else null. */
  nextDays: ReadonlyArray<string | null>;
  /** The columns that the records alone decide, a row for each of `heads`. */
  columns: PackedColumns;
}

/** A sink that also takes activities whose rows are packed already. */
export interface PackedSink extends ActivitySink {
  /** Works out what needs no database, for `writePacked`; to be done while the database is busy with something else. */
  pack(records: readonly ActivityRecord[]): Promise<PackedActivities>;
  /**
   * For activities of this database and this community's calendar that can be read again from where they come: see
   * `WriteGate.runRedoable`.
   */
  writePacked(batch: PackedActivities, within?: Within): Promise<WriteResult>;
}
