import type { Bind, Store } from '../store';

/** Memberships as two columns of equal length; a member's are side by side. */
export interface MembershipColumns {
  /** Any numbers that tell members apart. */
  members: number[] | Float64Array;
  groups: number[] | Float64Array;
}

interface Packed extends Record<string, unknown> {
  members: string | null;
  groups: string | null;
}

/**
 * Reads who is in which group. A million rows travel as two values rather than as rows, which takes a fraction of the time
 * and leaves counting to arithmetic.
 *
 * @param from FROM and WHERE of a statement over memberships `x`
 */
export async function readMembershipColumns(store: Store, from: string, bind: Bind): Promise<MembershipColumns> {
  if (store.dialect === 'mysql') return readByMember(store, from, bind);
  if (store.dialect === 'postgres') return readGrouped(store, from, bind);
  const [row] = await store.select<Packed>(
    `SELECT json_group_array(x."memberId") AS "members", json_group_array(x."groupId") AS "groups" ${from}`,
    { bind },
  );
  return sideBySide(numbersOf(row.members), numbersOf(row.groups));
}

/** PostgreSQL takes longest to make texts of numbers: nobody's id is needed, only what belongs together. */
async function readGrouped(store: Store, from: string, bind: Bind): Promise<MembershipColumns> {
  const [{ groups: text }] = await store.select<{ groups: string | null }>(
    `SELECT string_agg(y."groups", ';') AS "groups"
     FROM (SELECT string_agg(CAST(x."groupId" AS text), ',') AS "groups" ${from} GROUP BY x."memberId") AS y`,
    { bind },
  );
  const members: number[] = [];
  const groups: number[] = [];
  let [member, group] = [0, 0];
  const end = text?.length ?? 0;
  for (let at = 0; at < end; at += 1) {
    const code = (text as string).charCodeAt(at);
    if (code !== COMMA && code !== SEMICOLON) {
      group = group * 10 + code - ZERO;
      continue;
    }
    members.push(member);
    groups.push(group);
    group = 0;
    if (code === SEMICOLON) member += 1;
  }
  if (end > 0) {
    members.push(member);
    groups.push(group);
  }
  return { members, groups };
}

const ZERO = '0'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
/** Between members, where a comma is between the groups of one. */
const SEMICOLON = ';'.charCodeAt(0);

/** MySQL cuts long concatenations off, and MariaDB long JSON too: there each member's groups travel for themselves. */
async function readByMember(store: Store, from: string, bind: Bind): Promise<MembershipColumns> {
  const rows = await store.select<Packed>(
    `SELECT JSON_ARRAYAGG(x."groupId") AS "groups" ${from} GROUP BY x."memberId"`,
    { bind },
  );
  const members: number[] = [];
  const groups: number[] = [];
  rows.forEach((row, member) => {
    // mysql2 reads JSON on its own
    const ids = typeof row.groups === 'string' ? numbersOf(row.groups) : (row.groups as unknown as number[]);
    for (const id of ids) {
      members.push(member);
      groups.push(id);
    }
  });
  return { members, groups };
}

const numbersOf = (list: string | null): number[] => (list === null ? [] : (JSON.parse(list) as number[]));

/** Puts each member's memberships next to each other: a counting sort, as ids are small and dense. */
function sideBySide(members: number[], groups: number[]): MembershipColumns {
  let isSorted = true;
  let largest = 0;
  for (let i = 0; i < members.length; i += 1) {
    if (i > 0 && members[i] < members[i - 1]) isSorted = false;
    if (members[i] > largest) largest = members[i];
  }
  if (isSorted) return { members, groups };
  if (largest > 64 * members.length) return sorted(members, groups);
  const ends = new Uint32Array(largest + 2);
  for (const member of members) ends[member + 1] += 1;
  for (let i = 1; i < ends.length; i += 1) ends[i] += ends[i - 1];
  const ordered = { members: new Float64Array(members.length), groups: new Float64Array(members.length) };
  for (let i = 0; i < members.length; i += 1) {
    const at = ends[members[i]]++;
    ordered.members[at] = members[i];
    ordered.groups[at] = groups[i];
  }
  return ordered;
}

/** The same for ids that are far apart, as other systems make them. */
function sorted(members: number[], groups: number[]): MembershipColumns {
  const order = Uint32Array.from(members, (_, i) => i).sort((a, b) => members[a] - members[b]);
  return {
    members: Float64Array.from(order, (i) => members[i]),
    groups: Float64Array.from(order, (i) => groups[i]),
  };
}

/** How many members each group has and each two groups share. */
export interface SharedMembers {
  /** Group ids, ascending; indexes below point into it. */
  ids: number[];
  members: Uint32Array;
  /** `shared[i * ids.length + j]` for i < j. */
  shared: Uint32Array;
}

/** Half a million pairs are more than a picture can show, and as much as an answer should carry. */
export const MOST_OVERLAP_GROUPS = 1000;

/** More groups than can be compared at once. */
export class TooManyGroupsError extends Error {
  constructor(readonly count: number) {
    super(`${count} groups are more than can be compared at once (${MOST_OVERLAP_GROUPS}).`);
  }
}

/** @throws TooManyGroupsError */
export function countShared(columns: MembershipColumns): SharedMembers {
  const ids = [...new Set(columns.groups)].sort((a, b) => a - b);
  if (ids.length > MOST_OVERLAP_GROUPS) throw new TooManyGroupsError(ids.length);
  const indexes = new Map(ids.map((id, i) => [id, i]));
  const size = ids.length;
  const members = new Uint32Array(size);
  const shared = new Uint32Array(size * size);
  eachMember(columns, indexes, (own) => {
    for (let i = 0; i < own.length; i += 1) {
      members[own[i]] += 1;
      for (let j = i + 1; j < own.length; j += 1) shared[own[i] * size + own[j]] += 1;
    }
  });
  return { ids, members, shared };
}

/** Calls back with each member's groups as ascending indexes; the array is used again for the next. */
export function eachMember(
  { members, groups }: MembershipColumns,
  indexes: ReadonlyMap<number, number>,
  visit: (own: readonly number[]) => void,
): void {
  const own: number[] = [];
  for (let i = 0; i < members.length; i += 1) {
    const index = indexes.get(groups[i]);
    if (index !== undefined) insert(own, index);
    if (i + 1 < members.length && members[i + 1] === members[i]) continue;
    visit(own);
    own.length = 0;
  }
}

function insert(list: number[], value: number): void {
  let at = list.length;
  while (at > 0 && list[at - 1] > value) {
    list[at] = list[at - 1];
    at -= 1;
  }
  list[at] = value;
}
