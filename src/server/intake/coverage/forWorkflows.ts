import type { Store } from '../../store';
import type { Connections } from '../telegram';
import type { GapReason } from './gaps';
import type { CoverageKeeper } from './keeper';
import { addCounts, noCounts } from './tally';

/** A time in which activity of a group may be missing; ISO 8601. */
export interface GapFact {
  group: { id: number; title: string };
  reason: GapReason;
  from: string;
  /** Null = it lasts. */
  to: string | null;
}

/** Gaps of bots that no import has filled: the latest thousand. */
export async function openGaps(store: Store, connectionIds: readonly number[]): Promise<GapFact[]> {
  if (!connectionIds.length) return [];
  const { epochMs } = store.sql;
  const rows = await store.select(
    `SELECT g."id", g."title", p."reason", ${epochMs('p."fromAt"')} AS "from", ${epochMs('p."toAt"')} AS "to"
     FROM {communityGaps} AS p JOIN {communityGroups} AS g ON g."id" = p."groupId"
     WHERE p."filledAt" IS NULL AND p."connectionId" IN (${connectionIds.map(Number).join(', ')}) ORDER BY p."id" DESC LIMIT 1000`,
  );
  return rows.map((row) => ({
    group: { id: Number(row.id), title: String(row.title ?? '') },
    reason: row.reason as GapReason,
    from: new Date(Number(row.from)).toISOString(),
    to: row.to === null ? null : new Date(Number(row.to)).toISOString(),
  }));
}

/** Compares the rosters of several bots' groups at once; bots that are paused or gone are left out. */
export function rosterOf({ connections, coverage }: { connections: Connections; coverage: CoverageKeeper }) {
  return {
    async reconcile(connectionIds: number[], signal: AbortSignal): Promise<Record<string, number>> {
      const sum = noCounts();
      for (const id of connectionIds) {
        const connection = await connections.find(id);
        if (!connection?.botId || connection.mode === 'paused') continue;
        addCounts(sum, await coverage.reconcile(connection, signal));
      }
      return { ...sum };
    },
  };
}
