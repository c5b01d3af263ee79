import { dayLabel } from '@community-crm/community-model';
import { LEVELS, type Level } from '../../common/names';
import type { ScoringDraft, ScoringPreview } from '../../common/scoring';
import { Worth, type ScoringProfile } from '../configuration';
import { rowsJson, rowSource, type Bind, type Store } from '../store';

export interface ScoringPreviewInput {
  store: Store;
  profile: ScoringProfile;
  draft: ScoringDraft;
  /** Condition over members `m`: whom the asker may know of. */
  members: string;
  bind: Bind;
  /** Whether names may be shown. */
  named: boolean;
  /** Community day (number since 1970) as of which scores are compared, and its noon in milliseconds. */
  day: number;
  noon: number;
}

/** Members named who rise, and who fall. */
const FEW = 10;

interface Counted extends Record<string, unknown> {
  part: 'rise' | 'fall' | 'same' | 'riser' | 'faller';
  id: number | string | null;
  now: number | string | null;
  draft: number | string | null;
  levelNow: Level;
  levelDraft: Level;
  n: number | string;
}

/** Who would rise and who would fall with other weights. Computed from the facts in one statement; nothing is written. */
export async function previewScores(input: ScoringPreviewInput): Promise<ScoringPreview> {
  const { store, draft, day } = input;
  const kinds = draft.kinds.map(({ key, weight, dailyCap }) => [key, weight, dailyCap]);
  const bind = { ...input.bind, kinds: rowsJson(kinds), day: dayLabel(day) };
  const rows = await store.selectMuch<Counted>(statement(input), { bind });
  const names = await namesOf(input, rows);
  const some = (part: Counted['part']) =>
    rows
      .filter((row) => row.part === part)
      .map(({ id, now, draft: then }) => ({
        id: Number(id),
        name: names.get(Number(id)) ?? '',
        now: Number(now),
        draft: Number(then),
      }));
  const counted = rows.filter(({ id }) => id === null);
  const sum = (wanted: (row: Counted) => boolean) =>
    counted.filter(wanted).reduce((total, { n }) => total + Number(n), 0);
  return {
    asOf: input.noon,
    members: sum(() => true),
    rise: sum(({ part }) => part === 'rise'),
    fall: sum(({ part }) => part === 'fall'),
    same: sum(({ part }) => part === 'same'),
    levels: LEVELS.map((level) => ({
      level,
      now: sum(({ levelNow }) => levelNow === level),
      draft: sum(({ levelDraft }) => levelDraft === level),
    })),
    risers: some('riser').sort((a, b) => b.draft - b.now - (a.draft - a.now) || a.id - b.id),
    fallers: some('faller').sort((a, b) => a.draft - a.now - (b.draft - b.now) || a.id - b.id),
  };
}

function statement({ store, profile, draft, members, day }: ScoringPreviewInput): string {
  const { float, materialized } = store.sql;
  // as of the day itself, so that stored points are points
  const landmarkDay = day + 0.5;
  const now = new Worth(store.sql, { ...profile, landmarkDay });
  const then = new Worth(store.sql, { ...profile, ...draft, landmarkDay });
  const bots = `m."isBot" = ${store.bool(true)}`;
  const drafted = rowSource(store.dialect, 'kinds', { key: 'text', weight: 'float', dailyCap: 'float' });
  const changed = '(CASE WHEN d."key" IS NULL THEN';
  return `WITH p AS ${materialized} (
      SELECT f."memberId", SUM(${now.stored()}) AS "now", SUM(${then.stored('d')}) AS "draft"
      FROM {communityDailyFacts} AS f JOIN {communityKinds} AS k ON k."key" = f."kind"
      JOIN (SELECT k."key", ${changed} k."weight" ELSE d."weight" END) AS "weight", ${changed} k."dailyCap" ELSE d."dailyCap" END) AS "dailyCap"
        FROM {communityKinds} AS k LEFT JOIN ${drafted} AS d ON d."key" = k."key") AS d ON d."key" = f."kind"
      WHERE f."count" > 0 AND f."day" <= $day GROUP BY f."memberId"),
    s AS ${materialized} (
      SELECT m."id", ${now.score('COALESCE(p."now", 0.0)')} AS "now", ${then.score('COALESCE(p."draft", 0.0)')} AS "draft"
      FROM {communityMembers} AS m LEFT JOIN p ON p."memberId" = m."id" WHERE m."id" > 0 AND NOT (${bots}) AND ${members})
    SELECT c."part", NULL AS "id", NULL AS "now", NULL AS "draft", c."levelNow", c."levelDraft", COUNT(*) AS "n" FROM (
      SELECT CASE WHEN s."draft" > s."now" THEN 'rise' WHEN s."draft" < s."now" THEN 'fall' ELSE 'same' END AS "part",
        ${now.level('s."now"')} AS "levelNow", ${then.level('s."draft"')} AS "levelDraft" FROM s) AS c
    GROUP BY c."part", c."levelNow", c."levelDraft"
    UNION ALL SELECT 'riser', u."id", u."now", u."draft", '', '', 1 FROM (
      SELECT s.* FROM s WHERE s."draft" > s."now" ORDER BY ${float('s."draft" - s."now"')} DESC, s."id" LIMIT ${FEW}) AS u
    UNION ALL SELECT 'faller', v."id", v."now", v."draft", '', '', 1 FROM (
      SELECT s.* FROM s WHERE s."draft" < s."now" ORDER BY ${float('s."draft" - s."now"')}, s."id" LIMIT ${FEW}) AS v`;
}

async function namesOf({ store, named }: ScoringPreviewInput, rows: Counted[]): Promise<Map<number, string>> {
  const ids = [...new Set(rows.flatMap(({ id }) => (id === null ? [] : [Number(id)])))];
  if (!named || !ids.length) return new Map();
  const found = await store.select<{ id: number | string; displayName: string | null }>(
    `SELECT m."id", m."displayName" FROM {communityMembers} AS m WHERE m."id" IN (${ids.join(', ')})`,
  );
  return new Map(found.map(({ id, displayName }) => [Number(id), displayName ?? '']));
}
