import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { dialectOf } from './dialect';

/**
 * Keeps PostgreSQL from compiling the statements of a transaction to machine code: for our long expressions that takes
 * seconds, and saves less. Other databases do not do it.
 *
 * @param lasting whether its commit waits until the disk has it
 */
export async function prepareWrite(db: Database, transaction: Transaction, lasting: boolean): Promise<void> {
  if (dialectOf(db) !== 'postgres') return;
  await db.sequelize.query(`SET LOCAL jit = off${lasting ? '' : '; SET LOCAL synchronous_commit = off'}`, {
    transaction,
  });
}
