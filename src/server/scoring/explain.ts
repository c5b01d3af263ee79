import { dayLabel, scoreOf } from '@community-crm/community-model';
import type { ScoreExplanation } from '../../common/scoring';
import { Worth, type ScoringProfile } from '../configuration';
import type { Bind, Store } from '../store';

export interface ExplainScoreInput {
  store: Store;
  profile: ScoringProfile;
  memberId: number;
  /** Only what happened in this group; null = everything. */
  groupId: number | null;
  /** Condition over the group of a fact, in the column `f."groupId"`: which groups the asker may know of. */
  groups: string;
  bind: Bind;
  /** Whether titles of groups may be shown. */
  named: boolean;
  /** Community day (number since 1970) as of which points are shown, and its noon in milliseconds. */
  day: number;
  noon: number;
}

interface TermRow extends Record<string, unknown> {
  groupId: number | string;
  groupTitle: string | null;
  kind: string;
  title: string | null;
  weight: number | string;
  dailyCap: number | string | null;
  count: number | string;
  days: number | string;
  cappedDays: number | string;
  points: number | string;
}

/**
 * The score of a member, or of a member in one group, as the sum of what was done. What earned nothing is left out, and so
 * are groups that the asker may not see: the score is then that of the rest.
 */
export async function explainScore(input: ExplainScoreInput): Promise<ScoreExplanation> {
  const { profile } = input;
  const rows = await terms(input);
  const points = rows.reduce((sum, row) => sum + Number(row.points), 0);
  return {
    asOf: input.noon,
    score: Math.round(scoreOf(points, profile.pointsForHalf) * 10) / 10,
    points,
    profile: {
      halfLifeDays: profile.halfLifeDays,
      pointsForHalf: profile.pointsForHalf,
      version: profile.version,
    },
    terms: rows.map((row) => ({
      group:
        Number(row.groupId) === 0
          ? null
          : { id: Number(row.groupId), title: (input.named ? row.groupTitle : null) ?? '' },
      kind: row.kind,
      title: row.title ?? row.kind,
      count: Number(row.count),
      days: Number(row.days),
      weight: Number(row.weight),
      dailyCap: row.dailyCap === null ? null : Number(row.dailyCap),
      cappedDays: Number(row.cappedDays),
      points: Number(row.points),
      share: Number(row.points) / points,
    })),
    byDay: await byDay(input),
  };
}

async function terms(input: ExplainScoreInput): Promise<TermRow[]> {
  const { store } = input;
  const rows = await store.select<TermRow>(
    `SELECT x.*, g."title" AS "groupTitle" FROM (
       SELECT f."groupId", k."key" AS "kind", k."title", k."weight", k."dailyCap", SUM(f."count") AS "count", COUNT(*) AS "days",
         SUM(CASE WHEN ${worth(input).earned()} < ${store.sql.float('f."count" * k."weight"')} THEN 1 ELSE 0 END) AS "cappedDays",
         SUM(${worth(input).stored()}) AS "points"
       FROM ${earning(input)} GROUP BY f."groupId", k."key", k."title", k."weight", k."dailyCap") AS x
     LEFT JOIN {communityGroups} AS g ON g."id" = x."groupId" ORDER BY x."points" DESC, x."groupId", x."kind"`,
    { bind: bound(input) },
  );
  return rows;
}

async function byDay(input: ExplainScoreInput): Promise<ScoreExplanation['byDay']> {
  const { store } = input;
  const rows = await store.select<{ day: string; points: number | string }>(
    `SELECT ${store.sql.dayText('f."day"')} AS "day", SUM(${worth(input).stored()}) AS "points"
     FROM ${earning(input)} GROUP BY f."day" ORDER BY f."day"`,
    { bind: bound(input) },
  );
  return rows.map(({ day, points }) => ({ day, points: Number(points) }));
}

/** As of the day itself, so that stored points are points. */
const worth = ({ store, profile, day }: ExplainScoreInput): Worth =>
  new Worth(store.sql, { ...profile, landmarkDay: day + 0.5 });

function earning({ groupId, groups }: ExplainScoreInput): string {
  const one = groupId === null ? '' : ' AND f."groupId" = $groupId';
  return `{communityDailyFacts} AS f JOIN {communityKinds} AS k ON k."key" = f."kind"
     WHERE f."memberId" = $memberId AND f."count" > 0 AND f."day" <= $day AND k."weight" > 0
       AND (k."dailyCap" IS NULL OR k."dailyCap" > 0) AND ${groups}${one}`;
}

const bound = ({ memberId, groupId, day, bind }: ExplainScoreInput): Bind => ({
  ...bind,
  memberId,
  day: dayLabel(day),
  ...(groupId === null ? {} : { groupId }),
});
