import type { Transaction } from 'sequelize';
import type { Store } from './store';

/**
 * Keeps PostgreSQL from compiling the statements of a transaction to machine code: for our long expressions that takes
 * seconds, and saves less. Other databases do not do it.
 */
export async function withoutJit(store: Store, transaction: Transaction): Promise<void> {
  if (store.dialect === 'postgres') await store.execute('SET LOCAL jit = off', { transaction });
}
