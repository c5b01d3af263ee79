import { dayNumberOf } from '@community-crm/community-model';
import { Worth, type ScoringProfile } from '../configuration';
import { rowsJson, rowSource, updateFrom, type Bind, type Store, type WriteGate } from '../store';
import { renewedLandmark } from './landmark';

/** Members looked at by one transaction: of all, and of chosen ones. */
const PORTION = 5_000;
const FEW = 2_000;

export interface ScoringInput {
  store: Store;
  gate: WriteGate;
  profile: ScoringProfile;
  /** Community day as of which scores are shown, `YYYY-MM-DD`; facts of later days do not count. */
  asOfDay: string;
}

/** Members by their ids, or by a SELECT of ids (column `id`) with what it binds. */
export type MemberSelection = readonly number[] | { select: string; bind?: Bind };

export interface ScoringCounts {
  memberships: number;
  members: number;
}

/** What one statement looks at. */
interface Portion {
  /** The collection under an alias, perhaps driven by bound ids of members. */
  from(collection: string, alias: string, memberColumn: string): string;
  /** Condition on a member's id. */
  where(column: string): string;
  bind: Bind;
}

/**
 * Computes points, score and level of memberships from daily facts, then the members' scores from the sum of their
 * memberships' points. Rows whose values stay the same are not written. Scores change with what people do and at midnight
 * (see `community-model/scoring.ts`): within a day it is enough to look at those who did something.
 *
 * @param members whose scores may have changed; absent = everybody, as after midnight or a change of the profile
 * @returns how many memberships and members changed
 */
export async function refreshScores(input: ScoringInput, members?: MemberSelection): Promise<ScoringCounts> {
  const { store } = input;
  if (members) return refresh(input, await chosen(store, members));
  return refresh({ ...input, profile: await renewedLandmark(input) }, await everybody(store));
}

async function refresh(input: ScoringInput, portions: Portion[]): Promise<ScoringCounts> {
  const { store, gate, asOfDay } = input;
  const counts = { memberships: 0, members: 0 };
  for (const portion of portions)
    await gate.runRedoable(async (transaction) => {
      const options = { bind: { ...portion.bind, asOfDay }, transaction };
      counts.memberships += await store.change(scoreMemberships(input, portion), options);
      counts.members += await store.change(scoreMembers(input, portion), options);
    });
  return counts;
}

/** All by ranges of ids. */
async function everybody(store: Store): Promise<Portion[]> {
  const [row] = await store.select('SELECT MIN(m."id") AS "low", MAX(m."id") AS "high" FROM {communityMembers} AS m');
  if (row.low === null) return [];
  const portions: Portion[] = [];
  for (let id = Number(row.low); id <= Number(row.high); id += PORTION)
    portions.push({
      from: (table, alias) => `{${table}} AS ${alias}`,
      where: (column) => `${column} >= $from AND ${column} <= $to`,
      bind: { from: id, to: id + PORTION - 1 },
    });
  return portions;
}

/** Chosen members, some at a time. */
async function chosen(store: Store, members: MemberSelection): Promise<Portion[]> {
  const ids = await idsOf(store, members);
  const rows = rowSource(store.dialect, 'ids', { id: 'int' });
  const portions: Portion[] = [];
  for (let i = 0; i < ids.length; i += FEW)
    portions.push({
      from: (table, alias, member) =>
        `${rows} AS r ${store.sql.drivenJoin} {${table}} AS ${alias} ON ${alias}."${member}" = r."id"`,
      where: () => store.bool(true),
      bind: { ids: rowsJson(ids.slice(i, i + FEW).map((id) => [id])) },
    });
  return portions;
}

async function idsOf(store: Store, members: MemberSelection): Promise<number[]> {
  if (!('select' in members)) return [...new Set(members)];
  const rows = await store.select<{ id: number | string }>(
    `SELECT DISTINCT chosen."id" FROM (${members.select}) AS chosen ORDER BY chosen."id"`,
    { bind: members.bind },
  );
  return rows.map(({ id }) => Number(id));
}

function scoreMemberships({ store, profile, asOfDay }: ScoringInput, portion: Portion): string {
  const worth = new Worth(store.sql, profile);
  const score = worth.score(worth.on('s."points"', dayNumberOf(asOfDay)));
  const level = worth.level(score);
  const { from, where } = portion;
  return updateFrom(store.dialect, {
    table: '{communityMemberships}',
    source: `(SELECT x."id", COALESCE(e."points", 0) AS "points" FROM ${from('communityMemberships', 'x', 'memberId')}
        LEFT JOIN (SELECT f."memberId", f."groupId", SUM(${worth.stored()}) AS "points" FROM ${from('communityDailyFacts', 'f', 'memberId')} JOIN {communityKinds} AS k ON k."key" = f."kind"
          WHERE ${where('f."memberId"')} AND f."count" > 0 AND f."day" <= $asOfDay GROUP BY f."memberId", f."groupId") AS e ON e."memberId" = x."memberId" AND e."groupId" = x."groupId"
        WHERE ${where('x."memberId"')})`,
    on: 't."id" = s."id"',
    set: { points: 's."points"', score, level },
    // sums of the same terms in another order differ in the last digits
    where: `(${store.sql.isDistinct('t."score"', score)} OR ${store.sql.isDistinct('t."level"', level)} OR ABS(COALESCE(t."points", 0) - s."points") > 1e-12 * s."points")`,
  });
}

/** A member's points are those of all memberships and of what happened outside any group. */
function scoreMembers({ store, profile, asOfDay }: ScoringInput, portion: Portion): string {
  const worth = new Worth(store.sql, profile);
  const score = worth.score(worth.on('s."points"', dayNumberOf(asOfDay)));
  const { from, where } = portion;
  return updateFrom(store.dialect, {
    table: '{communityMembers}',
    source: `(SELECT x."id", COALESCE(inside."points", 0) + COALESCE(outside."points", 0) AS "points" FROM ${from('communityMembers', 'x', 'id')}
        LEFT JOIN (SELECT g."memberId", SUM(g."points") AS "points" FROM ${from('communityMemberships', 'g', 'memberId')}
          WHERE ${where('g."memberId"')} GROUP BY g."memberId") AS inside ON inside."memberId" = x."id"
        LEFT JOIN (SELECT f."memberId", SUM(${worth.stored()}) AS "points" FROM ${from('communityDailyFacts', 'f', 'memberId')} JOIN {communityKinds} AS k ON k."key" = f."kind"
          WHERE f."groupId" = 0 AND ${where('f."memberId"')} AND f."count" > 0 AND f."day" <= $asOfDay GROUP BY f."memberId") AS outside ON outside."memberId" = x."id"
        WHERE ${where('x."id"')})`,
    on: 't."id" = s."id"',
    set: { engagementScore: score },
    where: store.sql.isDistinct('t."engagementScore"', score),
  });
}
