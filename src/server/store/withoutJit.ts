import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { dialectOf } from './dialect';

/**
 * Keeps PostgreSQL from compiling the statements of a transaction to machine code: for our long expressions that takes
 * seconds, and saves less. Other databases do not do it.
 */
export async function withoutJit(db: Database, transaction: Transaction): Promise<void> {
  if (dialectOf(db) === 'postgres') await db.sequelize.query('SET LOCAL jit = off', { transaction });
}
