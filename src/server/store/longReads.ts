import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { postgresSettings } from './postgresSettings';

const MEMORY_MB = 64;

/** Prepares a transaction on PostgreSQL for reads over much of the data. */
export async function forLongReads(db: Database, transaction: Transaction): Promise<void> {
  await db.sequelize.query(postgresSettings(MEMORY_MB), { transaction });
}
