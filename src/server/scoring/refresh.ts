import type { ScoringProfile } from '../configuration';
import { updateFrom, type Store, type WriteGate } from '../store';

/** Memberships scored by one transaction. */
const PORTION = 20_000;
const MS_DAY = 86_400_000;

export interface ScoringInput {
  store: Store;
  gate: WriteGate;
  profile: ScoringProfile;
  /** Milliseconds; facts of later days do not count. */
  asOf: number;
  /** Community day of `asOf`, `YYYY-MM-DD`. */
  asOfDay: string;
}

/**
 * Computes points, score and level of every membership from daily facts, then the members' scores from the sum of their
 * memberships' points. Rows whose shown values stay the same are not written.
 *
 * Contribution of a (membership, day, kind) = min(cap, points × count), decayed as `community-model/scoring.ts` says.
 *
 * @returns how many memberships and members changed
 */
export async function refreshScores(input: ScoringInput): Promise<{ memberships: number; members: number }> {
  let memberships = 0;
  for (const [from, to] of await portions(input.store, 'communityMemberships')) {
    memberships += await input.gate.run((transaction) =>
      input.store.change(scoreMemberships(input), { bind: { from, to, asOfDay: input.asOfDay }, transaction }),
    );
  }
  let members = 0;
  for (const [from, to] of await portions(input.store, 'communityMembers')) {
    members += await input.gate.run((transaction) =>
      input.store.change(scoreMembers(input), { bind: { from, to, asOfDay: input.asOfDay }, transaction }),
    );
  }
  return { memberships, members };
}

/** Ranges of ids, so that each transaction stays short. */
async function portions(store: Store, collection: string): Promise<Array<[number, number]>> {
  const [row] = await store.select(`SELECT MIN(t."id") AS "low", MAX(t."id") AS "high" FROM {${collection}} AS t`);
  if (row.low === null) return [];
  const ranges: Array<[number, number]> = [];
  for (let id = Number(row.low); id <= Number(row.high); id += PORTION) ranges.push([id, id + PORTION - 1]);
  return ranges;
}

/** Σ min(cap, points × count) · 2^((noon of the day − landmark) / half-life) over daily facts `f` of kinds `k`. */
function storedPoints({ store, profile }: ScoringInput): string {
  const { exp2, dayNumber, least, float } = store.sql;
  const raw = float('f."count" * k."weight"');
  const capped = `CASE WHEN k."dailyCap" IS NULL THEN ${raw} ELSE ${least(raw, float('k."dailyCap"'))} END`;
  const age = `(${float(dayNumber('f."day"'))} + 0.5 - ${profile.landmarkDay}) / ${decimal(profile.halfLifeDays)}`;
  return `SUM((${capped}) * ${exp2(age)})`;
}

function shownScore({ store, profile, asOf }: ScoringInput, points: string): string {
  const now = 2 ** (-(asOf / MS_DAY - profile.landmarkDay) / profile.halfLifeDays);
  return store.sql.round1(
    `100 * (1 - ${store.sql.exp2(`-(${points}) * ${decimal(now)} / ${decimal(profile.pointsForHalf)}`)})`,
  );
}

function scoreMemberships(input: ScoringInput): string {
  const { store, profile } = input;
  const score = shownScore(input, 's."points"');
  const level = `CASE WHEN ${score} >= ${decimal(profile.highFrom)} THEN 'high' WHEN ${score} >= ${decimal(profile.mediumFrom)} THEN 'medium' WHEN ${score} > 0 THEN 'low' ELSE 'none' END`;
  return updateFrom(store.dialect, {
    table: '{communityMemberships}',
    source: `(SELECT g."id", COALESCE(${storedPoints(input)}, 0) AS "points" FROM {communityMemberships} AS g
        LEFT JOIN {communityDailyFacts} AS f ON f."memberId" = g."memberId" AND f."groupId" = g."groupId" AND f."count" > 0 AND f."day" <= $asOfDay
        LEFT JOIN {communityKinds} AS k ON k."key" = f."kind"
        WHERE g."id" >= $from AND g."id" <= $to GROUP BY g."id")`,
    on: 't."id" = s."id"',
    set: { points: 's."points"', score, level },
    where: `(${store.sql.isDistinct('t."score"', score)} OR ${store.sql.isDistinct('t."level"', level)} OR ABS(COALESCE(t."points", 0) - s."points") > 0.000001 * s."points")`,
  });
}

/** A member's points are those of all memberships and of what happened outside any group. */
function scoreMembers(input: ScoringInput): string {
  const { store } = input;
  const score = shownScore(input, 's."points"');
  return updateFrom(store.dialect, {
    table: '{communityMembers}',
    source: `(SELECT m."id", COALESCE(inside."points", 0) + COALESCE(outside."points", 0) AS "points" FROM {communityMembers} AS m
        LEFT JOIN (SELECT g."memberId", SUM(g."points") AS "points" FROM {communityMemberships} AS g WHERE g."memberId" >= $from AND g."memberId" <= $to GROUP BY g."memberId") AS inside ON inside."memberId" = m."id"
        LEFT JOIN (SELECT f."memberId", ${storedPoints(input)} AS "points" FROM {communityDailyFacts} AS f JOIN {communityKinds} AS k ON k."key" = f."kind"
          WHERE f."groupId" = 0 AND f."memberId" >= $from AND f."memberId" <= $to AND f."count" > 0 AND f."day" <= $asOfDay GROUP BY f."memberId") AS outside ON outside."memberId" = m."id"
        WHERE m."id" >= $from AND m."id" <= $to)`,
    on: 't."id" = s."id"',
    set: { engagementScore: score },
    where: store.sql.isDistinct('t."engagementScore"', score),
  });
}

/** A configured number, written so that databases see a fraction. */
function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`Not a finite number in the scoring profile: ${value}`);
  return Number.isInteger(value) ? `${value}.0` : value.toExponential(17).replace('+', '');
}
