import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store } from '../../store';

export type GapReason = 'downtime' | 'removed' | 'privacy' | 'rights';

/** What a bot is in a group; `unknown`: Telegram does not know the chat. */
export type Standing = 'administrator' | 'member' | 'left' | 'unknown';

/** Telegram keeps an update for so long. */
export const KEPT_MS = 24 * 3_600_000;

/**
 * What a bot misses by its standing: outside a group everything; with privacy mode all but commands and replies; unless it
 * is an administrator joins, leaves and reactions.
 *
 * @param wasIn whether the bot has ever been seen in the group: who never was misses nothing
 */
export function missedBy(standing: Standing, { privacy, wasIn }: { privacy: boolean; wasIn: boolean }): GapReason[] {
  if (standing === 'administrator') return [];
  if (standing === 'member') return privacy ? ['privacy', 'rights'] : ['rights'];
  return wasIn && standing === 'left' ? ['removed'] : [];
}

const LASTING: readonly GapReason[] = ['removed', 'privacy', 'rights'];

/**
 * Makes the gaps that are open for a bot in a group those that it misses now: others end at `now`.
 *
 * @param since when what is missed now began, milliseconds
 */
export async function followGaps(
  store: Store,
  where: { connectionId: number; groupId: number },
  missed: readonly GapReason[],
  { since, now }: { since: number; now: number },
  transaction: Transaction,
): Promise<void> {
  const open = await store.select<{ id: number | string; reason: GapReason }>(
    `SELECT p."id", p."reason" FROM {communityGaps} AS p
     WHERE p."connectionId" = $connectionId AND p."groupId" = $groupId AND p."toAt" IS NULL AND p."reason" <> 'downtime'`,
    { bind: where, transaction },
  );
  const ended = open.filter(({ reason }) => !missed.includes(reason)).map(({ id }) => Number(id));
  await setInstant(store, 'toAt', ended, now, transaction);
  const begun = LASTING.filter((reason) => missed.includes(reason) && !open.some((gap) => gap.reason === reason));
  await addGaps(
    store,
    begun.map((reason) => ({ ...where, reason, from: Math.min(since, now), to: null })),
    transaction,
  );
}

/** Notes that nothing reached us from a bot's groups between two instants (milliseconds). */
export async function noteDowntime(
  store: Store,
  connectionId: number,
  { from, to }: { from: number; to: number },
  transaction: Transaction,
): Promise<void> {
  const groups = await store.select<{ groupId: number | string }>(
    `SELECT s."groupId" FROM {communityStandings} AS s WHERE s."connectionId" = $connectionId AND s."standing" IN ('administrator', 'member')`,
    { bind: { connectionId }, transaction },
  );
  await addGaps(
    store,
    groups.map(({ groupId }) => ({ connectionId, groupId: Number(groupId), reason: 'downtime' as const, from, to })),
    transaction,
  );
}

/** A bot is no longer asked: what it misses from now on is nobody's gap, and what it was in its groups is forgotten. */
export async function endGaps(
  store: Store,
  connectionId: number,
  now: number,
  transaction: Transaction | undefined,
): Promise<void> {
  await store.execute(
    `UPDATE {communityGaps} SET "toAt" = ${store.instantParam('$at')} WHERE "connectionId" = $connectionId AND "toAt" IS NULL`,
    { bind: { connectionId, at: store.instant(now) }, transaction },
  );
  await store.execute('DELETE FROM {communityStandings} WHERE "connectionId" = $connectionId', {
    bind: { connectionId },
    transaction,
  });
}

/**
 * Marks the closed gaps that an import has filled: those of its groups that lie within the time it covers. An export tells
 * neither all leaves nor all reactions, so a filled gap stays on record.
 *
 * @param from first and `to` last instant of the import, milliseconds
 * @returns number of gaps
 */
export async function fillGaps(
  store: Store,
  platform: string,
  chats: readonly string[],
  { from, to, now }: { from: number; to: number; now: number },
  transaction: Transaction,
): Promise<number> {
  if (!chats.length) return 0;
  const rows = await store.select<{ id: number | string }>(
    `SELECT p."id" FROM ${rowSource(store.dialect, 'rows', { platform: 'text', externalId: 'text' })} AS r
     JOIN {communityGroupAliases} AS a ON a."platform" = r."platform" AND a."externalId" = r."externalId"
     JOIN {communityGaps} AS p ON p."groupId" = a."groupId"
     WHERE p."filledAt" IS NULL AND p."toAt" IS NOT NULL AND p."fromAt" >= ${store.instantParam('$from')} AND p."toAt" <= ${store.instantParam('$to')}`,
    {
      bind: {
        rows: rowsJson(chats.map((chat) => [platform, chat])),
        from: store.instant(from),
        to: store.instant(to),
      },
      transaction,
    },
  );
  await setInstant(
    store,
    'filledAt',
    rows.map(({ id }) => Number(id)),
    now,
    transaction,
  );
  return rows.length;
}

async function setInstant(
  store: Store,
  column: 'toAt' | 'filledAt',
  ids: readonly number[],
  at: number,
  transaction: Transaction,
): Promise<void> {
  if (!ids.length) return;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityGaps}',
      source: rowSource(store.dialect, 'rows', { id: 'int' }),
      on: 't."id" = s."id"',
      set: { [column]: store.instantParam('$at') },
    }),
    { bind: { rows: rowsJson(ids.map((id) => [id])), at: store.instant(at) }, transaction },
  );
}

async function addGaps(
  store: Store,
  gaps: ReadonlyArray<{ connectionId: number; groupId: number; reason: GapReason; from: number; to: number | null }>,
  transaction: Transaction,
): Promise<void> {
  if (!gaps.length) return;
  const source = rowSource(store.dialect, 'rows', {
    connectionId: 'int',
    groupId: 'int',
    reason: 'text',
    fromAt: 'instant',
    toAt: 'instant',
  });
  const instant = (ms: number | null): string | null => (ms === null ? null : store.instant(ms));
  await store.execute(
    `INSERT INTO {communityGaps} ("connectionId", "groupId", "reason", "fromAt", "toAt")
     SELECT r."connectionId", r."groupId", r."reason", r."fromAt", r."toAt" FROM ${source} AS r`,
    {
      bind: {
        rows: rowsJson(gaps.map((g) => [g.connectionId, g.groupId, g.reason, instant(g.from), instant(g.to)])),
      },
      transaction,
    },
  );
}
