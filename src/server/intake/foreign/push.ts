import type { ActivityRecord } from '@community-crm/community-model';
import { readItem, type ItemContext } from './item';
import { ItemError } from './itemError';
import type { SettlingSink } from './settlingSink';

/** Most items of one call. */
export const MOST_ITEMS = 10_000;
/** Items of one transaction. */
const BATCH = 1000;

export interface PushResult {
  /** Place of the item in the call, from 0. */
  index: number;
  key: string | null;
  result: 'added' | 'changed' | 'unchanged' | 'refused';
  /** Why it was refused; `OLDER` where a later description is stored already. */
  code?: string;
  error?: ItemError;
}

/**
 * Takes in a batch of items: those that are right are written, the others refused each with its reason. Repeating the call
 * changes nothing.
 */
export async function push(items: readonly unknown[], context: ItemContext, sink: SettlingSink): Promise<PushResult[]> {
  const results: PushResult[] = [];
  const good: Array<{ record: ActivityRecord; result: PushResult }> = [];
  for (const [index, item] of items.entries()) {
    const result: PushResult = { index, key: keyOf(item), result: 'unchanged' };
    results.push(result);
    try {
      good.push({ record: readItem(item, context), result });
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      Object.assign(result, { result: 'refused', code: error.code, error });
    }
  }
  for (let start = 0; start < good.length; start += BATCH) {
    const batch = good.slice(start, start + BATCH);
    const outcomes = await sink.settle(batch.map(({ record }) => record));
    batch.forEach(({ result }, i) => {
      const older = outcomes[i] === 'older';
      Object.assign(result, { result: older ? 'unchanged' : outcomes[i] }, older ? { code: 'OLDER' } : {});
    });
  }
  return results;
}

function keyOf(item: unknown): string | null {
  const key = (item as { key?: unknown } | null)?.key;
  return typeof key === 'string' || typeof key === 'number' ? String(key).slice(0, 150) : null;
}
