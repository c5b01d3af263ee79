import { presenceOf, type CommunityZone, type Presence, type PresenceWitness } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { openScratch, rowsJson, rowSource, updateFrom, type Store } from '../store';
import { PRESENCE_FACTS } from './factTables';
import { pairBind, pairSource, samePair, type Pair } from './pairs';
import { gatherFacts, writeFacts } from './replace';

/** The last stay of one member: row of `joinedAt` and `leftAt`. */
export interface Stay extends Pair {
  joinedAt: number | null;
  leftAt: number | null;
}

interface WitnessRow extends Record<string, unknown> {
  groupId: number | string;
  memberId: number | string;
  kind: 'join' | 'leave';
  at: number | string;
  externalKey: string;
}

/**
 * Replaces the join and leave facts of members in groups by what all witnesses together say. Joins of unnamed people
 * (member 0) are counted one by one: nothing tells two of them apart.
 *
 * @returns the members' last stays, for {@link applyStays} once the memberships exist
 */
export async function recountPresence(
  store: Store,
  zone: CommunityZone,
  pairs: readonly Pair[],
  transaction: Transaction,
): Promise<Stay[]> {
  const bind = pairBind(pairs);
  const witnesses = await store.select<WitnessRow>(
    `SELECT a."groupId", a."memberId", a."kind", ${store.sql.epochMs('a."occurredAt"')} AS "at", a."externalKey"
     FROM ${pairSource(store)} AS r ${store.sql.drivenJoin} {communityActivities} AS a ON ${samePair('a')}
     WHERE a."kind" IN ('join', 'leave') AND a."retracted" = ${store.bool(false)}`,
    { bind, transaction },
  );
  const byPair = new Map<string, PresenceWitness[]>();
  for (const { groupId, memberId, kind, at, externalKey } of witnesses) {
    const key = `${groupId} ${memberId}`;
    const list = byPair.get(key) ?? [];
    list.push({ kind, at: Number(at), key: externalKey });
    byPair.set(key, list);
  }
  const facts: Array<Array<string | number>> = [];
  const stays = pairs.map((pair): Stay => {
    const list = byPair.get(`${pair.groupId} ${pair.memberId}`) ?? [];
    const presence = pair.memberId === 0 ? separately(list) : presenceOf(list);
    facts.push(...factRows(store, zone, pair, presence));
    return { ...pair, joinedAt: presence.joinedAt, leftAt: presence.leftAt };
  });
  await openScratch(store, [PRESENCE_FACTS.scratch], transaction);
  await writeFacts(store, await gatherFacts(store, factsOf(store, pairs, facts), transaction), transaction);
  return stays;
}

function separately(list: readonly PresenceWitness[]): Presence {
  return { events: list.map(({ at, kind }) => ({ at, kind, rejoin: false })), joinedAt: null, leftAt: null };
}

function factRows(
  store: Store,
  zone: CommunityZone,
  { groupId, memberId }: Pair,
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

/** Joins and leaves of pairs as daily facts, and those that are there. */
function factsOf(store: Store, pairs: readonly Pair[], rows: Array<Array<string | number>>) {
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
  const told = ['count', 'rejoins', 'firstAt', 'lastAt'];
  const measures = PRESENCE_FACTS.measures.map((measure) => (told.includes(measure) ? `r."${measure}"` : '0'));
  return {
    table: PRESENCE_FACTS,
    fresh: `SELECT r."groupId", r."day", r."memberId", r."kind", ${measures.join(', ')} FROM ${source} AS r`,
    present: `FROM ${pairSource(store)} AS r ${store.sql.drivenJoin} {communityDailyFacts} AS f ON ${samePair('f')}
      WHERE f."kind" IN ('join', 'leave')`,
    bind: { ...pairBind(pairs), rows: rowsJson(rows) },
  };
}

/** Writes the stays to their memberships. */
export async function applyStays(store: Store, stays: readonly Stay[], transaction: Transaction): Promise<void> {
  const source = rowSource(store.dialect, 'rows', {
    groupId: 'int',
    memberId: 'int',
    joinedAt: 'instant',
    leftAt: 'instant',
  });
  const instant = (ms: number | null) => (ms === null ? null : store.instant(ms));
  const { isDistinct } = store.sql;
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMemberships}',
      source,
      on: 't."memberId" = s."memberId" AND t."groupId" = s."groupId"',
      set: { joinedAt: 's."joinedAt"', leftAt: 's."leftAt"' },
      where: `(${isDistinct('t."joinedAt"', 's."joinedAt"')} OR ${isDistinct('t."leftAt"', 's."leftAt"')})`,
    }),
    {
      bind: {
        rows: rowsJson(
          stays.map(({ groupId, memberId, joinedAt, leftAt }) => [
            groupId,
            memberId,
            instant(joinedAt),
            instant(leftAt),
          ]),
        ),
      },
      transaction,
    },
  );
}
