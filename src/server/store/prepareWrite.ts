import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { dialectOf } from './dialect';
import { postgresSettings } from './postgresSettings';

/** Enough for what a portion of activities, updates or facts holds: a fifth of the time of counting went to the disk. */
const MEMORY_MB = 16;

/**
 * Prepares a transaction that writes; only PostgreSQL needs it.
 *
 * @param lasting whether its commit waits until the disk has it
 */
export async function prepareWrite(db: Database, transaction: Transaction, lasting: boolean): Promise<void> {
  if (dialectOf(db) === 'postgres') await db.sequelize.query(postgresSettings(MEMORY_MB, lasting), { transaction });
}
