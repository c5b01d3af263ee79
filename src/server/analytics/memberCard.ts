import { dayLabel, dayNumberOf } from '@community-crm/community-model';
import type { Evidence } from '../../common/conditions';
import type { ActivityCalendar, CardMembership, StageHistory } from '../../common/memberCard';
import { LEVELS, type Level } from '../../common/names';
import type { Bind, Store } from '../store';

type Count = number | string;

export interface CardScope {
  memberId: number;
  /** Condition over a group id column. */
  groups(column: string): string;
  bind: Bind;
}

/** Changes of stage in one answer. */
const MOST_CHANGES = 50;

/** Signs of life of a member on each day from `from` to `to` (community days), found by the index on member and day. */
export async function activityCalendar(
  store: Store,
  { memberId, groups, bind }: CardScope,
  signsOfLife: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<ActivityCalendar> {
  const bound: Bind = { ...bind, memberId, from, to };
  const signs = signsOfLife.map((kind, i) => {
    bound[`sign${i}`] = kind;
    return `$sign${i}`;
  });
  const rows = await store.select<{ day: string; n: Count }>(
    `SELECT ${store.sql.dayText('f."day"')} AS "day", SUM(CASE WHEN f."kind" IN (${signs.join(', ') || 'NULL'}) THEN f."count" ELSE f."rejoins" END) AS "n"
     FROM {communityDailyFacts} AS f WHERE f."memberId" = $memberId AND f."day" >= $from AND f."day" <= $to AND ${groups('f."groupId"')}
     GROUP BY f."day"`,
    { bind: bound },
  );
  const first = dayNumberOf(from);
  const counts = new Array<number>(dayNumberOf(to) - first + 1).fill(0);
  for (const { day, n } of rows) counts[dayNumberOf(day) - first] += Number(n);
  return { from, counts };
}

interface MembershipRow extends Record<string, unknown> {
  id: Count;
  title: string | null;
  level: string | null;
  score: Count | null;
  posts: Count;
  status: string | null;
  joinedAt: Count | null;
  leftAt: Count | null;
  lastActiveAt: Count | null;
}

/** A member's groups, the highest score first. */
export async function cardMemberships(
  store: Store,
  { memberId, groups, bind }: CardScope,
  shown: { titles: boolean; scores: boolean; lastActive: boolean },
): Promise<CardMembership[]> {
  const ms = (column: string) => `${store.sql.epochMs(`x."${column}"`)} AS "${column}"`;
  const rows = await store.select<MembershipRow>(
    `SELECT g."id", g."title", x."level", x."score", x."posts", x."status", ${ms('joinedAt')}, ${ms('leftAt')}, ${ms('lastActiveAt')}
     FROM {communityMemberships} AS x JOIN {communityGroups} AS g ON g."id" = x."groupId"
     WHERE x."memberId" = $memberId AND ${groups('x."groupId"')}
     ORDER BY ${shown.scores ? 'x."score" DESC, ' : ''}x."posts" DESC, g."id"`,
    { bind: { ...bind, memberId } },
  );
  const number = (value: Count | null) => (value === null ? null : Number(value));
  return rows.map((row) => ({
    group: { id: Number(row.id), title: shown.titles ? row.title : null },
    level: shown.scores && LEVELS.includes(row.level as Level) ? (row.level as Level) : 'none',
    score: shown.scores ? Number(row.score ?? 0) : null,
    posts: Number(row.posts),
    status: row.status === 'left' ? 'left' : 'member',
    joinedAt: number(row.joinedAt),
    leftAt: number(row.leftAt),
    lastActiveAt: shown.lastActive ? number(row.lastActiveAt) : null,
  }));
}

interface ChangeRow extends Record<string, unknown> {
  from: string | null;
  to: string | null;
  at: Count;
  origin: string | null;
  ruleKey: string | null;
  ruleVersion: Count | null;
  ruleTitle: string | null;
  reason: string | null;
  evidence: unknown;
}

/** A member's changes of stage with the numbers that led to them, the latest first. */
export async function stageHistory(store: Store, memberId: number): Promise<StageHistory> {
  const rows = await store.select<ChangeRow>(
    `SELECT c."from", c."to", ${store.sql.epochMs('c."at"')} AS "at", c."origin", c."ruleKey", c."ruleVersion", c."reason", c."evidence",
       (SELECT MAX(r."title") FROM {communityRules} AS r WHERE r."key" = c."ruleKey") AS "ruleTitle"
     FROM {communityStageChanges} AS c WHERE c."memberId" = $memberId ORDER BY c."at" DESC, c."id" DESC LIMIT ${MOST_CHANGES}`,
    { bind: { memberId } },
  );
  const [{ n }] = await store.select<{ n: Count }>(
    'SELECT COUNT(*) AS "n" FROM {communityStageChanges} AS c WHERE c."memberId" = $memberId',
    { bind: { memberId } },
  );
  return {
    older: Number(n) - rows.length,
    changes: rows.map((row) => ({
      from: row.from,
      to: row.to ?? '',
      at: Number(row.at),
      origin: row.origin ?? '',
      rule: row.ruleKey
        ? { key: row.ruleKey, title: row.ruleTitle || row.ruleKey, version: Number(row.ruleVersion ?? 0) }
        : null,
      reason: row.reason,
      evidence: evidenceOf(row.evidence),
    })),
  };
}

/** A JSON column comes as text on databases that have no such type. */
function evidenceOf(raw: unknown): Evidence[] {
  const value = typeof raw === 'string' ? (JSON.parse(raw) as unknown) : raw;
  return Array.isArray(value) ? (value as Evidence[]) : [];
}

/** Whole weeks, Monday first, up to and with `today`. */
export function weeksBack(today: number, weeks: number): { from: string; to: string } {
  // day 4 since 1970 was a Monday
  const monday = today - ((((today - 4) % 7) + 7) % 7);
  return { from: dayLabel(monday - 7 * (weeks - 1)), to: dayLabel(today) };
}
