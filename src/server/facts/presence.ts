import { presenceOf, type CommunityZone, type Presence, type PresenceWitness } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Bind, type Store } from '../store';

/** Some members of one group. */
export interface GroupMembers {
  groupId: number;
  memberIds: readonly number[];
}

/** The last stay of one member: row of `joinedAt` and `leftAt`. */
export interface Stay {
  memberId: number;
  joinedAt: number | null;
  leftAt: number | null;
}

interface WitnessRow extends Record<string, unknown> {
  memberId: number | string;
  kind: 'join' | 'leave';
  at: number | string;
  externalKey: string;
}

/** Rows written at once. */
const CHUNK = 2000;

/**
 * Replaces the join and leave facts of some members of a group by what all witnesses together say. Joins of unnamed
 * people (member 0) are counted one by one: nothing tells two of them apart.
 *
 * @returns the members' last stays, for {@link applyStays} once the memberships exist
 */
export async function recountPresence(
  store: Store,
  zone: CommunityZone,
  { groupId, memberIds }: GroupMembers,
  transaction: Transaction,
): Promise<Stay[]> {
  const members = rowSource(store.dialect, 'members', { memberId: 'int' });
  const bind: Bind = { groupId, members: rowsJson(memberIds.map((id) => [id])) };
  const witnesses = await store.select<WitnessRow>(
    `SELECT a."memberId", a."kind", ${store.sql.epochMs('a."occurredAt"')} AS "at", a."externalKey"
     FROM ${members} AS r JOIN {communityActivities} AS a ON a."memberId" = r."memberId"
     WHERE a."groupId" = $groupId AND a."kind" IN ('join', 'leave') AND a."retracted" = ${store.bool(false)}`,
    { bind, transaction },
  );
  await store.execute(
    `DELETE FROM {communityDailyFacts} WHERE "id" IN (SELECT "id" FROM (SELECT f."id" FROM ${members} AS r
       JOIN {communityDailyFacts} AS f ON f."memberId" = r."memberId"
       WHERE f."groupId" = $groupId AND f."kind" IN ('join', 'leave')) AS gone)`,
    { bind, transaction },
  );
  const byMember = new Map<number, PresenceWitness[]>(memberIds.map((id) => [id, []]));
  for (const { memberId, kind, at, externalKey } of witnesses) {
    byMember.get(Number(memberId))?.push({ kind, at: Number(at), key: externalKey });
  }
  const facts: Array<Array<string | number>> = [];
  const stays: Stay[] = [];
  for (const [memberId, list] of byMember) {
    const presence = memberId === 0 ? separately(list) : presenceOf(list);
    facts.push(...factRows(store, zone, groupId, memberId, presence));
    stays.push({ memberId, joinedAt: presence.joinedAt, leftAt: presence.leftAt });
  }
  await insertFacts(store, facts, transaction);
  return stays;
}

function separately(list: readonly PresenceWitness[]): Presence {
  return { events: list.map(({ at, kind }) => ({ at, kind, rejoin: false })), joinedAt: null, leftAt: null };
}

function factRows(
  store: Store,
  zone: CommunityZone,
  groupId: number,
  memberId: number,
  presence: Presence,
): Array<Array<string | number>> {
  const days = new Map<
    string,
    { day: string; kind: string; count: number; rejoins: number; first: number; last: number }
  >();
  for (const { at, kind, rejoin } of presence.events) {
    const day = zone.day(at);
    const fact = days.get(`${day} ${kind}`) ?? { day, kind, count: 0, rejoins: 0, first: at, last: at };
    fact.count += 1;
    fact.rejoins += rejoin ? 1 : 0;
    fact.first = Math.min(fact.first, at);
    fact.last = Math.max(fact.last, at);
    days.set(`${day} ${kind}`, fact);
  }
  return [...days.values()].map(({ day, kind, count, rejoins, first, last }) => [
    memberId,
    groupId,
    day,
    kind,
    count,
    rejoins,
    store.instant(first),
    store.instant(last),
  ]);
}

async function insertFacts(store: Store, rows: Array<Array<string | number>>, transaction: Transaction): Promise<void> {
  const source = rowSource(store.dialect, 'rows', {
    memberId: 'int',
    groupId: 'int',
    day: 'day',
    kind: 'text',
    count: 'int',
    rejoins: 'int',
    firstAt: 'instant',
    lastAt: 'instant',
  });
  for (let i = 0; i < rows.length; i += CHUNK) {
    await store.execute(
      `INSERT INTO {communityDailyFacts} ("memberId", "groupId", "day", "kind", "count", "rejoins", "firstAt", "lastAt",
         "replies", "forwards", "characters", "amount", "repliesReceived", "reactionsReceived", "sessionMinutes")
       SELECT r."memberId", r."groupId", r."day", r."kind", r."count", r."rejoins", r."firstAt", r."lastAt", 0, 0, 0, 0, 0, 0, 0
       FROM ${source} AS r`,
      { bind: { rows: rowsJson(rows.slice(i, i + CHUNK)) }, transaction },
    );
  }
}

/** Writes the stays to their memberships. */
export async function applyStays(
  store: Store,
  groupId: number,
  stays: readonly Stay[],
  transaction: Transaction,
): Promise<void> {
  const source = rowSource(store.dialect, 'rows', { memberId: 'int', joinedAt: 'instant', leftAt: 'instant' });
  const instant = (ms: number | null) => (ms === null ? null : store.instant(ms));
  const rows = stays.map(({ memberId, joinedAt, leftAt }) => [memberId, instant(joinedAt), instant(leftAt)]);
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMemberships}',
      source,
      on: 't."memberId" = s."memberId"',
      set: { joinedAt: 's."joinedAt"', leftAt: 's."leftAt"' },
      where: 't."groupId" = $groupId',
    }),
    { bind: { groupId, rows: rowsJson(rows) }, transaction },
  );
}
