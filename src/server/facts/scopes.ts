import type { CommunityZone } from '@community-crm/community-model';
import { rowsJson, rowSource, type Store } from '../store';
import type { Cell } from '../activities';
import { contentKind } from './contentKind';
import { samePair } from './pairs';
import type { RecountScope } from './scope';

const MS_DAY = 86_400_000;
/** How far before the first replaced day activities are read, so that a session that spans midnight is seen whole. */
const LOOK_BACK_MS = 6 * 3_600_000;

/** What is read of activities `alias`; `at` are milliseconds. */
const columns = (store: Store, alias: string): string =>
  `${alias}.*, ${store.sql.epochMs(`${alias}."occurredAt"`)} AS "at", ${contentKind(store, alias)} AS "content"`;

const posts = (store: Store): string => `(SELECT ${columns(store, 'p')} FROM {communityActivities} AS p) AS p`;

/** FROM of all activities `a` with the columns of a scope. */
export const anyActivities = (store: Store): string =>
  `(SELECT ${columns(store, 'a')}, ${NO_DAY} AS "cellDay" FROM {communityActivities} AS a) AS a`;

const NO_DAY = 'CAST(NULL AS DATE)';

/** Everybody's days of one group, both ends included. */
export function groupScope(
  store: Store,
  zone: CommunityZone,
  groupId: number,
  fromDay: string,
  toDay: string,
): RecountScope {
  const from = zone.dayStart(fromDay);
  const to = zone.dayStart(toDay) + MS_DAY + 3 * 3_600_000;
  const read = `(SELECT ${columns(store, 'a')}, ${NO_DAY} AS "cellDay" FROM {communityActivities} AS a
    WHERE a."groupId" = $groupId AND a."occurredAt" >= $readFrom AND a."occurredAt" < $to) AS a`;
  const facts = (table: string) =>
    `FROM {${table}} AS f WHERE f."groupId" = $groupId AND f."day" >= $fromDay AND f."day" <= $toDay`;
  return {
    own: read,
    received: read,
    posts: posts(store),
    inside: 'a."day" >= $fromDay AND a."day" <= $toDay',
    daily: `${facts('communityDailyFacts')} AND f."kind" NOT IN ('join', 'leave')`,
    hourly: facts('communityHourlyFacts'),
    content: facts('communityContentFacts'),
    bind: {
      groupId,
      fromDay,
      toDay,
      readFrom: store.instant(from - LOOK_BACK_MS),
      to: store.instant(to),
    },
  };
}

/** Single days of single members. The cells must be distinct. */
export function cellScope(store: Store, zone: CommunityZone, cells: readonly Cell[]): RecountScope {
  const source = rowSource(store.dialect, 'cells', {
    groupId: 'int',
    memberId: 'int',
    day: 'day',
    readFrom: 'instant',
    to: 'instant',
  });
  const rows = cells.map(({ groupId, memberId, day }) => {
    const from = zone.dayStart(day);
    return [groupId, memberId, day, store.instant(from - LOOK_BACK_MS), store.instant(from + MS_DAY + 3 * 3_600_000)];
  });
  const read = (memberColumn: string) =>
    `(SELECT ${columns(store, 'a')}, c."day" AS "cellDay" FROM ${source} AS c ${store.sql.drivenJoin} {communityActivities} AS a
      ON ${samePair('a', 'c', memberColumn)} AND a."occurredAt" >= c."readFrom" AND a."occurredAt" < c."to") AS a`;
  const facts = (table: string) =>
    `FROM ${source} AS c ${store.sql.drivenJoin} {${table}} AS f ON f."groupId" = c."groupId" AND f."day" = c."day" AND f."memberId" = c."memberId"`;
  return {
    own: read('memberId'),
    received: read('replyToMemberId'),
    posts: posts(store),
    inside: 'a."day" = a."cellDay"',
    daily: `${facts('communityDailyFacts')} WHERE f."kind" NOT IN ('join', 'leave')`,
    hourly: facts('communityHourlyFacts'),
    content: facts('communityContentFacts'),
    bind: { cells: rowsJson(rows) },
  };
}
