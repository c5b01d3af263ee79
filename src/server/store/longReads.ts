import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';

/** What a sort or a hash of a read over much of the data may take before it goes to the disk, megabytes. */
const WORK_MEM_MB = 64;

/**
 * Prepares a transaction on PostgreSQL for reads over much of the data: it does not compile them to machine code, which for
 * our long expressions takes seconds and saves less, and sorts in memory what it would sort on the disk. A server that is
 * set up to use more memory keeps to that.
 */
export async function forLongReads(db: Database, transaction: Transaction): Promise<void> {
  await db.sequelize.query(
    `SELECT set_config('jit', 'off', true),
       set_config('work_mem', CASE WHEN pg_size_bytes(current_setting('work_mem')) < ${WORK_MEM_MB * 1024 * 1024} THEN '${WORK_MEM_MB}MB' ELSE current_setting('work_mem') END, true)`,
    { transaction },
  );
}
