import type { Transaction } from 'sequelize';
import { upsert, type Store, type WriteGate } from '../store';

interface AliasRow extends Record<string, unknown> {
  externalId: string;
  groupId: number | string;
}

/**
 * Makes two chat ids one group, after a basic group has become a supergroup. The row of the supergroup stays; everything
 * that was filed under the other moves there, and its facts are counted again. May be told any number of times.
 */
export async function joinGroups(
  { store, gate, platform }: { store: Store; gate: WriteGate; platform: string },
  from: string,
  to: string,
): Promise<void> {
  await gate.run(async (transaction) => {
    const rows = await store.select<AliasRow>(
      `SELECT a."externalId", a."groupId" FROM {communityGroupAliases} AS a WHERE a."platform" = $platform AND a."externalId" IN ($from, $to)`,
      { bind: { platform, from, to }, transaction },
    );
    const idOf = (externalId: string) => {
      const row = rows.find((alias) => alias.externalId === externalId);
      return row ? Number(row.groupId) : null;
    };
    const [old, kept] = [idOf(from), idOf(to)];
    if (old === kept) return;
    if (old === null || kept === null) {
      await addAlias(store, platform, old === null ? from : to, (old ?? kept) as number, transaction);
    } else {
      await moveRows(store, old, kept, transaction);
    }
  });
}

async function addAlias(
  store: Store,
  platform: string,
  externalId: string,
  groupId: number,
  transaction: Transaction,
): Promise<void> {
  await store.execute(
    upsert(store.dialect, {
      table: '{communityGroupAliases}',
      columns: ['platform', 'externalId', 'groupId'],
      select: `SELECT ${store.text('$platform')} AS "platform", ${store.text('$externalId')} AS "externalId", ${groupId} AS "groupId"`,
      key: ['platform', 'externalId'],
    }),
    { bind: { platform, externalId }, transaction },
  );
}

async function moveRows(store: Store, from: number, to: number, transaction: Transaction): Promise<void> {
  const bind = { from, to };
  const [span] = await store.select(
    `SELECT ${store.sql.dayText('MIN(a."day")')} AS "first", ${store.sql.dayText('MAX(a."day")')} AS "last" FROM {communityActivities} AS a WHERE a."groupId" = $from`,
    { bind, transaction },
  );
  for (const collection of ['communityActivities', 'communityGroupAliases', 'communityTouches']) {
    await store.execute(`UPDATE {${collection}} SET "groupId" = $to WHERE "groupId" = $from`, { bind, transaction });
  }
  for (const collection of ['communityDailyFacts', 'communityHourlyFacts', 'communityMemberships']) {
    await store.execute(`DELETE FROM {${collection}} WHERE "groupId" = $from`, { bind, transaction });
  }
  await store.execute('DELETE FROM {communityGroups} WHERE "id" = $from', { bind, transaction });
  if (span?.first == null) return;
  await store.execute(
    `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay") VALUES ($to, -1, $first, $last)`,
    { bind: { to, first: String(span.first), last: String(span.last) }, transaction },
  );
}
