import { CONTENT_KINDS, REPLY_MINUTES, type ContentKind } from '../../common/groupHealthContent';
import type { ContentNumbers } from '../../common/groupHealth';
import { slotOf, slotSql } from './groupHealthPosts';
import type { HealthSql } from './groupHealthQuery';

type Count = number | string;

/** Posts that got a first reply on the same day, and how many of them within each of {@link REPLY_MINUTES}. */
export interface Waits {
  answered: number;
  within: number[];
}

const MINUTES_A_DAY = 1440;

export const noWaits = (): Waits => ({ answered: 0, within: REPLY_MINUTES.map(() => 0) });

export function addWaits(sum: Waits, more: Waits): Waits {
  return { answered: sum.answered + more.answered, within: sum.within.map((n, i) => n + more.within[i]) };
}

/**
 * Median of the waits in minutes: the least time within which half of the answered posts were answered, taken as evenly
 * spread between two counted times; null without answered posts.
 */
export function medianMinutes({ answered, within }: Waits): number | null {
  if (answered === 0) return null;
  const half = answered / 2;
  let [edge, count] = [0, 0];
  for (const [i, minutes] of [...REPLY_MINUTES, MINUTES_A_DAY].entries()) {
    const next = within[i] ?? answered;
    if (next >= half) return edge + ((half - count) / (next - count)) * (minutes - edge);
    [edge, count] = [minutes, next];
  }
  return MINUTES_A_DAY;
}

interface WaitsRow extends Record<string, unknown> {
  groupId: Count;
  slot: Count;
  content: ContentKind;
  posts: Count;
  replies: Count;
  reactions: Count;
  answered: Count;
}

const SUMS = [
  'SUM(f."answered") AS "answered"',
  ...REPLY_MINUTES.map((m) => `SUM(f."within${m}") AS "within${m}"`),
].join(', ');

const waitsOf = (row: Record<string, unknown>): Waits => ({
  answered: Number(row.answered),
  within: REPLY_MINUTES.map((minutes) => Number(row[`within${minutes}`])),
});

export interface Answers {
  of(groupId: number, period: 0 | 1): Waits;
  at(firstDay: string): Waits;
  content: ContentNumbers[];
}

/** Answers to the members' posts by group, by step and by kind of content. */
export async function answers(sql: HealthSql): Promise<Answers> {
  const { store, bind } = sql;
  const rows = await store.select<WaitsRow>(
    `SELECT f."groupId", ${sql.period('f."day"')} AS "slot", f."content", SUM(f."posts") AS "posts",
       SUM(f."repliesReceived") AS "replies", SUM(f."reactionsReceived") AS "reactions", ${SUMS}
     FROM ${sql.ofGroups('communityContentFacts', 'f', 'f."day" >= $earlier AND f."day" <= $to')}
     WHERE ${sql.people('f."memberId"')} GROUP BY f."groupId", ${sql.period('f."day"')}, f."content"`,
    { bind },
  );
  const steps = await store.select<WaitsRow>(
    `SELECT ${slotSql(sql, 'f."day"')} AS "slot", ${SUMS}
     FROM ${sql.ofGroups('communityContentFacts', 'f', 'f."day" >= $from AND f."day" <= $to')}
     WHERE f."answered" > 0 AND ${sql.people('f."memberId"')} GROUP BY ${slotSql(sql, 'f."day"')}`,
    { bind },
  );
  const groups = new Map<string, Waits>();
  const kinds = new Map<ContentKind, WaitsRow[]>();
  for (const row of rows) {
    const key = `${Number(row.groupId)} ${Number(row.slot)}`;
    groups.set(key, addWaits(groups.get(key) ?? noWaits(), waitsOf(row)));
    if (Number(row.slot) === 1) kinds.set(row.content, [...(kinds.get(row.content) ?? []), row]);
  }
  const bySlot = new Map(steps.map((row) => [String(row.slot), waitsOf(row)]));
  return {
    of: (groupId, period) => groups.get(`${groupId} ${period}`) ?? noWaits(),
    at: (firstDay) => bySlot.get(slotOf(sql, firstDay)) ?? noWaits(),
    content: CONTENT_KINDS.flatMap((content) => numbersOf(content, kinds.get(content) ?? [])),
  };
}

function numbersOf(content: ContentKind, rows: readonly WaitsRow[]): ContentNumbers[] {
  const sum = (of: (row: WaitsRow) => Count) => rows.reduce((n, row) => n + Number(of(row)), 0);
  const waits = rows.map(waitsOf).reduce(addWaits, noWaits());
  const posts = sum((row) => row.posts);
  if (posts === 0) return [];
  return [
    {
      content,
      posts,
      replies: sum((row) => row.replies),
      reactions: sum((row) => row.reactions),
      answered: waits.answered,
      responseMinutes: medianMinutes(waits),
    },
  ];
}
