import type { ChatRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { upsert, type Store, type WriteGate } from '../store';
import { EVERYBODY } from './cells';
import { groupTogether, storedGroup, type DescribedGroupRow } from './groupDescription';
import { describeGroups, resolveGroups } from './groups';
import { leftBehind } from './groupStatus';
import { described, refKey } from './refs';

/** A basic group that has become a supergroup, in the platform's chat ids. */
export interface Move {
  from: string;
  to: string;
  /** The chat that told of it, as described then (see `activityVersion`). */
  chat?: ChatRef;
  version?: number;
}

export interface MoveOptions {
  store: Store;
  gate: WriteGate;
  platform: string;
  now: () => number;
}

interface GroupRow extends DescribedGroupRow {
  id: number | string;
  alias: string;
  externalId: string;
  status: string;
  statusVersion: number | string | null;
}

/**
 * Makes two chat ids one group, after a basic group has become a supergroup; it goes by the id of the supergroup from then
 * on. Everything that was filed under the other moves there, and its facts are counted again. May be told any number of
 * times, by either chat, and before anything else is known of them: the outcome is the same.
 */
export async function joinGroups({ store, gate, platform, now }: MoveOptions, move: Move): Promise<void> {
  const { from, to } = move;
  await gate.run(async (transaction) => {
    await joinIds(store, { platform, from, to }, now(), transaction);
    if (!move.chat || move.version === undefined) return;
    const chat = described({ ...move.chat, externalId: to }, move.version, Math.floor(move.version / 2));
    await resolveGroups(store, new Map([[refKey(chat.ref), chat]]), now(), transaction);
  });
}

async function joinIds(
  store: Store,
  { platform, from, to }: { platform: string; from: string; to: string },
  now: number,
  transaction: Transaction,
): Promise<void> {
  const rows = await store.select<GroupRow>(
    `SELECT a."externalId" AS "alias", g."id", g."externalId", g."status", g."statusVersion",
       g."title", g."infoVersion", g."username", g."usernameVersion", g."type", g."typeVersion"
     FROM {communityGroupAliases} AS a JOIN {communityGroups} AS g ON g."id" = a."groupId"
     WHERE a."platform" = $platform AND a."externalId" IN ($from, $to)`,
    { bind: { platform, from, to }, transaction },
  );
  const [old, kept] = [from, to].map((id) => rows.find(({ alias }) => alias === id));
  if (old && kept) {
    if (Number(old.id) !== Number(kept.id)) await moveRows(store, old, kept, now, transaction);
    return;
  }
  if (old) {
    await addAlias(store, { platform, externalId: to, groupId: Number(old.id) }, transaction);
    // a group that has moved on already keeps its present id
    if (old.externalId === from) await rename(store, old, to, transaction);
    return;
  }
  const groupId = kept ? Number(kept.id) : await createGroup(store, { platform, externalId: to }, now, transaction);
  await addAlias(store, { platform, externalId: from, groupId }, transaction);
}

async function createGroup(store: Store, ref: ChatRef, now: number, transaction: Transaction): Promise<number> {
  const chats = new Map([[refKey(ref), described(ref, 0, now)]]);
  return (await resolveGroups(store, chats, now, transaction)).get(refKey(ref)) as number;
}

async function addAlias(
  store: Store,
  { platform, externalId, groupId }: { platform: string; externalId: string; groupId: number },
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

/** The group goes by its new id; what was said of the bot under the old one counts as left behind. */
async function rename(store: Store, group: GroupRow, externalId: string, transaction: Transaction): Promise<void> {
  const version = group.statusVersion === null ? null : leftBehind(Number(group.statusVersion));
  await store.execute(
    `UPDATE {communityGroups} SET "externalId" = $externalId, "statusVersion" = ${version ?? 'NULL'} WHERE "id" = $id`,
    { bind: { externalId, id: Number(group.id) }, transaction },
  );
}

async function moveRows(
  store: Store,
  old: GroupRow,
  kept: GroupRow,
  now: number,
  transaction: Transaction,
): Promise<void> {
  const bind = { from: Number(old.id), to: Number(kept.id) };
  const [span] = await store.select(
    `SELECT ${store.sql.dayText('MIN(a."day")')} AS "first", ${store.sql.dayText('MAX(a."day")')} AS "last" FROM {communityActivities} AS a WHERE a."groupId" = $from`,
    { bind, transaction },
  );
  for (const collection of ['communityActivities', 'communityGroupAliases', 'communityTouches', 'communityGaps']) {
    await store.execute(`UPDATE {${collection}} SET "groupId" = $to WHERE "groupId" = $from`, { bind, transaction });
  }
  for (const collection of [
    'communityDailyFacts',
    'communityHourlyFacts',
    'communityContentFacts',
    'communityMemberships',
    'communityStandings',
  ]) {
    await store.execute(`DELETE FROM {${collection}} WHERE "groupId" = $from`, { bind, transaction });
  }
  await store.execute('DELETE FROM {communityGroups} WHERE "id" = $from', { bind, transaction });
  const description = groupTogether(storedGroup(kept), storedGroup(old));
  await describeGroups(store, [[bind.to, description]], now, transaction);
  await keepStatus(store, old, kept, transaction);
  if (span?.first == null) return;
  // of the group that is gone too: its facts may be under way to be written again
  await store.execute(
    `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay") VALUES ($to, ${EVERYBODY}, $first, $last), ($from, ${EVERYBODY}, $first, $last)`,
    { bind: { ...bind, first: String(span.first), last: String(span.last) }, transaction },
  );
}

async function keepStatus(store: Store, old: GroupRow, kept: GroupRow, transaction: Transaction): Promise<void> {
  if (old.statusVersion === null) return;
  const version = leftBehind(Number(old.statusVersion));
  if (kept.statusVersion !== null && Number(kept.statusVersion) >= version) return;
  await store.execute(
    `UPDATE {communityGroups} SET "status" = $status, "statusVersion" = ${version} WHERE "id" = $id`,
    { bind: { status: old.status, id: Number(kept.id) }, transaction },
  );
}
