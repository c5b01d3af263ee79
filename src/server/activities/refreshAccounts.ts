import type { ActorRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store } from '../store';
import {
  DESCRIPTION,
  descriptionColumns,
  shownName,
  stored,
  together,
  told,
  type Description,
  type IdentityRow,
} from './accounts';
import { newerColumn } from './newer';
import type { Described } from './refs';

interface Change {
  memberId: number;
  before: Description;
  after: Description;
}

/** Brings accounts and their members up to date with what a batch says of them. */
export async function refreshAccounts(
  store: Store,
  actors: ReadonlyMap<string, Described<ActorRef>>,
  known: ReadonlyMap<string, IdentityRow>,
  now: number,
  transaction: Transaction,
): Promise<void> {
  const seen: Change[] = [...actors].flatMap(([key, actor]) => {
    const row = known.get(key);
    if (!row) return [];
    const before = stored(row);
    return [{ memberId: Number(row.memberId), before, after: together(before, told(actor)) }];
  });
  const changed = seen.filter(
    ({ before, after }) =>
      before.name !== after.name ||
      before.username !== after.username ||
      before.language !== after.language ||
      before.isBot !== after.isBot,
  );
  if (changed.length) {
    await describeMembers(store, changed, now, transaction);
    await describeIdentities(store, changed, now, transaction);
  }
  const earlier = seen.filter(({ before, after }) => after.firstAt < before.firstAt);
  if (earlier.length) await seenEarlier(store, earlier, transaction);
}

async function describeIdentities(
  store: Store,
  changes: readonly Change[],
  now: number,
  transaction: Transaction,
): Promise<void> {
  const { source, expressions, bind } = descriptionColumns(
    store,
    changes.map(({ after }) => after),
    now,
  );
  const columns = Object.keys(DESCRIPTION).map((name) => `${expressions[name]} AS "${name}"`);
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityIdentities}',
      source: `(SELECT ${columns.join(', ')} FROM ${source} AS r)`,
      on: 't."platform" = s."platform" AND t."externalId" = s."externalId"',
      set: {
        ...newerColumn(store, 'displayName', 'infoVersion'),
        ...newerColumn(store, 'username', 'usernameVersion'),
        ...newerColumn(store, 'languageCode', 'languageVersion'),
        isBot: asBool(store, 's."isBot"'),
        updatedAt: 's."now"',
      },
    }),
    { bind, transaction },
  );
}

/** The member goes by the account's new name, unless somebody has called the member otherwise. */
async function describeMembers(
  store: Store,
  changes: readonly Change[],
  now: number,
  transaction: Transaction,
): Promise<void> {
  const rows = changes
    .map(({ memberId, before, after }) => ({
      memberId,
      oldName: shownName(before),
      displayName: shownName(after),
      languageCode: after.language?.value === before.language?.value ? null : (after.language?.value ?? null),
      turnsOutBot: after.isBot && !before.isBot,
    }))
    .filter((row) => row.oldName !== row.displayName || row.languageCode !== null || row.turnsOutBot)
    .map((row) => [row.memberId, row.oldName, row.displayName, row.languageCode, row.turnsOutBot, store.instant(now)]);
  if (!rows.length) return;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMembers}',
      source: rowSource(store.dialect, 'rows', {
        memberId: 'int',
        oldName: 'text',
        displayName: 'text',
        languageCode: 'text',
        turnsOutBot: 'bool',
        now: 'instant',
      }),
      on: 't."id" = s."memberId"',
      set: {
        displayName: `CASE WHEN ${store.sql.isDistinct('t."displayName"', 's."oldName"')} THEN t."displayName" ELSE s."displayName" END`,
        languageCode: 'COALESCE(s."languageCode", t."languageCode")',
        isBot: `CASE WHEN ${asBool(store, 's."turnsOutBot"')} THEN ${store.bool(true)} ELSE t."isBot" END`,
        updatedAt: 's."now"',
      },
    }),
    { bind: { rows: rowsJson(rows) }, transaction },
  );
}

/** Who has done nothing that counts was first seen when first mentioned; for others the facts know better. */
async function seenEarlier(store: Store, changes: readonly Change[], transaction: Transaction): Promise<void> {
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityIdentities}',
      source: rowSource(store.dialect, 'rows', { platform: 'text', externalId: 'text', at: 'instant' }),
      on: 't."platform" = s."platform" AND t."externalId" = s."externalId"',
      set: { firstMentionedAt: 's."at"' },
      where: '(t."firstMentionedAt" IS NULL OR t."firstMentionedAt" > s."at")',
    }),
    {
      bind: {
        rows: rowsJson(changes.map(({ after }) => [after.platform, after.externalId, store.instant(after.firstAt)])),
      },
      transaction,
    },
  );
  // asked first and not within the update, which would lock facts that are being counted on MySQL and MariaDB
  const source = rowSource(store.dialect, 'rows', { memberId: 'int' });
  const idle = await store.select<{ memberId: number | string }>(
    `SELECT r."memberId" FROM ${source} AS r
     WHERE NOT EXISTS (SELECT 1 FROM {communityDailyFacts} AS f WHERE f."memberId" = r."memberId" AND f."count" > 0)`,
    { bind: { rows: rowsJson(changes.map(({ memberId }) => [memberId])) }, transaction },
  );
  const ids = new Set(idle.map(({ memberId }) => Number(memberId)));
  const rows = changes
    .filter(({ memberId }) => ids.has(memberId))
    .map(({ memberId, after }) => [memberId, store.instant(after.firstAt)]);
  if (!rows.length) return;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMembers}',
      source: rowSource(store.dialect, 'rows', { memberId: 'int', firstSeenAt: 'instant' }),
      on: 't."id" = s."memberId"',
      set: { firstSeenAt: 's."firstSeenAt"' },
      where: '(t."firstSeenAt" IS NULL OR t."firstSeenAt" > s."firstSeenAt")',
    }),
    { bind: { rows: rowsJson(rows) }, transaction },
  );
}

/** SQLite's JSON gives 0 and 1, the others a boolean; both are stored as the database's own truth value. */
export function asBool(store: Store, expression: string): string {
  return store.dialect === 'postgres' ? expression : `(${expression} = 1)`;
}
