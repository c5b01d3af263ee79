import type { CommunityZone } from '@community-crm/community-model';
import { inSpans, rowsJson, rowSource, type Store } from '../store';
import type { Cell } from '../activities';
import { contentKind } from './contentKind';
import { samePair } from './pairs';
import type { Range } from './plan';
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
  `(SELECT ${columns(store, 'a')}, ${NO_DAY} AS "cellDay", ${store.bool(true)} AS "inside" FROM {communityActivities} AS a) AS a`;

const NO_DAY = 'CAST(NULL AS DATE)';

/** Days of groups. No day of a group is in two of the ranges. */
export function rangeScope(store: Store, zone: CommunityZone, ranges: readonly Range[]): RecountScope {
  const source = rowSource(store.dialect, 'ranges', {
    groupId: 'int',
    fromDay: 'day',
    toDay: 'day',
    readFrom: 'instant',
    to: 'instant',
  });
  const rows = ranges.map(({ groupId, fromDay, toDay }) => [
    groupId,
    fromDay,
    toDay,
    ...readSpan(store, zone, fromDay, toDay),
  ]);
  const read = `(SELECT ${columns(store, 'a')}, ${NO_DAY} AS "cellDay", (a."day" >= c."fromDay" AND a."day" <= c."toDay") AS "inside"
    FROM ${source} AS c ${inSpans(store.dialect, '{communityActivities}', 'a', 'a."groupId" = c."groupId" AND a."occurredAt" >= c."readFrom" AND a."occurredAt" < c."to"')}) AS a`;
  const facts = (table: string) =>
    `FROM ${source} AS c ${inSpans(store.dialect, `{${table}}`, 'f', 'f."groupId" = c."groupId" AND f."day" >= c."fromDay" AND f."day" <= c."toDay"')}`;
  return { own: read, received: read, ...commonParts(store, facts), bind: { ranges: rowsJson(rows) } };
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
  const rows = cells.map(({ groupId, memberId, day }) => [groupId, memberId, day, ...readSpan(store, zone, day, day)]);
  const read = (memberColumn: string) =>
    `(SELECT ${columns(store, 'a')}, c."day" AS "cellDay", (a."day" = c."day") AS "inside"
    FROM ${source} AS c ${store.sql.drivenJoin} {communityActivities} AS a
      ON ${samePair('a', 'c', memberColumn)} AND a."occurredAt" >= c."readFrom" AND a."occurredAt" < c."to") AS a`;
  const facts = (table: string) =>
    `FROM ${source} AS c ${store.sql.drivenJoin} {${table}} AS f ON f."groupId" = c."groupId" AND f."day" = c."day" AND f."memberId" = c."memberId"`;
  return {
    own: read('memberId'),
    received: read('replyToMemberId'),
    ...commonParts(store, facts),
    bind: { cells: rowsJson(rows) },
  };
}

/** The instants between which activities are read for some days: a little more than the days, whatever the clocks do. */
function readSpan(store: Store, zone: CommunityZone, fromDay: string, toDay: string): [string, string] {
  const end = zone.dayStart(toDay) + MS_DAY + 3 * 3_600_000;
  return [store.instant(zone.dayStart(fromDay) - LOOK_BACK_MS), store.instant(end)];
}

function commonParts(store: Store, facts: (table: string) => string) {
  return {
    posts: posts(store),
    inRuns: null,
    inside: 'a."inside"',
    daily: `${facts('communityDailyFacts')} WHERE f."kind" NOT IN ('join', 'leave')`,
    hourly: facts('communityHourlyFacts'),
    content: facts('communityContentFacts'),
  };
}
