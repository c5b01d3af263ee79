import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { Store } from '../../store';

/** Morning of the first day of the tests' messages. */
export const START = Date.parse('2026-03-02T09:00:00Z');

/** A message as an import tells it. */
export function messageAt(
  at: number,
  { chat = '-1001', message, account = '7' }: { chat?: string; message: number; account?: string },
): ActivityRecord {
  return emptyActivity({
    source: 'telegram',
    externalKey: `m:${chat}:${message}`,
    version: activityVersion(at, 'import'),
    chat: { platform: 'telegram', externalId: chat, title: 'Group' },
    actor: { platform: 'telegram', externalId: account, displayName: 'Person' },
    kind: 'message',
    occurredAt: at,
  });
}

/** All that the daily facts count. */
export async function counted(store: Store): Promise<number> {
  const [row] = await store.select<{ n: number | string | null }>(
    'SELECT SUM(f."count") AS "n" FROM {communityDailyFacts} AS f',
  );
  return Number(row.n ?? 0);
}
