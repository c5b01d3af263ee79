import type { Store } from '../../store';

/** New activities by kind since the one with the id `since`. */
export async function activitiesSince(store: Store, since: number): Promise<Record<string, number>> {
  const rows = await store.select<{ kind: string; n: number | string }>(
    'SELECT a."kind", COUNT(*) AS "n" FROM {communityActivities} AS a WHERE a."id" > $since GROUP BY a."kind" ORDER BY a."kind"',
    { bind: { since } },
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]));
}

/** Updates of these bots that were read since an instant (milliseconds), and those that are set aside now. */
export async function updatesSince(store: Store, connectionIds: number[], since: number) {
  const counts = { read: 0, skipped: 0, failed: 0 };
  if (!connectionIds.length) return counts;
  const ids = connectionIds.map((id) => Math.trunc(id)).join(', ');
  const rows = await store.select<{ state: string; n: number | string }>(
    `SELECT i."state", COUNT(*) AS "n" FROM {communityInbox} AS i WHERE i."connectionId" IN (${ids})
       AND ((i."state" IN ('done', 'skipped') AND i."processedAt" >= $since) OR i."state" = 'failed') GROUP BY i."state"`,
    { bind: { since } },
  );
  for (const { state, n } of rows) {
    if (state === 'failed') counts.failed = Number(n);
    else counts.read += Number(n);
    if (state === 'skipped') counts.skipped = Number(n);
  }
  return counts;
}
