import type { ActivityRecord } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';

export interface WriteResult {
  added: number;
  changed: number;
  unchanged: number;
}

/** Where normalised activity goes. Implemented by the activities step; intake knows nothing else of it. */
export interface ActivitySink {
  /**
   * Writes the records (any order, repeats allowed) in one transaction; `within` runs in the same transaction, e.g. to
   * mark inbox rows.
   */
  write(records: ActivityRecord[], within?: (transaction: Transaction) => Promise<void>): Promise<WriteResult>;
}
