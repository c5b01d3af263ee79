import { dayNumberOf } from '@community-crm/community-model';
import type { HealthSql } from './groupHealthQuery';
import { mondayOf, weekOfDay, weekOfDayNumber } from './retentionWeeks';
import { shifted } from './groupHealthQuery';

type Count = number | string;

export interface Posts {
  posts: number;
  otherPosts: number;
  speakers: number;
  interacting: number;
}

/** Kinds besides answers by which members show that they have read something; see the metric `confirmedReads`. */
const INTERACTIONS = `'reaction', 'poll_answer', 'click', 'confirmed_read'`;

interface PostsRow extends Record<string, unknown> {
  slot: Count;
  groupId: Count;
  posts: Count;
  otherPosts: Count;
  speakers: Count;
  interacting: Count;
}

const NONE: Posts = { posts: 0, otherPosts: 0, speakers: 0, interacting: 0 };

function sums(row: PostsRow): Posts {
  return {
    posts: Number(row.posts),
    otherPosts: Number(row.otherPosts),
    speakers: Number(row.speakers),
    interacting: Number(row.interacting),
  };
}

/** Posts, and who posted and interacted, of every group in the period (`1`) and the one before (`0`). */
export async function postsByGroup(sql: HealthSql): Promise<(groupId: number, period: 0 | 1) => Posts> {
  const rows = await counted(sql, sql.period('f."day"'), '$earlier', 'x."groupId"');
  const found = new Map(rows.map((row) => [`${Number(row.groupId)} ${Number(row.slot)}`, sums(row)]));
  return (groupId, period) => found.get(`${groupId} ${period}`) ?? NONE;
}

/** The same of all groups together for each step of the period. */
export async function postsByStep(sql: HealthSql): Promise<(firstDay: string) => Posts> {
  const { store, query } = sql;
  const slot = query.step === 'week' ? weekOfDay(store, 'f."day"') : store.sql.dayText('f."day"');
  const rows = await counted(sql, slot, '$from', '0');
  const found = new Map(rows.map((row) => [String(row.slot), sums(row)]));
  return (firstDay) => found.get(slotOf(sql, firstDay)) ?? NONE;
}

/** The name under which a step's rows come, by any of its days. */
export const slotOf = ({ query }: HealthSql, day: string): string =>
  query.step === 'week' ? String(weekOfDayNumber(dayNumberOf(day))) : day;

/** SQL expression of a step's name. */
export const slotSql = ({ store, query }: HealthSql, day: string): string =>
  query.step === 'week' ? weekOfDay(store, day) : store.sql.dayText(day);

/** Days or weeks of the period; the first and the last week may be cut off. */
export function stepsOf({ query: { from, to, step } }: HealthSql): Array<{ from: string; to: string }> {
  const steps: Array<{ from: string; to: string }> = [];
  for (let day = from; day <= to;) {
    const end = step === 'day' ? day : shifted(mondayOf(weekOfDayNumber(dayNumberOf(day)) + 1), -1);
    steps.push({ from: day, to: end < to ? end : to });
    day = shifted(end, 1);
  }
  return steps;
}

/** One row a member and group first: who does something twice is one who does it. */
async function counted(sql: HealthSql, slot: string, since: string, group: string): Promise<PostsRow[]> {
  const { store, bind, said } = sql;
  const interacts = `(f."kind" IN (${INTERACTIONS}) AND f."count" > 0) OR (f."kind" IN (${said}) AND f."replies" > 0)`;
  return store.select<PostsRow>(
    `SELECT x."slot", ${group} AS "groupId",
       SUM(CASE WHEN x."memberId" <> 0 THEN x."posts" ELSE 0 END) AS "posts", SUM(CASE WHEN x."memberId" = 0 THEN x."posts" ELSE 0 END) AS "otherPosts",
       SUM(CASE WHEN x."memberId" <> 0 AND x."posts" > 0 THEN 1 ELSE 0 END) AS "speakers",
       SUM(CASE WHEN x."memberId" <> 0 THEN x."interacts" ELSE 0 END) AS "interacting"
     FROM (SELECT f."groupId", f."memberId", ${slot} AS "slot", SUM(CASE WHEN f."kind" IN (${said}) THEN f."count" ELSE 0 END) AS "posts",
         MAX(CASE WHEN ${interacts} THEN 1 ELSE 0 END) AS "interacts"
       FROM ${sql.ofGroups('communityDailyFacts', 'f', `f."day" >= ${since} AND f."day" <= $to`)}
       WHERE f."kind" IN (${said}, ${INTERACTIONS}) AND ${sql.people('f."memberId"')}
       GROUP BY f."groupId", f."memberId", ${slot}) AS x
     GROUP BY x."slot"${group === '0' ? '' : `, ${group}`}`,
    { bind },
  );
}
