import type { Transaction } from 'sequelize';
import type { Store } from './store';

/**
 * For transactions that find each of a few thousand rows by its key: what remains of one, PostgreSQL joins along indexes. By
 * itself it goes through the whole table for each portion, as it takes looking a row up for dearer than it is in memory.
 */
export async function findByIndex(store: Store, transaction: Transaction): Promise<void> {
  if (store.dialect !== 'postgres') return;
  const off = ['seqscan', 'hashjoin', 'mergejoin'].map((way) => `SET LOCAL enable_${way} = off`);
  await store.execute(off.join('; '), { transaction });
}
