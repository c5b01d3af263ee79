import { rowsJson, rowSource, type Store } from '../../store';

export interface SuggestedMember {
  id: number;
  name: string;
  /** `platform @username` of each account. */
  accounts: string[];
  lastActiveAt: string | null;
}

/** Two members who may be one person. */
export interface MergeSuggestion {
  /** The one active longer comes first: it would be kept. */
  members: [SuggestedMember, SuggestedMember];
  /** `username`: the same user name on two accounts; `name`: the same full name. */
  reason: 'username' | 'name';
  /** What is the same. */
  value: string;
}

/** A name that more members than this share says nothing. */
const MOST_ALIKE = 4;
/** Shorter names are shared by chance. */
const LEAST_NAME = 6;

interface Alike extends Record<string, unknown> {
  value: string;
  memberId: number | string;
}

/**
 * Members who look like one person, by what their accounts show. Only a hint: two people may share a name, and a user name
 * may have changed hands. Bots are left out, and pairs that an operator has dismissed.
 *
 * @param limit most suggestions to be answered
 */
export async function suggestMerges(store: Store, limit: number): Promise<MergeSuggestion[]> {
  const bots = `m."isBot" = ${store.bool(false)}`;
  const byUsername = await alike(
    store,
    `SELECT LOWER(i."username") AS "value", i."memberId" FROM {communityIdentities} AS i JOIN {communityMembers} AS m ON m."id" = i."memberId"
     WHERE i."username" IS NOT NULL AND i."username" <> '' AND ${bots}`,
    limit,
  );
  const byName = await alike(
    store,
    `SELECT LOWER(m."displayName") AS "value", m."id" AS "memberId" FROM {communityMembers} AS m
     WHERE LENGTH(m."displayName") >= ${LEAST_NAME} AND m."displayName" LIKE '% %' AND ${bots}`,
    limit,
  );
  const dismissed = await dismissedPairs(store);
  const pairs = new Map<string, { ids: [number, number]; reason: MergeSuggestion['reason']; value: string }>();
  for (const [reason, rows] of [
    ['username', byUsername],
    ['name', byName],
  ] as const) {
    for (const [value, ids] of grouped(rows)) {
      for (const pair of pairsOf(ids)) {
        const key = pair.join(' ');
        if (!dismissed.has(key) && !pairs.has(key)) pairs.set(key, { ids: pair, reason, value });
      }
    }
  }
  const chosen = [...pairs.values()].slice(0, limit);
  const members = await describe(store, [...new Set(chosen.flatMap(({ ids }) => ids))]);
  return chosen.flatMap(({ ids: [a, b], reason, value }) => {
    const [first, second] = [members.get(a), members.get(b)];
    if (!first || !second) return [];
    const inOrder = (first.lastActiveAt ?? '') >= (second.lastActiveAt ?? '');
    return [{ members: inOrder ? [first, second] : [second, first], reason, value }] as MergeSuggestion[];
  });
}

function alike(store: Store, select: string, limit: number): Promise<Alike[]> {
  return store.select<Alike>(
    `WITH named AS (${select}) SELECT DISTINCT n."value", n."memberId" FROM named AS n
     JOIN (SELECT x."value" FROM named AS x GROUP BY x."value" HAVING COUNT(DISTINCT x."memberId") BETWEEN 2 AND ${MOST_ALIKE} ORDER BY x."value" LIMIT ${Number(limit)}) AS v
       ON v."value" = n."value"
     ORDER BY n."value", n."memberId"`,
  );
}

/** Databases differ in what they take for equal; here it must be the same text. */
function grouped(rows: readonly Alike[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { value, memberId } of rows) {
    const ids = groups.get(value) ?? [];
    groups.set(value, [...ids, Number(memberId)]);
  }
  return groups;
}

function pairsOf(ids: readonly number[]): Array<[number, number]> {
  return ids.flatMap((a, i) => ids.slice(i + 1).map((b): [number, number] => (a < b ? [a, b] : [b, a])));
}

async function dismissedPairs(store: Store): Promise<Set<string>> {
  const rows = await store.select('SELECT d."memberA", d."memberB" FROM {communityMergeDismissals} AS d');
  return new Set(rows.map(({ memberA, memberB }) => `${memberA} ${memberB}`));
}

async function describe(store: Store, ids: readonly number[]): Promise<Map<number, SuggestedMember>> {
  if (!ids.length) return new Map();
  const rows = await store.select(
    `SELECT m."id", m."displayName", m."lastActiveAt", i."platform", i."username", i."externalId"
     FROM ${rowSource(store.dialect, 'rows', { id: 'int' })} AS r
     ${store.sql.drivenJoin} {communityMembers} AS m ON m."id" = r."id"
     LEFT JOIN {communityIdentities} AS i ON i."memberId" = m."id" ORDER BY m."id", i."id"`,
    { bind: { rows: rowsJson(ids.map((id) => [id])) } },
  );
  const members = new Map<number, SuggestedMember>();
  for (const row of rows) {
    const id = Number(row.id);
    const lastActiveAt = row.lastActiveAt ? new Date(row.lastActiveAt as string | Date).toISOString() : null;
    const member = members.get(id) ?? { id, name: String(row.displayName ?? ''), accounts: [], lastActiveAt };
    if (row.platform)
      member.accounts.push(
        `${String(row.platform)} ${row.username ? `@${String(row.username)}` : String(row.externalId)}`,
      );
    members.set(id, member);
  }
  return members;
}

/** Notes that two members are two people. */
export async function dismissSuggestion(store: Store, a: number, b: number): Promise<void> {
  const [memberA, memberB] = a < b ? [a, b] : [b, a];
  const model = store.db.getCollection('communityMergeDismissals').model;
  await model.findOrCreate({ where: { memberA, memberB }, defaults: { memberA, memberB } });
}
